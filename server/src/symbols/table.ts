// The table of a configuration's symbols: every place where a name is declared or used, put together when asked for.
import type { Configuration } from '../configuration/evaluate.ts';
import { enclosing, type Visit } from '../configuration/visit.ts';
import type { Node } from '../syntax/tree.ts';
import { memo } from '../text/memo.ts';
import type { SourceFile } from '../text/source-file.ts';
import { touches } from '../text/span.ts';
import { mentionsOf } from './mentions.ts';
import { Namesakes } from './namesakes.ts';
import { areAlike, occurrencesAt } from './occurrence.ts';
import { readReading } from './reading.ts';
import { surveyOf } from './survey.ts';
import { keyOf, type Occurrence, type SymbolKind } from './symbol.ts';
import { SymbolList } from './symbol-list.ts';
import { mayHold, textTestFor } from './text-search.ts';
import { writtenSymbols } from './written-symbols.ts';

/** The symbols of `configuration`. After an edit only the names of the edited file are looked for anew. */
export const symbolsOf: (configuration: Configuration) => SymbolTable = memo(
  (configuration) => new SymbolTable(configuration),
);

export class SymbolTable {
  readonly #configuration: Configuration;
  readonly #lists = new Map<SourceFile, readonly SymbolList[]>();
  readonly #namesakes = new Map<string, Namesakes>();

  constructor(configuration: Configuration) {
    this.#configuration = configuration;
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
    return this.#listsOf(file).flatMap(({ occurrences }) => occurrences);
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
    const namesakes = new Namesakes(this.#all((list) => list.named(key), this.#filesFor(kind, name)));
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

  #all(part: (list: SymbolList) => readonly Occurrence[], files = this.#files()): Occurrence[] {
    const all: Occurrence[] = [];
    for (const file of files)
      for (const list of this.#listsOf(file)) for (const occurrence of part(list)) all.push(occurrence);
    return all;
  }

  #files(): Iterable<SourceFile> {
    return this.#configuration.files.values();
  }

  /** The files that are worth a closer look; one that was looked at already costs nothing. */
  *#filesFor(kind: SymbolKind, name: string): Generator<SourceFile> {
    const { visits, settings } = this.#configuration;
    const test = textTestFor(kind, name, settings.catalogue);
    const survey = surveyOf(visits);
    for (const file of this.#files()) {
      if (mayHold(file, test) || survey.rewrittenIn(file).some(({ line }) => test(line.text))) yield file;
    }
  }

  #isMeant({ isGuess, kind, means }: Occurrence): boolean {
    return !isGuess || this.named(kind, means).isDeclared;
  }

  /** What the file says by itself, for each of its surroundings, and what becomes of it here. */
  #listsOf(file: SourceFile): readonly SymbolList[] {
    const known = this.#lists.get(file);
    if (known) return known;
    const { visits, settings } = this.#configuration;
    const survey = surveyOf(visits);
    const written = survey.surroundingsOf(file).map((around) => writtenSymbols(file, around, settings.catalogue));
    const rewritten = survey.rewrittenIn(file);
    const read = new Set(rewritten.map(({ node, use }) => (use ? undefined : node)));
    const unread = written.flatMap((symbols) =>
      [...symbols.unread].flatMap(([node, occurrences]) => (read.has(node) ? [] : occurrences)),
    );
    const changing = distinct([...rewritten.flatMap((visit) => occurrencesIn(visit, settings)), ...unread]);
    const lists = [...written.map(({ list }) => list), ...(changing.length > 0 ? [new SymbolList(changing)] : [])];
    this.#lists.set(file, lists);
    return lists;
  }
}

/** `${APP}` may be the name of a process, and has the name of a variable in it. */
function lengthOf({ span }: Occurrence): number {
  return span.end - span.start;
}

function occurrencesIn(visit: Visit, { catalogue }: Configuration['settings']): readonly Occurrence[] {
  const known = readOccurrences.get(visit);
  if (known) return known;
  const owner: Node | undefined = enclosing(visit, 'vhost')?.node;
  const spot = { node: visit.node, file: visit.file, owner, parameters: [] };
  const occurrences = occurrencesAt(spot, mentionsOf(readReading(visit), catalogue));
  readOccurrences.set(visit, occurrences);
  return occurrences;
}

const readOccurrences = new WeakMap<Visit, readonly Occurrence[]>();

/** A line that is read several times to the same end counts once. */
function distinct(occurrences: readonly Occurrence[]): Occurrence[] {
  const places = new Map<number, Occurrence[]>();
  return occurrences.filter((occurrence) => {
    const known = places.get(occurrence.span.start) ?? [];
    if (known.some((other) => areAlike(other, occurrence))) return false;
    places.set(occurrence.span.start, [...known, occurrence]);
    return true;
  });
}
