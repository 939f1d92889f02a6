// Where the name at the cursor is declared.
import type { Place } from './cursor.ts';
import { type Location, occurrencesOf } from './places.ts';

/** Every declaration of what stands at `offset`; none where nothing known declares it. */
export function definitions(place: Place, offset: number): Location[] {
  return occurrencesOf(place, offset).filter(({ role }) => role === 'declaration');
}
