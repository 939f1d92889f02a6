// The table of a configuration's symbols: every place where a name is declared or used, put together when asked for.
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { Configuration } from '../configuration/evaluate.ts';
import type { Segment } from '../configuration/segment.ts';
import { enclosing, type Visit } from '../configuration/visit.ts';
import { parse } from '../syntax/parse.ts';
import type { PartTree } from '../syntax/tree.ts';
import { memo } from '../text/memo.ts';
import type { SourceFile } from '../text/source-file.ts';
import { touches } from '../text/span.ts';
import { mentionsOf } from './mentions.ts';
import { Namesakes } from './namesakes.ts';
import { DistinctOccurrences, occurrencesAt } from './occurrence.ts';
import { readReading } from './reading.ts';
import { type Surroundings, surveyOf } from './survey.ts';
import { keyOf, type Occurrence, type SymbolKind } from './symbol.ts';
import { SymbolList } from './symbol-list.ts';
import { mayHold, textTestFor } from './text-search.ts';
import { writtenSymbols } from './written-symbols.ts';

/** The symbols of `configuration`. After an edit only the names of what was edited are looked for anew. */
export const symbolsOf: (configuration: Configuration) => SymbolTable = memo(
  (configuration) => new SymbolTable(configuration),
);

export class SymbolTable {
  readonly #configuration: Configuration;
  #known: ReadonlyMap<PartTree, readonly Segment[]> | undefined;
  readonly #namesakes = new Map<string, Namesakes>();

  constructor(configuration: Configuration) {
    this.#configuration = configuration;
  }

