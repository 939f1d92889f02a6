// What is read otherwise than before: what is gone, and what came in its place.
import type { Inclusion } from './inclusion.ts';
import { firstNumber, lastNumber, numberIn, type Room, wholeRoom } from './order.ts';
import { type Item, itemsIn, Segment, Stretch, segmentsIn, stretchesIn } from './segment.ts';

/** What came between two things that stay, and what is gone from there. */
export interface Hunk<Item> {
  readonly gone: readonly Item[];
  readonly come: readonly Item[];
}

/** How one list differs from an earlier one. */
export interface Difference<Item> extends Hunk<Item> {
  /** The same by place; none where what is in both lists follows each other in another order. */
  readonly hunks: readonly Hunk<Item>[] | 'reordered';
}

/** The difference between one reading and the next. */
export interface Change {
  readonly segments: Difference<Segment>;
  readonly stretches: Difference<Stretch>;
}

/** How the reading `after` differs from the one before it; numbers what came, or all where it must. */
export function changeBetween(before: Inclusion | undefined, after: Inclusion): Change {
  const comparison = new Comparison();
  if (before) comparison.compare(before.segments, after.segments, wholeRoom);
  if (!before || !comparison.hasRoom) numberIn(wholeRoom, stretchesIn([after]));
  return { segments: together(comparison.segments), stretches: together(comparison.stretches) };
}

/** Goes down into two readings only where they differ: most files of a large tree are read as before. */
class Comparison {
  readonly segments: Difference<Segment>[] = [];
  readonly stretches: Difference<Stretch>[] = [];
  hasRoom = true;

  /** `room` is that of the numbers for all of `after`. */
  compare(before: readonly Item[], after: readonly Item[], room: Room): void {
    const { start, end } = commonEnds(before, after);
    const [oldEnd, freshEnd] = [before.length - end, after.length - end];
    if (oldEnd !== freshEnd || hasMoved(before, after, start, oldEnd)) {
      const own = roomBetween(after, start, before, oldEnd, room);
      this.#exchange(before.slice(start, oldEnd), after.slice(start, freshEnd), own);
      return;
    }
    for (let at = start; at < oldEnd; at++) {
      const [old, fresh] = [before[at], after[at]];
      if (old && fresh && old !== fresh) this.#comparePair(old, fresh, roomBetween(after, at, before, at + 1, room));
    }
  }

  #comparePair(old: Item, fresh: Item, room: Room): void {
    if (old.constructor !== fresh.constructor || old instanceof Stretch) {
      this.#exchange([old], [fresh], room);
      return;
    }
    if (old instanceof Segment && fresh instanceof Segment) this.segments.push(differenceBetween([old], [fresh]));
    this.compare(itemsIn(old), itemsIn(fresh), room);
  }

  #exchange(gone: readonly Item[], come: readonly Item[], room: Room): void {
    const stretches = stretchesIn(come);
    if (!numberIn(room, stretches)) this.hasRoom = false;
    this.segments.push(differenceBetween(segmentsIn(gone), segmentsIn(come)));
    this.stretches.push(differenceBetween(stretchesIn(gone), stretches));
  }
}

/** Says whether something between `start` and `end`, where both are equally long, has come to another place there. */
function hasMoved(before: readonly Item[], after: readonly Item[], start: number, end: number): boolean {
  if (end - start < 2) return false;
  const fresh = new Set(after.slice(start, end));
  return before.slice(start, end).some((item, index) => item !== after[start + index] && fresh.has(item));
}

/** The room for the numbers of what stands behind `start` in `after` and before `end` in `before`. */
function roomBetween(after: readonly Item[], start: number, before: readonly Item[], end: number, room: Room): Room {
  return { after: lastNumber(after, start) ?? room.after, before: firstNumber(before, end) ?? room.before };
}

/** What differs in several places, in order. */
function together<Item>(differences: readonly Difference<Item>[]): Difference<Item> {
  const gone = differences.flatMap((difference) => difference.gone);
  const come = differences.flatMap((difference) => difference.come);
  const fresh = new Set(come);
  const isReordered = gone.some((item) => fresh.has(item)) || differences.some(({ hunks }) => hunks === 'reordered');
  const hunks = differences.flatMap((difference) => (difference.hunks === 'reordered' ? [] : difference.hunks));
  return { gone, come, hunks: isReordered ? 'reordered' : hunks };
}

/** How `after` differs from `before`; neither has anything twice. */
export function differenceBetween<Item>(before: readonly Item[], after: readonly Item[]): Difference<Item> {
  const { start, end } = commonEnds(before, after);
  return differenceOfMiddles(before.slice(start, before.length - end), after.slice(start, after.length - end));
}

/** How many items at the start, and how many of the others at the end, both have in common. */
function commonEnds<Item>(before: readonly Item[], after: readonly Item[]): { start: number; end: number } {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start++;
  let end = 0;
  const most = Math.min(before.length, after.length) - start;
  while (end < most && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
  return { start, end };
}

function differenceOfMiddles<Item>(before: readonly Item[], after: readonly Item[]): Difference<Item> {
  const [old, fresh] = [new Set(before), new Set(after)];
  const gone = before.filter((item) => !fresh.has(item));
  const come = after.filter((item) => !old.has(item));
  const kept = before.filter((item) => fresh.has(item));
  const isSameOrder = after.filter((item) => old.has(item)).every((item, index) => item === kept[index]);
  return { gone, come, hunks: isSameOrder ? hunksBetween(before, after, kept) : 'reordered' };
}

function hunksBetween<Item>(before: readonly Item[], after: readonly Item[], kept: readonly Item[]): Hunk<Item>[] {
  const hunks: Hunk<Item>[] = [];
  let [old, fresh] = [0, 0];
  for (const item of [...kept, undefined]) {
    const oldEnd = item === undefined ? before.length : before.indexOf(item, old);
    const freshEnd = item === undefined ? after.length : after.indexOf(item, fresh);
    if (oldEnd > old || freshEnd > fresh)
      hunks.push({ gone: before.slice(old, oldEnd), come: after.slice(fresh, freshEnd) });
    [old, fresh] = [oldEnd + 1, freshEnd + 1];
  }
  return hunks;
}
