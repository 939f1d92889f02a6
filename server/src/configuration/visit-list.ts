// Lists of what is read, in the order of reading, that an edit changes.
import { byOrder } from './segment.ts';
import type { Visit } from './visit.ts';

/** `list` with `come` in the place of `gone`, both in the order of reading; what both have stays. */
export function exchanged(list: readonly Visit[], gone: readonly Visit[], come: readonly Visit[]): readonly Visit[] {
  let start = 0;
  while (start < gone.length && gone[start] === come[start]) start++;
  const [old, fresh] = start === 0 ? [gone, come] : [gone.slice(start), come.slice(start)];
  if (old.length === 0 && fresh.length === 0) return list;
  return exchangedInPlace(list, old, fresh) ?? exchangedAnywhere(list, old, fresh);
}

/** Where what is gone follows each other in the list, and what came belongs there: most often by far. */
function exchangedInPlace(
  list: readonly Visit[],
  gone: readonly Visit[],
  come: readonly Visit[],
): readonly Visit[] | undefined {
  const at = gone[0] ? list.indexOf(gone[0]) : -1;
  if (at < 0 || gone.some((visit, index) => list[at + index] !== visit)) return undefined;
  const around = [list[at - 1], ...come, list[at + gone.length]].filter((visit) => visit !== undefined);
  return isInOrder(around) ? list.toSpliced(at, gone.length, ...come) : undefined;
}

function exchangedAnywhere(list: readonly Visit[], gone: readonly Visit[], come: readonly Visit[]): Visit[] {
  const isGone = new Set(gone);
  return [...list.filter((visit) => !isGone.has(visit)), ...come].sort(byOrder);
}

function isInOrder(visits: readonly Visit[]): boolean {
  return visits.every((visit, index) => {
    const before = visits[index - 1];
    return before === undefined || byOrder(before, visit) < 0;
  });
}
