// Renames a symbol in every file of its configuration, or says why that cannot be done whole.
import type { Edit } from '../rules/problem.ts';
import type { Occurrence } from '../symbols/symbol.ts';
import { type SymbolTable, symbolsOf } from '../symbols/table.ts';
import type { SourceFile } from '../text/source-file.ts';
import type { Span } from '../text/span.ts';
import type { Place } from './cursor.ts';
import { withoutRepetition } from './places.ts';
import { invalidNameReason } from './rename-names.ts';
import { obstacle, type RenameLimits, takenReason } from './rename-obstacles.ts';

/** Why nothing is renamed, as a sentence for the user. */
export interface Refusal {
  readonly refusal: string;
}

/** What will be renamed: the name at `offset` and its place; undefined where nothing stands that has a name. */
export function prepareRename(
  place: Place,
  offset: number,
  limits: RenameLimits,
): { readonly span: Span; readonly name: string } | Refusal | undefined {
  const [first] = writtenAt(place, offset);
  if (!first) return undefined;
  const refusal = obstacle(everyPlace(place, offset), place.configuration, limits);
  return refusal ? { refusal } : { span: first.span, name: first.name };
}

/** The edits that give the symbol at `offset` the name `newName`. */
export function rename(place: Place, offset: number, newName: string, limits: RenameLimits): readonly Edit[] | Refusal {
  const { configuration } = place;
  const occurrences = everyPlace(place, offset);
  if (occurrences.length === 0) return { refusal: 'Nothing stands here that has a name of its own.' };
  const refusal =
    obstacle(occurrences, configuration, limits) ??
    invalidNameReason(occurrences, newName, configuration) ??
    takenReason(occurrences, newName, configuration);
  if (refusal) return { refusal };
  const changed = withoutRepetition(occurrences).filter(({ name }) => name !== newName);
  return changed.map(({ file, span }) => ({ uri: file.uri, span, text: newName }));
}

/** A place may belong to several symbols, as in a file that two hosts include: then all of them change. */
function everyPlace(place: Place, offset: number): Occurrence[] {
  const symbols = symbolsOf(place.configuration);
  const twins = new Twins(symbols);
  const found = new Set(writtenAt(place, offset).flatMap((occurrence) => symbols.sameAs(occurrence)));
  // A Set is walked through to its end, also where the end moves.
  for (const occurrence of found) {
    for (const twin of twins.of(occurrence)) {
      if (!found.has(twin)) for (const other of symbols.sameAs(twin)) found.add(other);
    }
  }
  return [...found];
}

/** What stands at `offset` by its own name; behind the parameter of a macro there may be further names, which stay. */
function writtenAt({ file, configuration }: Place, offset: number): Occurrence[] {
  const all = symbolsOf(configuration).at(file, offset);
  const written = all.filter(({ isWritten }) => isWritten);
  return written.length > 0 ? written : all;
}

/** Occurrences by their places. */
class Twins {
  readonly #symbols: SymbolTable;
  readonly #places = new Map<SourceFile, ReadonlyMap<number, readonly Occurrence[]>>();

  constructor(symbols: SymbolTable) {
    this.#symbols = symbols;
  }

  of({ file, span }: Occurrence): Occurrence[] {
    const places = this.#places.get(file) ?? byStart(this.#symbols.in(file));
    this.#places.set(file, places);
    return (places.get(span.start) ?? []).filter((other) => other.isWritten && other.span.end === span.end);
  }
}

function byStart(occurrences: readonly Occurrence[]): ReadonlyMap<number, readonly Occurrence[]> {
  const places = new Map<number, Occurrence[]>();
  for (const occurrence of occurrences) {
    const known = places.get(occurrence.span.start);
    if (known) known.push(occurrence);
    else places.set(occurrence.span.start, [occurrence]);
  }
  return places;
}
