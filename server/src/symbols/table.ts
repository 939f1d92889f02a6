// The table of a configuration's symbols: every place where a name is declared or used, made once when first asked for.
import type { Configuration } from '../configuration/evaluate.ts';
import { enclosing, type Visit } from '../configuration/visit.ts';
import type { Node } from '../syntax/tree.ts';
import { memo } from '../text/memo.ts';
import type { SourceFile } from '../text/source-file.ts';
import { touches } from '../text/span.ts';
import type { Mention } from './mention.ts';
import { mentionsOf } from './mentions.ts';
import { macroParametersAround, readingsOf } from './readings.ts';
import { keyOf, matchings, type Occurrence, type SymbolKind } from './symbol.ts';

/** The symbols of `configuration`. Linear in its lines; asked again, it answers from memory. */
export const symbolsOf: (configuration: Configuration) => SymbolTable = memo((configuration) => {
  const builder = new Builder();
  for (const visit of readingsOf(configuration)) {
    for (const mention of mentionsOf(visit, configuration)) builder.add(mention, visit);
  }
  return builder.finish();
});

export class SymbolTable {
  /** All occurrences in the order of reading; what Apache does not read stands at the end. */
  readonly occurrences: readonly Occurrence[];
  readonly #groups: ReadonlyMap<Occurrence, readonly Occurrence[]>;
  readonly #byFile: ReadonlyMap<string, readonly Occurrence[]>;

  /** `groups` gives for each occurrence all those of the same symbol. */
  constructor(groups: ReadonlyMap<Occurrence, readonly Occurrence[]>) {
    this.#groups = groups;
    this.occurrences = [...groups.keys()];
    this.#byFile = byFile(this.occurrences);
  }

  /** What stands at `offset`; several where one place has several meanings, as in a file that two hosts include. */
  at(file: SourceFile, offset: number): Occurrence[] {
    const around = this.in(file).filter(({ span }) => touches(span, offset));
    const shortest = Math.min(...around.map(lengthOf));
    return around.filter((occurrence) => lengthOf(occurrence) === shortest);
  }

  /** The occurrences in `file`. */
  in(file: SourceFile): readonly Occurrence[] {
    return this.#byFile.get(file.uri) ?? [];
  }

  /** All occurrences of the same symbol, itself included. */
  sameAs(occurrence: Occurrence): readonly Occurrence[] {
    return this.#groups.get(occurrence) ?? [];
  }
}

/** `${APP}` may be the name of a process, and has the name of a variable in it. */
function lengthOf({ span }: Occurrence): number {
  return span.end - span.start;
}

interface Entry {
  readonly occurrence: Occurrence;
  readonly mention: Mention;
}

class Builder {
  readonly #entries: Entry[] = [];
  /** What is known already, by the file and the offset at which it begins. */
  readonly #places = new Map<SourceFile, Map<number, Occurrence[]>>();
  /** Which hosts declare a name. */
  readonly #declaring = new Map<string, Set<Node | undefined>>();
  /** The names of declarations letter by letter. */
  readonly #spellings = new Set<string>();
  readonly #numbers = new Map<Node | undefined, number>();

  /** A file that is read twice has its names once, unless they belong to different hosts. */
  add(mention: Mention, visit: Visit): void {
    const occurrence = occurrenceOf(mention, visit);
    if (!occurrence || this.#isKnown(occurrence)) return;
    this.#entries.push({ occurrence, mention });
    const { kind, role, name, means, host } = occurrence;
    if (role !== 'declaration') return;
    const known = `${kind} ${keyOf(kind, means)}`;
    this.#declaring.set(known, (this.#declaring.get(known) ?? new Set()).add(host));
    this.#spellings.add(`${kind} ${name}`);
  }

  finish(): SymbolTable {
    const byKey = new Map<string, Occurrence[]>();
    const groups = new Map<Occurrence, readonly Occurrence[]>();
    for (const { occurrence, mention } of this.#entries) {
      if (mention.isGuess && !this.#declaring.has(`${mention.kind} ${keyOf(mention.kind, mention.name)}`)) continue;
      const key = this.#groupOf(occurrence, mention.isExact === true);
      const group = byKey.get(key) ?? [];
      if (group.length === 0) byKey.set(key, group);
      group.push(occurrence);
      groups.set(occurrence, group);
    }
    return new SymbolTable(groups);
  }

  #isKnown(occurrence: Occurrence): boolean {
    const { file, span } = occurrence;
    const places = this.#places.get(file) ?? new Map<number, Occurrence[]>();
    if (places.size === 0) this.#places.set(file, places);
    const known = places.get(span.start);
    if (!known) places.set(span.start, [occurrence]);
    else if (known.some((other) => areAlike(other, occurrence))) return true;
    else known.push(occurrence);
    return false;
  }

  #groupOf({ kind, name, means, host }: Occurrence, isExact: boolean): string {
    if (isExact && !this.#spellings.has(`${kind} ${name}`)) return `${kind} exactly ${name}`;
    return `${kind} ${this.#numberOf(this.#ownerOf(kind, name, host))} ${keyOf(kind, means)}`;
  }

  /** The host whose declaration counts; undefined stands for the main server. */
  #ownerOf(kind: SymbolKind, name: string, host: Node | undefined): Node | undefined {
    const { scope } = matchings[kind];
    if (scope === 'everywhere' || host === undefined) return undefined;
    const declaring = this.#declaring.get(`${kind} ${keyOf(kind, name)}`);
    const isOfMain = declaring?.has(undefined) === true;
    if (scope === 'shared') return isOfMain ? undefined : host;
    return scope === 'inherited' && isOfMain && !declaring?.has(host) ? undefined : host;
  }

  #numberOf(host: Node | undefined): number {
    const known = this.#numbers.get(host) ?? this.#numbers.size;
    this.#numbers.set(host, known);
    return known;
  }
}

function areAlike(one: Occurrence, other: Occurrence): boolean {
  return one.kind === other.kind && one.role === other.role && one.name === other.name && one.host === other.host;
}

/** A macro's own parameter is no name: what it stands for is seen where the macro is used. */
function occurrenceOf({ kind, role, name, means = name, line, at }: Mention, visit: Visit): Occurrence | undefined {
  const { node, file } = visit;
  if (line === node.line && macroParametersAround(node).some((parameter) => name.includes(parameter))) return undefined;
  const span = line.spanOf(at, at + name.length);
  const isWritten = file.text.slice(span.start, span.end) === name;
  const host = enclosing(visit, 'vhost')?.node;
  return { kind, role, name, means, file, span, node, host, isWritten, isOpen: /[$%]\{/.test(name) };
}

function byFile(occurrences: readonly Occurrence[]): ReadonlyMap<string, readonly Occurrence[]> {
  const files = new Map<string, Occurrence[]>();
  for (const occurrence of occurrences) {
    const known = files.get(occurrence.file.uri);
    if (known) known.push(occurrence);
    else files.set(occurrence.file.uri, [occurrence]);
  }
  return files;
}
