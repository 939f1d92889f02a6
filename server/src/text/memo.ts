// Remembers an answer for as long as the immutable object it was made from lives.

/** Wraps a pure function of one object so that each object is worked on once. */
export function memo<Input extends object, Output>(compute: (input: Input) => Output): (input: Input) => Output {
  const answers = new WeakMap<Input, { readonly value: Output }>();
  return (input) => {
    const known = answers.get(input);
    if (known) return known.value;
    const value = compute(input);
    answers.set(input, { value });
    return value;
  };
}
