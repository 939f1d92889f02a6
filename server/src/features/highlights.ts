// The places in the open file that mean the same as the name at the cursor.
import type { Role } from '../symbols/symbol.ts';
import type { Span } from '../text/span.ts';
import type { Place } from './cursor.ts';
import { occurrencesOf } from './places.ts';

export interface Highlight {
  readonly span: Span;
  readonly role: Role;
}

/** What an editor marks while the cursor stands at `offset`. */
export function highlights(place: Place, offset: number): Highlight[] {
  return occurrencesOf(place, offset).filter(({ file }) => file.uri === place.file.uri);
}
