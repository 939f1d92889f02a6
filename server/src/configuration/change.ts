// What is read otherwise than before: what is gone, and what came in its place.
import type { Segment, Stretch } from './segment.ts';

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

/** How `after` differs from `before`; neither has anything twice. */
export function differenceBetween<Item>(before: readonly Item[], after: readonly Item[]): Difference<Item> {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start++;
  let end = 0;
  const most = Math.min(before.length, after.length) - start;
  while (end < most && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
  return differenceOfMiddles(before.slice(start, before.length - end), after.slice(start, after.length - end));
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
