// Remembers an answer for as long as the immutable object it was made from lives.
import { noteReads, type Reads, withReads } from './reads.ts';

/** Wraps a pure function of one object so that each object is worked on once. */
export function memo<Input extends object, Output>(compute: (input: Input) => Output): (input: Input) => Output {
  const answers = new WeakMap<Input, { readonly value: Output; readonly reads: Reads }>();
  return (input) => {
    const known = answers.get(input) ?? withReads(() => compute(input));
    answers.set(input, known);
    noteReads(known.reads);
    return known.value;
  };
}
