// A place in a file that navigation leads to, and how a list of them becomes one without repetition.
import type { Occurrence } from '../symbols/symbol.ts';
import { symbolsOf } from '../symbols/table.ts';
import type { SourceFile } from '../text/source-file.ts';
import type { Span } from '../text/span.ts';
import type { Place } from './cursor.ts';

export interface Location {
  readonly file: SourceFile;
  readonly span: Span;
}

/** All occurrences of what stands at `offset`, each place once, file by file. */
export function occurrencesOf({ file, configuration }: Place, offset: number): Occurrence[] {
  const symbols = symbolsOf(configuration);
  return inOrder(withoutRepetition(symbols.at(file, offset).flatMap((occurrence) => symbols.sameAs(occurrence))));
}

/** The first occurrence of each place; a declaration goes before a use. */
export function withoutRepetition(occurrences: readonly Occurrence[]): Occurrence[] {
  const places = new Map<string, Occurrence>();
  for (const occurrence of occurrences) {
    const place = placeKey(occurrence);
    const known = places.get(place);
    if (!known || (known.role === 'use' && occurrence.role === 'declaration')) places.set(place, occurrence);
  }
  return [...places.values()];
}

/** The files in the order in which they come up, and in each file from its top. */
export function inOrder(occurrences: readonly Occurrence[]): Occurrence[] {
  const files = [...new Set(occurrences.map(({ file }) => file.uri))];
  const ranks = new Map(files.map((uri, rank) => [uri, rank]));
  const rankOf = ({ file }: Occurrence) => ranks.get(file.uri) ?? 0;
  return occurrences.toSorted((a, b) => rankOf(a) - rankOf(b) || a.span.start - b.span.start);
}

/** The same text for two occurrences at the same place. */
export function placeKey({ file, span }: Location): string {
  return `${span.start} ${span.end} ${file.uri}`;
}
