// From a mention in a line to an occurrence in a file.
import type { Node } from '../syntax/tree.ts';
import type { SourceFile } from '../text/source-file.ts';
import type { Span } from '../text/span.ts';
import type { Mention } from './mention.ts';
import type { Occurrence, Role, SymbolKind } from './symbol.ts';

/** Where a line stands. */
export interface Spot {
  readonly node: Node;
  readonly owner: Node | undefined;
  /** The parameters of the macros around a line that is told as it is written. */
  readonly parameters: readonly string[];
}

/** The occurrences of `mentions` at `spot`, each once. */
export function occurrencesAt(spot: Spot, mentions: readonly Mention[]): Occurrence[] {
  const occurrences: Occurrence[] = [];
  for (const mention of mentions) {
    // A macro's own parameter is no name: what it stands for is seen where the macro is used.
    if (spot.parameters.some((parameter) => mention.name.includes(parameter))) continue;
    const occurrence = new FoundName(mention, spot, mention.line.spanOf(mention.at, mention.at + mention.name.length));
    if (!occurrences.some((other) => areAlike(other, occurrence))) occurrences.push(occurrence);
  }
  return occurrences;
}

/** Says whether two occurrences of one file tell the same of the same place. */
export function areAlike(one: Occurrence, other: Occurrence): boolean {
  return (
    one.span.start === other.span.start &&
    one.kind === other.kind &&
    one.role === other.role &&
    one.name === other.name &&
    one.owner === other.owner
  );
}

/** Each occurrence once: a line of a macro is read wherever the macro is used. */
export class DistinctOccurrences {
  readonly #byPlace = new Map<number, Occurrence[]>();

  /** Adds `occurrence`; says whether it is another one than those before. */
  add(occurrence: Occurrence): boolean {
    const { start } = occurrence.span;
    const known = this.#byPlace.get(start) ?? [];
    if (known.some((other) => other.file === occurrence.file && areAlike(other, occurrence))) return false;
    this.#byPlace.set(start, [...known, occurrence]);
    return true;
  }
}

/** What a name is told by; the rest is the rule. */
type Found = Pick<Mention, 'kind' | 'role' | 'name' | 'means' | 'isGuess' | 'isExact' | 'isInPattern'>;

/** Its span moves with the part of the file that it stands in, and so does the file. */
export class FoundName implements Occurrence {
  readonly kind: SymbolKind;
  readonly role: Role;
  readonly name: string;
  readonly means: string;
  readonly span: Span;
  readonly node: Node;
  readonly owner: Node | undefined;
  readonly isWritten: boolean;
  readonly isOpen: boolean;
  readonly isGuess: boolean;
  readonly isExact: boolean;
  readonly isInPattern: boolean;

  constructor(found: Found, { node, owner }: Pick<Spot, 'node' | 'owner'>, span: Span) {
    this.kind = found.kind;
    this.role = found.role;
    this.name = found.name;
    this.means = found.means ?? found.name;
    this.span = span;
    this.node = node;
    this.owner = owner;
    this.isWritten = node.file.text.slice(span.start, span.end) === found.name;
    this.isOpen = /[$%][{\d]|[*?()[\]\\^]/.test(found.name);
    this.isGuess = found.isGuess === true;
    this.isExact = found.isExact === true;
    this.isInPattern = found.isInPattern === true;
  }

  get file(): SourceFile {
    return this.node.file;
  }
}
