// Finds declarations by a part of their name, in all configurations that are known.
import type { Configuration } from '../configuration/evaluate.ts';
import { nameOf, pathOf } from '../configuration/paths.ts';
import { matchings, type Occurrence } from '../symbols/symbol.ts';
import { symbolsOf } from '../symbols/table.ts';
import { type Location, withoutRepetition } from './places.ts';

export interface FoundSymbol extends Location {
  readonly name: string;
  readonly kind: Occurrence['kind'];
  /** What it is, and the name of its file. */
  readonly container: string;
}

const most = 500;

/** The declarations whose names hold the letters of `query` in that order, ignoring case; the first 500. */
export function workspaceSymbols(configurations: readonly Configuration[], query: string): FoundSymbol[] {
  const letters = query.toLowerCase();
  const found: Occurrence[] = [];
  for (const configuration of configurations) {
    for (const occurrence of symbolsOf(configuration).occurrences) {
      if (occurrence.role !== 'declaration' || occurrence.isOpen) continue;
      if (holds(occurrence.name.toLowerCase(), letters)) found.push(occurrence);
    }
  }
  return withoutRepetition(found).slice(0, most).map(symbolOf);
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
