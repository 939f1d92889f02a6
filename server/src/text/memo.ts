// Remembers an answer for as long as the immutable object it was made from lives.
import { isNoticing, noteReads, type Reads, withReads } from './reads.ts';

/** Makes something when it is asked for first. */
export function once<Value extends object>(make: () => Value): () => Value {
  let made: Value | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

/** Wraps a pure function of one object so that each object is worked on once. */
export function memo<Input extends object, Output>(compute: (input: Input) => Output): (input: Input) => Output {
  const answers = new WeakMap<Input, { readonly value: Output; readonly reads: Reads }>();
  return (input) => {
    let known = answers.get(input);
    if (!known) {
      known = withReads(() => compute(input));
      answers.set(input, known);
    }
    noteReads(known.reads);
    return known.value;
  };
}

/**
 * The same for what there is very much of in a large tree: directives, hosts. Where nothing is asked a second time, only
 * the latest answers are kept. So nobody may tell two answers apart by their identity.
 */
export function passingMemo<Input extends object, Output>(compute: (input: Input) => Output): (input: Input) => Output {
  const lasting = memo(compute);
  const recent = latestMemo(compute);
  return (input) => (isNoticing() ? lasting(input) : recent(input));
}

/** The same where only the latest answers are kept, so few that to look through them is quicker than to look one up. */
function latestMemo<Input extends object, Output>(compute: (input: Input) => Output): (input: Input) => Output {
  const inputs: Input[] = [];
  const outputs: Output[] = [];
  let next = 0;
  return (input) => {
    const at = inputs.indexOf(input);
    if (at >= 0) return outputs[at] as Output;
    const value = compute(input);
    inputs[next] = input;
    outputs[next] = value;
    next = (next + 1) % mostLatest;
    return value;
  };
}

const mostLatest = 16;
