// Tells whether what an answer was made from has changed since: for each thing that can be asked for, when it last did.
import { passingMemo } from '../text/memo.ts';
import type { Reads } from '../text/reads.ts';
import type { Change, Hunk } from './change.ts';
import type { Registers } from './registers.ts';
import type { IncludeLink, Stretch } from './segment.ts';
import type { Stamp } from './state.ts';
import type { Scope, Visit } from './visit.ts';

/** The key of all that is written anywhere. */
export const anything = '*';
/** The key of where things stand in their files. */
export const places = 'places';

/** What every answer depends on. */
interface Frame {
  readonly last: Stamp;
  readonly includes: readonly IncludeLink[];
  /** That of the disk. */
  readonly generation: number;
}

/** What changed up to one reading; of readings that follow each other those are counted that change what somebody asked for. */
export class Versions {
  readonly #frame: Frame;
  /** The same for all readings that follow each other. */
  readonly #line: object;
  readonly #moment: number;
  /** What the latest change concerns. */
  readonly #changed: ReadonlySet<string>;
  /** The moment of the latest change of each thing that was asked for. */
  readonly #moments: Map<string, number>;

  /** `change` and `registers` tell what is read otherwise than in the earlier reading. */
  constructor(frame: Frame, change: Change, registers: Registers, earlier: Versions | undefined) {
    this.#frame = frame;
    this.#line = earlier ? earlier.#line : {};
    this.#moments = earlier ? earlier.#moments : new Map();
    const changed = earlier ? [...changedKeys(change, earlier.#frame, frame), ...registers.changed] : [];
    this.#changed = new Set(changed.filter((key) => this.#moments.has(key)));
    this.#moment = earlier ? earlier.#moment + Math.min(1, this.#changed.size) : 0;
    for (const key of this.#changed) this.#moments.set(key, this.#moment);
  }

  /** What `reads` tells of others than `own`, as it is at this moment. */
  of(reads: Reads, own: ReadonlySet<object>): Readings {
    const keys = new Set<string>([everybodys]);
    for (const [owner, names] of reads) {
      if (owner === undefined || !own.has(owner)) for (const name of names) keys.add(name);
    }
    for (const key of keys) if (!this.#moments.has(key)) this.#moments.set(key, this.#moment);
    return { line: this.#line, keys, moment: this.#moment };
  }

  /** Says whether all of it is as it was; then it counts as of this moment. */
  areSame(readings: Readings): boolean {
    if (readings.line !== this.#line || readings.moment > this.#moment) return false;
    if (this.#hasChangedSince(readings)) return false;
    readings.moment = this.#moment;
    return true;
  }

  #hasChangedSince({ keys, moment }: Readings): boolean {
    if (moment === this.#moment) return false;
    if (moment === this.#moment - 1) return hasCommon(this.#changed, keys);
    for (const key of keys) if ((this.#moments.get(key) ?? 0) > moment) return true;
    return false;
  }
}

/** The things that an answer was made from. */
export interface Readings {
  readonly line: object;
  readonly keys: ReadonlySet<string>;
  /** When they were last known to be the same. */
  moment: number;
}

function hasCommon(some: ReadonlySet<string>, others: ReadonlySet<string>): boolean {
  for (const key of some) if (others.has(key)) return true;
  return false;
}

/** The directive's name as the key of what may be asked for: `<VirtualHost` and `VirtualHost` are the same. */
export function keyOfName(name: string): string {
  const known = keys.get(name);
  if (known !== undefined) return known;
  const key = (name.startsWith('<') ? name.slice(1) : name).toLowerCase();
  if (keys.size < mostKeys) keys.set(name, key);
  return key;
}

const keys = new Map<string, string>();
const mostKeys = 5_000;

/** The key of what every answer depends on. */
const everybodys = 'frame';

/** The keys of everything that is not as before. */
function changedKeys({ segments, stretches }: Change, before: Frame, after: Frame): ReadonlySet<string> {
  const { hunks } = stretches;
  const changed = new Set(hunks === 'reordered' ? rereadKeys(stretches) : hunks.flatMap(rereadKeys));
  // Where files come in another order, what is read before a directive may be something else.
  if (hunks === 'reordered' || !isSameFrame(before, after)) changed.add(everybodys);
  if (segments.gone.length > 0 || segments.come.length > 0) changed.add(places);
  return changed;
}

function isSameFrame(before: Frame, after: Frame): boolean {
  if (before.last !== after.last || before.generation !== after.generation) return false;
  if (before.includes.length !== after.includes.length) return false;
  return after.includes.every((link, index) => {
    const other = before.includes[index];
    return (
      other?.failure === link.failure && (other?.paths === link.paths || other?.paths.join() === link.paths.join())
    );
  });
}

/** The keys under which something else is read than before. */
function rereadKeys({ gone, come }: Hunk<Stretch>): string[] {
  const [before, after] = unlike(visitsIn(gone), visitsIn(come));
  const [old, fresh] = [described(before), described(after)];
  return [...new Set([...old.keys(), ...fresh.keys()])].filter((key) => old.get(key) !== fresh.get(key));
}

function visitsIn(stretches: readonly Stretch[]): Visit[] {
  return stretches.flatMap(({ visits }) => visits);
}

/** Both without what they begin and end with alike. */
function unlike(one: readonly Visit[], other: readonly Visit[]): [readonly Visit[], readonly Visit[]] {
  const most = Math.min(one.length, other.length);
  let start = 0;
  while (start < most && areReadAlike(one[start], other[start])) start++;
  let end = 0;
  while (start + end < most && areReadAlike(one.at(-1 - end), other.at(-1 - end))) end++;
  return [one.slice(start, one.length - end), other.slice(start, other.length - end)];
}

function areReadAlike(one: Visit | undefined, other: Visit | undefined): boolean {
  if (!one || !other || one.line.text !== other.line.text || one.certainty !== other.certainty) return false;
  return descriptionOf(one) === descriptionOf(other);
}

/** What is read under each key, as one text. */
function described(visits: readonly Visit[]): Map<string, string> {
  const texts = new Map<string, string>();
  const add = (key: string, text: string) => texts.set(key, `${texts.get(key) ?? ''}${text}\n`);
  for (const visit of visits) {
    const text = descriptionOf(visit);
    const name = keyOfName(visit.node.name);
    add(name, text);
    add(anything, text);
    if (visit.scope.host) continue;
    add(`main ${name}`, text);
    add(`main ${anything}`, text);
  }
  return texts;
}

/** What a directive says and stands in, as text: where it is the same, nothing has changed. */
export function descriptionOf(visit: Visit): string {
  const { line, scope, certainty, container, hasUnknownVariable } = visit;
  return `${line.text} ${certainty} ${hasUnknownVariable} ${container?.line.text ?? ''} ${scopeText(scope)}`;
}

const scopeText: (scope: Scope) => string = passingMemo(
  ({ parent, context, section }) => `${context} ${section?.line.text ?? ''}/${parent ? scopeText(parent) : ''}`,
);
