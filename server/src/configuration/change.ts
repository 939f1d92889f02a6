// What is read otherwise than before: the stretches that are gone, and those that came in their place.
import type { Stretch } from './segment.ts';
import type { Visit } from './visit.ts';

export interface Change {
  readonly gone: readonly Stretch[];
  readonly come: readonly Stretch[];
}

/** The change from one reading to the next; what both begin and end with is no part of it. */
export function changeBetween(before: readonly Stretch[], after: readonly Stretch[]): Change {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start++;
  let end = 0;
  const most = Math.min(before.length, after.length) - start;
  while (end < most && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
  return { gone: before.slice(start, before.length - end), come: after.slice(start, after.length - end) };
}

/** The key under which a directive is looked up: that of the catalogue, else its name in lower case. */
export function keyOf({ info, node }: Visit): string {
  return info?.key ?? node.name.toLowerCase();
}

/** All that is read, by the keys of the directives; the lists of an earlier reading are changed, not made anew. */
export class VisitIndex {
  readonly #stretches: readonly Stretch[];
  #lists: ReadonlyMap<string, readonly Visit[]> | undefined;

  constructor(stretches: readonly Stretch[], earlier: VisitIndex | undefined, change: Change) {
    this.#stretches = stretches;
    const lists = earlier ? earlier.#lists : undefined;
    if (lists) this.#lists = patchedLists(lists, change);
  }

  /** The directives of that key in the order of reading. */
  get(key: string): readonly Visit[] {
    this.#lists ??= byKey(this.#stretches);
    return this.#lists.get(key) ?? none;
  }
}

const none: readonly Visit[] = [];

function byKey(stretches: readonly Stretch[]): ReadonlyMap<string, Visit[]> {
  const lists = new Map<string, Visit[]>();
  for (const { visits } of stretches) {
    for (const visit of visits) {
      const key = keyOf(visit);
      const known = lists.get(key);
      if (known) known.push(visit);
      else lists.set(key, [visit]);
    }
  }
  return lists;
}

/** The lists after the change; undefined where a new directive's place among others is not known. */
function patchedLists(
  lists: ReadonlyMap<string, readonly Visit[]>,
  { gone, come }: Change,
): ReadonlyMap<string, readonly Visit[]> | undefined {
  const [old, fresh] = [byKey(gone), byKey(come)];
  const next = new Map(lists);
  for (const key of new Set([...old.keys(), ...fresh.keys()])) {
    const list = patched(lists.get(key) ?? none, old.get(key) ?? none, fresh.get(key) ?? none);
    if (!list) return undefined;
    next.set(key, list);
  }
  return next;
}

/** `list` with `come` in the place of `gone`, which follow each other in it; undefined where that place is not known. */
function patched(list: readonly Visit[], gone: readonly Visit[], come: readonly Visit[]): readonly Visit[] | undefined {
  const [first] = gone;
  if (!first) return list.length === 0 || come.length === 0 ? [...list, ...come] : undefined;
  const at = list.indexOf(first);
  return at < 0 ? undefined : [...list.slice(0, at), ...come, ...list.slice(at + gone.length)];
}
