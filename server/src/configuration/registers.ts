// Finds directives by what they and what stands in them say; after an edit the lists are changed, not made anew.
import { noteRead, withReads } from '../text/reads.ts';
import { type Difference, differenceBetween } from './change.ts';
import type { Configuration } from './evaluate.ts';
import type { Inclusion } from './inclusion.ts';
import { byOrder } from './order.ts';
import { type Segment, segmentsIn } from './segment.ts';
import { descriptionOf } from './versions.ts';
import type { Visit } from './visit.ts';
import { keyOf } from './visit-index.ts';
import { exchangedAnywhere, exchangedInPlace } from './visit-list.ts';

/** A kind of list: directives under the keys that follow from each, and from what stands in it. */
export interface Register {
  readonly title: string;
  /** The directives that it holds, by their keys in the catalogue. */
  readonly directives: readonly string[];
  /** The keys under which it holds `visit`, which was read in `segment`. */
  readonly keysOf: (visit: Visit, segment: Segment) => readonly string[];
}

/** A new register. Its lists are made together with those of the others, so that everything is looked through once. */
export function newRegister(register: Register): Register {
  allRegisters.push(register);
  return register;
}

const allRegisters: Register[] = [];

/**
 * What is registered under `key`, in the order of reading. An answer that asks holds for as long as nothing else is
 * registered there, so it does not depend on all directives of a name.
 */
export function registered({ registers }: Configuration, register: Register, key: string): readonly Visit[] {
  noteRead(undefined, readKey(register, key));
  return registers.get(register, key);
}

function readKey({ title }: Register, key: string): string {
  return `${title} ${key}`;
}

/** By key; most keys of a large tree have one directive, which then stands there without a list of its own. */
type Lists = Map<string, Visit | readonly Visit[]>;

/** The lists of one configuration, made when they are asked for. */
export class Registers {
  readonly #root: Inclusion;
  #lists = new Map<Register, Lists>();
  /** What is asked for by these keys has changed since the earlier reading. */
  readonly changed = new Set<string>();

  /** Takes over the lists of the earlier reading, which would have to make them anew. */
  constructor(root: Inclusion, earlier: Registers | undefined, difference: Difference<Segment>) {
    this.#root = root;
    if (!earlier) return;
    const lists = earlier.#lists;
    earlier.#lists = new Map();
    if (difference.hunks === 'reordered') return;
    this.#lists = lists;
    const { gone, come } = difference;
    const registers = [...lists.keys()];
    const [old, fresh] = withReads(() => [listsOf(registers, gone), listsOf(registers, come)] as const).value;
    for (const [register, own] of lists)
      this.#change(register, own, old.get(register) ?? new Map(), fresh.get(register) ?? new Map());
  }

  /** Whoever asks does not depend on what the lists are made from, but on the one list. */
  get(register: Register, key: string): readonly Visit[] {
    if (!this.#lists.has(register)) this.#make();
    return listAt(this.#lists.get(register) ?? new Map(), key);
  }

  #make(): void {
    const lacking = allRegisters.filter((register) => !this.#lists.has(register));
    const made = withReads(() => listsOf(lacking, segmentsIn([this.#root]))).value;
    for (const [register, lists] of made) this.#lists.set(register, lists);
  }

  #change(register: Register, lists: Lists, old: Lists, fresh: Lists): void {
    for (const key of new Set([...old.keys(), ...fresh.keys()])) {
      const [before, gone, come] = [listAt(lists, key), listAt(old, key), listAt(fresh, key)];
      const inPlace = exchangedInPlace(before, gone, come);
      const after = inPlace ?? exchangedAnywhere(before, gone, come);
      if (after === before) continue;
      put(lists, key, after);
      const isSame = inPlace ? areAlike(gone, come) : areAlike(before, after);
      if (!isSame) this.changed.add(readKey(register, key));
    }
  }
}

const none: readonly Visit[] = [];

function listAt(lists: Lists, key: string): readonly Visit[] {
  const known = lists.get(key);
  if (known === undefined) return none;
  return isList(known) ? known : [known];
}

function isList(known: Visit | readonly Visit[]): known is readonly Visit[] {
  return Array.isArray(known);
}

function put(lists: Lists, key: string, visits: readonly Visit[]): void {
  const [first] = visits;
  if (!first) lists.delete(key);
  else lists.set(key, visits.length === 1 ? first : visits);
}

/** The lists of some registers, made in one go through `segments`. */
function listsOf(registers: readonly Register[], segments: readonly Segment[]): ReadonlyMap<Register, Lists> {
  const makers = registers.map((register) => new ListMaker(register));
  const byDirective = new Map<string, ListMaker[]>();
  for (const maker of makers)
    for (const key of maker.register.directives) byDirective.set(key, [...(byDirective.get(key) ?? []), maker]);
  for (const segment of segments)
    for (const { visits } of segment.stretches)
      for (const visit of visits)
        for (const maker of byDirective.get(keyOf(visit)) ?? noMakers) maker.add(visit, segment);
  return new Map(makers.map((maker) => [maker.register, maker.finished()]));
}

class ListMaker {
  readonly register: Register;
  readonly #lists: Lists = new Map();
  readonly #several = new Map<string, Visit[]>();

  constructor(register: Register) {
    this.register = register;
  }

  add(visit: Visit, segment: Segment): void {
    for (const key of this.register.keysOf(visit, segment)) this.#addAt(key, visit);
  }

  #addAt(key: string, visit: Visit): void {
    const known = this.#lists.get(key);
    const list = this.#several.get(key);
    if (!known) this.#lists.set(key, visit);
    else if (!list) this.#begin(key, known, visit);
    else if (list.at(-1) !== visit) list.push(visit);
  }

  #begin(key: string, known: Visit | readonly Visit[], visit: Visit): void {
    if (!isList(known) && known !== visit) this.#several.set(key, [known, visit]);
  }

  /** A file may be included before the end of a part that began earlier. */
  finished(): Lists {
    for (const [key, list] of this.#several) this.#lists.set(key, list.sort(byOrder));
    return this.#lists;
  }
}

const noMakers: readonly ListMaker[] = [];

/** Says whether both lists hold the same, read alike, in the same places among each other. */
function areAlike(before: readonly Visit[], after: readonly Visit[]): boolean {
  const { hunks } = differenceBetween(before, after);
  return hunks !== 'reordered' && hunks.every(({ gone, come }) => textOf(gone) === textOf(come));
}

function textOf(visits: readonly Visit[]): string {
  return visits.map(descriptionOf).join('\n');
}
