// Tells whether what an answer was made from has changed since: a number for each thing that can be asked for.
import { passingMemo } from '../text/memo.ts';
import type { Reads } from '../text/reads.ts';
import type { SourceFile } from '../text/source-file.ts';
import type { Change } from './change.ts';
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
  readonly files: ReadonlyMap<string, SourceFile>;
}

/** The numbers of one reading. A number that is the same as in an earlier reading says that nothing changed. */
export class Versions {
  readonly #frame: Frame;
  readonly #numbers: ReadonlyMap<string, number>;
  readonly #line: object;

  /** `change` tells what is read otherwise than in the earlier reading. */
  constructor(frame: Frame, change: Change, earlier: Versions | undefined) {
    this.#frame = frame;
    this.#line = earlier ? earlier.#line : {};
    this.#numbers = earlier ? nextNumbers(earlier.#numbers, change, earlier.#frame, frame) : new Map();
  }

  /** The numbers of what `reads` tells, own things left out. */
  of(reads: Reads, own: ReadonlySet<object>): Readings {
    const keys = new Set<string>([everybodys]);
    for (const [owner, names] of reads) {
      if (owner === undefined || !own.has(owner)) for (const name of names) keys.add(name);
    }
    return { line: this.#line, numbers: new Map([...keys].map((key) => [key, this.#numbers.get(key) ?? 0])) };
  }

  /** Says whether all of it is as it was. */
  areSame({ line, numbers }: Readings): boolean {
    if (line !== this.#line) return false;
    for (const [key, number] of numbers) if ((this.#numbers.get(key) ?? 0) !== number) return false;
    return true;
  }
}

/** Numbers of the things that an answer was made from. */
export interface Readings {
  readonly line: object;
  readonly numbers: ReadonlyMap<string, number>;
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

function nextNumbers(
  numbers: ReadonlyMap<string, number>,
  change: Change,
  before: Frame,
  after: Frame,
): ReadonlyMap<string, number> {
  const changed = changedKeys(change);
  if (!isSameFrame(before, after)) changed.add(everybodys);
  if ([...after.files].some(([uri, file]) => before.files.get(uri) !== file)) changed.add(places);
  if (changed.size === 0) return numbers;
  const next = new Map(numbers);
  for (const key of changed) next.set(key, (next.get(key) ?? 0) + 1);
  return next;
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
function changedKeys({ gone, come }: Change): Set<string> {
  const old = described(gone);
  const fresh = described(come);
  // Where files come in another order, what is read before a directive may be something else.
  const went = new Set(gone);
  const keys = new Set<string>(come.some((stretch) => went.has(stretch)) ? [everybodys] : []);
  for (const key of new Set([...old.keys(), ...fresh.keys()])) if (old.get(key) !== fresh.get(key)) keys.add(key);
  return keys;
}

/** What is read under each key, as one text. */
function described(stretches: readonly Stretch[]): Map<string, string> {
  const texts = new Map<string, string>();
  const add = (key: string, text: string) => texts.set(key, `${texts.get(key) ?? ''}${text}\n`);
  for (const visit of stretches.flatMap((stretch) => stretch.visits)) {
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

function descriptionOf(visit: Visit): string {
  const { line, scope, certainty, container, hasUnknownVariable } = visit;
  return `${line.text} ${certainty} ${hasUnknownVariable} ${container?.line.text ?? ''} ${scopeText(scope)}`;
}

const scopeText: (scope: Scope) => string = passingMemo(
  ({ parent, context, section }) => `${context} ${section?.line.text ?? ''}/${parent ? scopeText(parent) : ''}`,
);
