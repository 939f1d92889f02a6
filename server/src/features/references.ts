// Every place of the configuration that means the same as the name at the cursor.
import type { Place } from './cursor.ts';
import { type Location, occurrencesOf } from './places.ts';

/** The declarations and uses of what stands at `offset`. */
export function references(place: Place, offset: number): Location[] {
  return occurrencesOf(place, offset);
}

/** The uses alone. */
export function uses(place: Place, offset: number): Location[] {
  return occurrencesOf(place, offset).filter(({ role }) => role === 'use');
}
