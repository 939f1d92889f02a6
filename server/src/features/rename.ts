// Renames a symbol in every file of its configuration, or says why that cannot be done whole.
import type { Configuration } from '../configuration/evaluate.ts';
import { nameOf, pathOf } from '../configuration/paths.ts';
import { isDispatched } from '../configuration/wsgi.ts';
import type { Edit } from '../rules/problem.ts';
import { keyOf, matchings, type Occurrence } from '../symbols/symbol.ts';
import { symbolsOf } from '../symbols/table.ts';
import type { Span } from '../text/span.ts';
import type { Place } from './cursor.ts';
import { placeKey, withoutRepetition } from './places.ts';
import { fixedNameReason, invalidNameReason } from './rename-names.ts';

/** Why nothing is renamed, as a sentence for the user. */
export interface Refusal {
  readonly refusal: string;
}

/** Says why a file must not be changed; undefined where it may be. */
export type WriteGuard = (uri: string) => string | undefined;

/** What will be renamed: the name at `offset` and its place; undefined where nothing stands that has a name. */
export function prepareRename(
  place: Place,
  offset: number,
  guard: WriteGuard,
): { readonly span: Span; readonly name: string } | Refusal | undefined {
  const [first] = symbolsOf(place.configuration).at(place.file, offset);
  if (!first) return undefined;
  const refusal = obstacle(everyPlace(place, offset), place.configuration, guard);
  return refusal ? { refusal } : { span: first.span, name: first.name };
}

/** The edits that give the symbol at `offset` the name `newName`. */
export function rename(place: Place, offset: number, newName: string, guard: WriteGuard): readonly Edit[] | Refusal {
  const { configuration } = place;
  const occurrences = everyPlace(place, offset);
  if (occurrences.length === 0) return { refusal: 'Nothing stands here that has a name of its own.' };
  const refusal =
    obstacle(occurrences, configuration, guard) ??
    occurrences.map(({ kind }) => invalidNameReason(kind, newName, configuration)).find((reason) => reason) ??
    takenReason(occurrences, newName, configuration);
  if (refusal) return { refusal };
  const changed = withoutRepetition(occurrences).filter(({ name }) => name !== newName);
  return changed.map(({ file, span }) => ({ uri: file.uri, span, text: newName }));
}

/** A place may belong to several symbols, as in a file that two hosts include: then all of them change. */
function everyPlace({ file, configuration }: Place, offset: number): Occurrence[] {
  const symbols = symbolsOf(configuration);
  const byPlace = occurrencesByPlace(symbols.occurrences);
  const groups = new Set(symbols.at(file, offset).map((occurrence) => symbols.sameAs(occurrence)));
  // A Set is walked through to its end, also where the end moves.
  for (const group of groups) {
    for (const occurrence of group) {
      for (const twin of byPlace.get(placeKey(occurrence)) ?? []) groups.add(symbols.sameAs(twin));
    }
  }
  return [...groups].flat();
}

function occurrencesByPlace(occurrences: readonly Occurrence[]): ReadonlyMap<string, readonly Occurrence[]> {
  const places = new Map<string, Occurrence[]>();
  for (const occurrence of occurrences) {
    const known = places.get(placeKey(occurrence));
    if (known) known.push(occurrence);
    else places.set(placeKey(occurrence), [occurrence]);
  }
  return places;
}

/** The first thing that keeps the symbol from being renamed as a whole, whatever its new name. */
function obstacle(
  occurrences: readonly Occurrence[],
  configuration: Configuration,
  guard: WriteGuard,
): string | undefined {
  return (
    occurrences.map((occurrence) => fixedNameReason(occurrence, configuration)).find((reason) => reason) ??
    undeclaredReason(occurrences) ??
    partialTreeReason(configuration) ??
    hiddenReason(occurrences, configuration) ??
    occurrences.map(({ file }) => guard(file.uri)).find((reason) => reason)
  );
}

function undeclaredReason(occurrences: readonly Occurrence[]): string | undefined {
  const [first] = occurrences;
  if (!first || occurrences.some(({ role }) => role === 'declaration')) return undefined;
  return `Nothing in this configuration declares the ${matchings[first.kind].title} ${first.name}.`;
}

function partialTreeReason({ start, isWholeTree }: Configuration): string | undefined {
  if (!start.isMain)
    return 'The main file of this configuration is not known, and the name may be used in its other files.';
  return isWholeTree ? undefined : 'Some included files could not be read, and the name may be used in them.';
}

/** A name that is put together while Apache reads, or on a request, cannot be written anew. */
function hiddenReason(occurrences: readonly Occurrence[], configuration: Configuration): string | undefined {
  const computed = occurrences.find(({ isWritten }) => !isWritten);
  if (computed) return `${computed.name} comes through a variable or a macro ${locationOf(computed)}.`;
  const kinds = new Set(occurrences.map(({ kind }) => kind));
  if (kinds.has('daemon-process') && isDispatched(configuration))
    return 'A WSGIDispatchScript may choose the daemon process by this name.';
  const open = symbolsOf(configuration).occurrences.find(({ kind, isOpen }) => isOpen && kinds.has(kind));
  return open ? `${open.name} ${locationOf(open)} may stand for this name.` : undefined;
}

function takenReason(
  occurrences: readonly Occurrence[],
  newName: string,
  configuration: Configuration,
): string | undefined {
  const own = new Set(occurrences);
  const names = new Set(occurrences.map(({ kind }) => `${kind} ${keyOf(kind, newName)}`));
  const other = symbolsOf(configuration).occurrences.find(
    (occurrence) => names.has(`${occurrence.kind} ${keyOf(occurrence.kind, occurrence.means)}`) && !own.has(occurrence),
  );
  return other ? `The name ${other.name} is taken: it stands ${locationOf(other)}.` : undefined;
}

function locationOf({ file, span }: Occurrence): string {
  return `in ${nameOf(pathOf(file.uri) ?? file.uri)}, line ${file.positionAt(span.start).line + 1}`;
}