  /** How each part of each file was read. */
  get #parts(): ReadonlyMap<PartTree, readonly Segment[]> {
    this.#known ??= byTree(this.#configuration.segments);
    return this.#known;
  }

  /** What stands at `offset`; several where one place has several meanings, as in a file that two hosts include. */
  at(file: SourceFile, offset: number): Occurrence[] {
    const around = this.in(file).filter(({ span }) => touches(span, offset));
    const meant = around.filter((occurrence) => this.#isMeant(occurrence));
    const shortest = Math.min(...meant.map(lengthOf));
    return meant.filter((occurrence) => lengthOf(occurrence) === shortest);
  }

  /** The occurrences in `file`, guesses included. */
  in(file: SourceFile): readonly Occurrence[] {
    const own = byTree(this.#configuration.segmentsOf(file));
    const written = parse(file).parts.flatMap((tree) => this.#writtenIn(tree, own.get(tree) ?? []));
    const reading = new Set(parse(file).parts.flatMap((tree) => own.get(tree) ?? []));
    // The lines of a macro are read where it is used.
    for (const segment of this.#configuration.segmentsReading(file))
      if (surveyOf(segment).usesMacros) reading.add(segment);
    const rewritten = [...reading].flatMap((segment) => this.#rewrittenIn(segment).occurrences);
    const distinct = new DistinctOccurrences();
    const all = [...written.flatMap((list) => list.occurrences), ...rewritten.filter((one) => distinct.add(one))];
    return all.filter((one) => one.file === file);
  }

  /** All occurrences of the same symbol, itself included. */
  sameAs(occurrence: Occurrence): readonly Occurrence[] {
    return this.named(occurrence.kind, occurrence.means).sameAs(occurrence);
  }

  /** All that is called `name`, in whatever host. */
  named(kind: SymbolKind, name: string): Namesakes {
    const key = keyOf(kind, name);
    const known = this.#namesakes.get(key);
    if (known) return known;
    const namesakes = new Namesakes(this.#all((list) => list.named(key), this.#partsFor(kind, name)));
    this.#namesakes.set(key, namesakes);
    return namesakes;
  }

  /** Every occurrence, guesses included. */
  get occurrences(): readonly Occurrence[] {
    return this.#all((list) => list.occurrences);
  }

  /** Every declaration, file by file in the order of reading. */
  get declarations(): readonly Occurrence[] {
    return this.#all((list) => list.declarations);
  }

  /** Every name that is not wholly known. */
  get open(): readonly Occurrence[] {
    return this.#all((list) => list.open);
  }

  #all(
    wanted: (list: SymbolList) => readonly Occurrence[],
    parts: Iterable<readonly [PartTree, readonly Segment[]]> = this.#parts,
  ): Occurrence[] {
    const all: Occurrence[] = [];
    const distinct = new DistinctOccurrences();
    for (const [tree, segments] of parts) {
      for (const list of this.#writtenIn(tree, segments)) for (const occurrence of wanted(list)) all.push(occurrence);
      for (const segment of segments) {
        for (const occurrence of wanted(this.#rewrittenIn(segment))) if (distinct.add(occurrence)) all.push(occurrence);
      }
    }
    return all;
  }

  /** The parts that are worth a closer look. */
  *#partsFor(kind: SymbolKind, name: string): Generator<readonly [PartTree, readonly Segment[]]> {
    const test = textTestFor(kind, name, this.#configuration.settings.catalogue);
    for (const entry of this.#parts) {
      const [tree, segments] = entry;
      const isRewritten = (segment: Segment) => surveyOf(segment).rewritten.some(({ line }) => test(line.text));
      if (mayHold(tree, test) || segments.some(isRewritten)) yield entry;
    }
  }

  #isMeant({ isGuess, kind, means }: Occurrence): boolean {
    return !isGuess || this.named(kind, means).isDeclared;
  }

  /** What the part says by itself, in each of its surroundings; lines with variables only where nothing reads them. */
  #writtenIn(tree: PartTree, segments: readonly Segment[]): SymbolList[] {
    const { catalogue } = this.#configuration.settings;
    const surveys = segments.map(surveyOf);
    const written = distinctSurroundings(surveys).map((around) => writtenSymbols(tree, around, catalogue));
    const lists = written.map(({ list }) => list);
    const unread = written.flatMap((symbols) =>
      [...symbols.unread].flatMap(([node, own]) => (surveys.some((one) => one.readNodes.has(node)) ? [] : own)),
    );
    return unread.length > 0 ? [...lists, new SymbolList(unread)] : lists;
  }

  #rewrittenIn(segment: Segment): SymbolList {
    return rewrittenSymbols(this.#configuration.settings.catalogue)(segment);
  }
}

function byTree(segments: readonly Segment[]): ReadonlyMap<PartTree, readonly Segment[]> {
  const parts = new Map<PartTree, Segment[]>();
  for (const segment of segments) {
    const known = parts.get(segment.tree);
    if (known) known.push(segment);
    else parts.set(segment.tree, [segment]);
  }
  return parts;
}

/** `${APP}` may be the name of a process, and has the name of a variable in it. */
function lengthOf({ span }: Occurrence): number {
  return span.end - span.start;
}

/** A file that is included twice in the same host has its names once. */
function distinctSurroundings(surveys: readonly { readonly around: Surroundings }[]): Surroundings[] {
  const all = surveys.map(({ around }) => around);
  const first = (one: Surroundings) =>
    all.find((other) => other.host === one.host && other.isInLocation === one.isInLocation);
  return all.length === 1 ? all : all.filter((one) => first(one) === one);
}

const emptyList = new SymbolList([]);

/** The names in lines that read otherwise than they are written; a line that is read several times counts once. */
const rewrittenSymbols = memo((catalogue: Catalogue) =>
  memo((segment: Segment) => {
    const { rewritten } = surveyOf(segment);
    if (rewritten.length === 0) return emptyList;
    const distinct = new DistinctOccurrences();
    const found = rewritten.flatMap((visit) => occurrencesIn(visit, catalogue));
    return new SymbolList(found.filter((occurrence) => distinct.add(occurrence)));
  }),
);

function occurrencesIn(visit: Visit, catalogue: Catalogue): Occurrence[] {
  const owner = enclosing(visit, 'vhost')?.node;
  return occurrencesAt({ node: visit.node, owner, parameters: [] }, mentionsOf(readReading(visit), catalogue));
}
