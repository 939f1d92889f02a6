// From a mention in a line to an occurrence in a file.
import type { Node } from '../syntax/tree.ts';
import type { SourceFile } from '../text/source-file.ts';
import type { Mention } from './mention.ts';
import type { Occurrence } from './symbol.ts';

/** Where a line stands. */
export interface Spot {
  readonly node: Node;
  readonly file: SourceFile;
  readonly owner: Node | undefined;
  /** The parameters of the macros around a line that is told as it is written. */
  readonly parameters: readonly string[];
}

/** The occurrences of `mentions` at `spot`, each once. */
export function occurrencesAt(spot: Spot, mentions: readonly Mention[]): Occurrence[] {
  const occurrences: Occurrence[] = [];
  for (const mention of mentions) {
    const occurrence = occurrenceOf(mention, spot);
    if (occurrence && !occurrences.some((other) => areAlike(other, occurrence))) occurrences.push(occurrence);
  }
  return occurrences;
}

/** Says whether two occurrences tell the same of the same place. */
export function areAlike(one: Occurrence, other: Occurrence): boolean {
  return (
    one.span.start === other.span.start &&
    one.kind === other.kind &&
    one.role === other.role &&
    one.name === other.name &&
    one.owner === other.owner
  );
}

/** A macro's own parameter is no name: what it stands for is seen where the macro is used. */
function occurrenceOf(mention: Mention, { node, file, owner, parameters }: Spot): Occurrence | undefined {
  const { kind, role, name, means = name, line, at } = mention;
  if (parameters.some((parameter) => name.includes(parameter))) return undefined;
  const span = line.spanOf(at, at + name.length);
  return {
    kind,
    role,
    name,
    means,
    file,
    span,
    node,
    owner,
    isWritten: file.text.slice(span.start, span.end) === name,
    isOpen: /[$%][{\d]|[*?()[\]\\^]/.test(name),
    isGuess: mention.isGuess === true,
    isExact: mention.isExact === true,
    isInPattern: mention.isInPattern === true,
  };
}
