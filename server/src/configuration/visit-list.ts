// Lists of what is read, in the order of reading, that an edit changes.
import { byOrder } from './order.ts';
import type { Visit } from './visit.ts';

/** `list` with `come` in the place of `gone`, both in the order of reading; what both have stays. */
export function exchanged(list: readonly Visit[], gone: readonly Visit[], come: readonly Visit[]): readonly Visit[] {
  return exchangedInPlace(list, gone, come) ?? exchangedAnywhere(list, gone, come);
}

/** The same where what came belongs where what is gone was, most often by far; else undefined. */
export function exchangedInPlace(
  list: readonly Visit[],
  gone: readonly Visit[],
  come: readonly Visit[],
): readonly Visit[] | undefined {
  let start = 0;
  while (start < gone.length && gone[start] === come[start]) start++;
  const [old, fresh] = start === 0 ? [gone, come] : [gone.slice(start), come.slice(start)];
  if (old.length === 0 && fresh.length === 0) return list;
  const at = fresh[0] && old.length === 0 ? placeFor(fresh[0], list) : placeOf(old, list);
  if (at < 0) return undefined;
  const around = [list[at - 1], ...fresh, list[at + old.length]].filter((visit) => visit !== undefined);
  return isInOrder(around) ? list.toSpliced(at, old.length, ...fresh) : undefined;
}

/** The same where some of it stands in other places. */
export function exchangedAnywhere(list: readonly Visit[], gone: readonly Visit[], come: readonly Visit[]): Visit[] {
  const isGone = new Set(gone);
  return [...list.filter((visit) => !isGone.has(visit)), ...come].sort(byOrder);
}

/** `list` with `come` where `gone` is, one after the other; undefined where it is not. */
export function replacedInPlace<Item>(
  list: readonly Item[],
  gone: readonly Item[],
  come: readonly Item[],
): readonly Item[] | undefined {
  if (gone.length === come.length && gone.every((item, index) => item === come[index])) return list;
  const at = placeOf(gone, list);
  return at < 0 ? undefined : list.toSpliced(at, gone.length, ...come);
}

/** Where `some` follow each other in `list`; less than zero where they do not. */
function placeOf<Item>(some: readonly Item[], list: readonly Item[]): number {
  const at = some[0] ? list.indexOf(some[0]) : -1;
  return some.every((item, index) => item === list[at + index]) ? at : -1;
}

/** Where `visit` belongs in `list`. */
function placeFor(visit: Visit, list: readonly Visit[]): number {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const other = list[middle];
    if (other && byOrder(other, visit) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

function isInOrder(visits: readonly Visit[]): boolean {
  return visits.every((visit, index) => {
    const before = visits[index - 1];
    return before === undefined || byOrder(before, visit) < 0;
  });
}
