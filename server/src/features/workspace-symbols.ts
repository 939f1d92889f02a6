// Finds declarations by a part of their name, in all configurations that are known.
import type { Configuration } from '../configuration/evaluate.ts';
import { nameOf, pathOf } from '../configuration/paths.ts';
import { matchings, type Occurrence } from '../symbols/symbol.ts';
import { symbolsOf } from '../symbols/table.ts';
import { inOrder, type Location, withoutRepetition } from './places.ts';

export interface FoundSymbol extends Location {
  readonly name: string;
  readonly kind: Occurrence['kind'];
  /** What it is, and the name of its file. */
  readonly container: string;
}

const most = 500;

/** The declarations whose names hold the letters of `query` in that order, ignoring case; the best 500. */
export function workspaceSymbols(configurations: readonly Configuration[], query: string): FoundSymbol[] {
  const letters = query.toLowerCase();
  const found: Occurrence[] = [];
  for (const configuration of configurations) {
    for (const occurrence of symbolsOf(configuration).declarations) {
      if (occurrence.isOpen || occurrence.kind === 'macro-parameter') continue;
      if (holds(occurrence.name.toLowerCase(), letters)) found.push(occurrence);
    }
  }
  return bestFirst(inOrder(withoutRepetition(found)), letters)
    .slice(0, most)
    .map(symbolOf);
}

/** Names that are the query, begin with it, hold it in one piece, then the others; alike ones stay in their order. */
function bestFirst(found: readonly Occurrence[], letters: string): readonly Occurrence[] {
  if (letters === '' || found.length <= most) return found;
  const worth = new Map(found.map((occurrence) => [occurrence, worthOf(occurrence.name.toLowerCase(), letters)]));
  return found.toSorted((a, b) => (worth.get(a) ?? 0) - (worth.get(b) ?? 0));
}

function worthOf(name: string, letters: string): number {
  if (name === letters) return 0;
  const at = name.indexOf(letters);
  return at === 0 ? 1 : at > 0 ? 2 : 3;
}

function symbolOf({ name, kind, file, span }: Occurrence): FoundSymbol {
  const container = `${matchings[kind].title} in ${nameOf(pathOf(file.uri) ?? file.uri)}`;
  return { name, kind, file, span, container };
}

function holds(name: string, letters: string): boolean {
  let at = 0;
  for (const letter of letters) {
    at = name.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}
