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
  readonly #lists = new Map<string, readonly Visit[]>();

  constructor(stretches: readonly Stretch[], earlier: VisitIndex | undefined, { gone, come }: Change) {
    this.#stretches = stretches;
    if (!earlier) return;
    const [old, fresh] = [byKey(gone), byKey(come)];
    for (const [key, list] of earlier.#lists) {
      const next = patched(list, old.get(key) ?? [], fresh.get(key) ?? []);
      if (next) this.#lists.set(key, next);
    }
  }

  /** The directives of that key in the order of reading. */
  get(key: string): readonly Visit[] {
    const known = this.#lists.get(key);
    if (known) return known;
    const list = this.#stretches.flatMap((stretch) => stretch.byKey.get(key) ?? []);
    this.#lists.set(key, list);
    return list;
  }
}

function byKey(stretches: readonly Stretch[]): ReadonlyMap<string, readonly Visit[]> {
  const lists = new Map<string, Visit[]>();
  for (const stretch of stretches) {
    for (const [key, visits] of stretch.byKey) lists.set(key, [...(lists.get(key) ?? []), ...visits]);
  }
  return lists;
}

/** `list` with `come` in the place of `gone`, which follow each other in it; undefined where that place is not known. */
function patched(list: readonly Visit[], gone: readonly Visit[], come: readonly Visit[]): readonly Visit[] | undefined {
  const [first] = gone;
  if (!first) return come.length === 0 ? list : undefined;
  const at = list.indexOf(first);
  return at < 0 ? undefined : [...list.slice(0, at), ...come, ...list.slice(at + gone.length)];
}
