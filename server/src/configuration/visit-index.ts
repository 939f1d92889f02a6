// Finds what is read by the names of the directives, in the order of reading.
import type { Difference } from './change.ts';
import type { Inclusion } from './inclusion.ts';
import { type Stretch, stretchesIn } from './segment.ts';
import type { Visit } from './visit.ts';
import { exchanged } from './visit-list.ts';

/** The key under which a directive is looked up: that of the catalogue, else its name in lower case. */
export function keyOf({ info, node }: Visit): string {
  return info?.key ?? node.name.toLowerCase();
}

/** All that is read, by the keys of the directives; the lists of an earlier reading are changed, not made anew. */
export class VisitIndex {
  readonly #root: Inclusion;
  #lists: Map<string, readonly Visit[]> | undefined;
  /** The keys that somebody asks for, in this or an earlier reading: only their lists are kept up to date. */
  readonly #asked: Set<string>;
  readonly #stale: Set<string>;

  constructor(root: Inclusion, earlier: VisitIndex | undefined, difference: Difference<Stretch>) {
    this.#root = root;
    this.#asked = earlier ? earlier.#asked : new Set();
    this.#stale = new Set(earlier ? earlier.#stale : []);
    const lists = earlier ? earlier.#lists : undefined;
    if (lists && difference.hunks !== 'reordered') this.#lists = this.#changed(lists, difference);
  }

  /** The directives of that key in the order of reading. */
  get(key: string): readonly Visit[] {
    this.#asked.add(key);
    this.#lists ??= this.#allLists();
    if (this.#stale.delete(key)) this.#lists.set(key, visitsWith(key, stretchesIn([this.#root])));
    return this.#lists.get(key) ?? none;
  }

  #allLists(): Map<string, readonly Visit[]> {
    this.#stale.clear();
    return byKey(stretchesIn([this.#root]));
  }

  #changed(
    earlier: ReadonlyMap<string, readonly Visit[]>,
    { gone, come }: Difference<Stretch>,
  ): Map<string, readonly Visit[]> {
    const lists = new Map(earlier);
    const [old, fresh] = [byKey(gone), byKey(come)];
    for (const key of new Set([...old.keys(), ...fresh.keys()])) {
      if (!this.#asked.has(key)) this.#stale.add(key);
      if (this.#stale.has(key)) continue;
      lists.set(key, exchanged(lists.get(key) ?? none, old.get(key) ?? none, fresh.get(key) ?? none));
    }
    return lists;
  }
}

const none: readonly Visit[] = [];

function byKey(stretches: readonly Stretch[]): Map<string, Visit[]> {
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

function visitsWith(key: string, stretches: readonly Stretch[]): Visit[] {
  return stretches.flatMap(({ visits }) => visits.filter((visit) => keyOf(visit) === key));
}
