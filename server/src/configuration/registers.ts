// Finds hosts and directives by what they say themselves; after an edit the lists are changed, not made anew.
import { noteRead, withReads } from '../text/reads.ts';
import { type Difference, differenceBetween } from './change.ts';
import type { Configuration } from './evaluate.ts';
import { byOrder, type Segment, Stretch } from './segment.ts';
import { descriptionOf } from './versions.ts';
import type { Visit } from './visit.ts';

/** One thing under one key. */
export interface Entry<Item> {
  readonly key: string;
  readonly item: Item;
  /** The directive that stands for it: its place is the place of the item. */
  readonly visit: Visit;
}

/** A kind of list: of what is read it holds each thing under the keys that follow from the thing alone. */
export interface Register<Item> {
  readonly title: string;
  readonly entriesIn: (segment: Segment) => Iterable<Entry<Item>>;
}

/** A register of directives, under the keys that `keysOf` gives for each. */
export function visitRegister(title: string, keysOf: (visit: Visit) => readonly string[]): Register<Visit> {
  return {
    title,
    *entriesIn({ items }) {
      for (const item of items) {
        if (!(item instanceof Stretch)) continue;
        for (const visit of item.visits) for (const key of keysOf(visit)) yield { key, item: visit, visit };
      }
    },
  };
}

/**
 * What is registered under `key`, in the order of reading. An answer that asks holds for as long as nothing else is
 * registered there, so it does not depend on all directives of a name.
 */
export function registered<Item>({ registers }: Configuration, register: Register<Item>, key: string): Item[] {
  noteRead(undefined, readKey(register.title, key));
  return registers.get(register, key).map(({ item }) => item);
}

function readKey(title: string, key: string): string {
  return `${title} ${key}`;
}

type Lists<Item> = Map<string, readonly Entry<Item>[]>;

/** The lists of one configuration, made when they are asked for. */
export class Registers {
  readonly #segments: readonly Segment[];
  #lists = new Map<Register<unknown>, Lists<unknown>>();
  /** What is asked for by these keys has changed since the earlier reading. */
  readonly changed = new Set<string>();

  /** Takes over the lists of the earlier reading, which would have to make them anew. */
  constructor(segments: readonly Segment[], earlier: Registers | undefined, difference: Difference<Segment>) {
    this.#segments = segments;
    if (!earlier) return;
    const lists = earlier.#lists;
    earlier.#lists = new Map();
    if (difference.hunks === 'reordered') return;
    this.#lists = lists;
    for (const [register, own] of lists) this.#change(register, own, difference);
  }

  /** Whoever asks does not depend on what the lists are made from, but on the one list. */
  get<Item>(register: Register<Item>, key: string): readonly Entry<Item>[];
  get(register: Register<unknown>, key: string): readonly Entry<unknown>[] {
    const known = this.#lists.get(register) ?? withReads(() => listsOf(register, this.#segments)).value;
    this.#lists.set(register, known);
    return known.get(key) ?? [];
  }

  #change(register: Register<unknown>, lists: Lists<unknown>, { gone, come }: Difference<Segment>): void {
    const { old, fresh } = withReads(() => ({ old: listsOf(register, gone), fresh: listsOf(register, come) })).value;
    for (const key of new Set([...old.keys(), ...fresh.keys()])) {
      const before = lists.get(key) ?? [];
      const isGone = new Set(old.get(key)?.map(({ item }) => item));
      const after = inOrder([...before.filter(({ item }) => !isGone.has(item)), ...(fresh.get(key) ?? [])]);
      if (after.length > 0) lists.set(key, after);
      else lists.delete(key);
      if (!areAlike(before, after)) this.changed.add(readKey(register.title, key));
    }
  }
}

function listsOf<Item>(register: Register<Item>, segments: readonly Segment[]): Lists<Item> {
  const lists = new Map<string, Entry<Item>[]>();
  for (const segment of segments) {
    for (const entry of register.entriesIn(segment)) {
      const known = lists.get(entry.key);
      if (known?.at(-1)?.item === entry.item) continue;
      if (known) known.push(entry);
      else lists.set(entry.key, [entry]);
    }
  }
  for (const list of lists.values()) inOrder(list);
  return lists;
}

/** A file may be included before a host ends that began earlier. */
function inOrder<Item>(entries: Entry<Item>[]): Entry<Item>[] {
  return entries.sort((one, other) => byOrder(one.visit, other.visit));
}

/** Says whether both lists hold the same, read alike, in the same places among each other. */
function areAlike(before: readonly Entry<unknown>[], after: readonly Entry<unknown>[]): boolean {
  const visitOf = ({ visit }: Entry<unknown>) => visit;
  const { hunks } = differenceBetween(before.map(visitOf), after.map(visitOf));
  return hunks !== 'reordered' && hunks.every(({ gone, come }) => textOf(gone) === textOf(come));
}

function textOf(visits: readonly Visit[]): string {
  return visits.map(descriptionOf).join('\n');
}
