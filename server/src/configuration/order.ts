// The order of reading: a number for each run of directives, with room for what an edit brings.
import { passingMemo } from '../text/memo.ts';
import { type Item, itemsIn, Stretch } from './segment.ts';
import type { Visit } from './visit.ts';

/** Says whether `one` is read before `other`; both are of the same reading. */
export function isBefore(one: Visit, other: Visit): boolean {
  return byOrder(one, other) < 0;
}

/** For sorting by the order of reading. */
export function byOrder(one: Visit, other: Visit): number {
  const [early, late] = [one.stretch, other.stretch];
  if (!early || !late || early !== late) return numberOf(early) - numberOf(late);
  return placeIn(early, one) - placeIn(early, other);
}

/** A number that is greater for what httpd reads later; infinite for what it does not read. */
export function placeInReading(visit: Visit): number {
  const { stretch } = visit;
  return stretch ? stretch.order * mostInStretch + placeIn(stretch, visit) : Number.POSITIVE_INFINITY;
}

const mostInStretch = 2 ** 24;

/** The place of a visit in its stretch. */
function placeIn(stretch: Stretch, visit: Visit): number {
  return stretch.visits.length < few ? stretch.visits.indexOf(visit) : (placesIn(stretch).get(visit) ?? 0);
}

/** To look through so many is quicker than to make an index of them. */
const few = 100;

const placesIn: (stretch: Stretch) => ReadonlyMap<Visit, number> = passingMemo(
  ({ visits }) => new Map(visits.map((visit, index) => [visit, index])),
);

function numberOf(stretch: Stretch | undefined): number {
  return stretch ? stretch.order : Number.MAX_SAFE_INTEGER;
}

/** What comes between the numbers of two stretches. */
export interface Room {
  readonly after: number;
  readonly before: number;
}

export const wholeRoom: Room = { after: 0, before: Number.POSITIVE_INFINITY };

/** Gives numbers to `stretches`, which follow each other; says whether there is room for them. */
export function numberIn({ after, before }: Room, stretches: readonly Stretch[]): boolean {
  const step = Math.min(usualStep, Math.floor((before - after) / (stretches.length + 1)));
  stretches.forEach((stretch, index) => {
    stretch.order = after + step * (index + 1);
  });
  return step > 0;
}

const usualStep = 256;

/** The number of what is read last before the item at `end`. */
export function lastNumber(items: readonly Item[], end = items.length): number | undefined {
  for (let at = end - 1; at >= 0; at--) {
    const item = items[at];
    const number = item instanceof Stretch ? item.order : item && lastNumber(itemsIn(item));
    if (number !== undefined) return number;
  }
  return undefined;
}

/** The number of what is read first from the item at `start` on. */
export function firstNumber(items: readonly Item[], start = 0): number | undefined {
  for (let at = start; at < items.length; at++) {
    const item = items[at];
    const number = item instanceof Stretch ? item.order : item && firstNumber(itemsIn(item));
    if (number !== undefined) return number;
  }
  return undefined;
}
