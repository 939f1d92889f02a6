// Tells whether what an answer was made from has changed since: a number for each thing that can be asked for.
import { memo } from '../text/memo.ts';
import type { Reads } from '../text/reads.ts';
import type { IncludeLink, Stretch } from './segment.ts';
import type { Stamp } from './state.ts';
import type { Scope, Visit } from './visit.ts';

/** The key of all that is written anywhere. */
export const anything = '*';

/** What one reading is compared by with the next. */
interface Compared {
  readonly stretches: readonly Stretch[];
  readonly includes: readonly IncludeLink[];
  readonly last: Stamp;
  /** That of the disk. */
  readonly generation: number;
}

/** The numbers of one reading. A number that is the same as in an earlier reading says that nothing changed. */
export class Versions {
  readonly #compared: Compared;
  readonly #numbers: ReadonlyMap<string, number>;
  readonly #line: object;

  constructor(compared: Compared, earlier: Versions | undefined) {
    this.#compared = compared;
    this.#line = earlier ? earlier.#line : {};
    this.#numbers = earlier ? nextNumbers(earlier.#numbers, earlier.#compared, compared) : new Map();
  }

  /** The numbers of what `reads` tells, own things left out. */
  of(reads: Reads, own: ReadonlySet<object>): Readings {
    const keys = new Set<string>([frame]);
    for (const [owner, names] of reads) {
      if (owner === undefined || !own.has(owner)) for (const name of names) keys.add(keyFor(owner, name));
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
  return (name.startsWith('<') ? name.slice(1) : name).toLowerCase();
}

/** The key of what everybody reads: modules, defines, macros, ServerRoot, included files, the disk. */
const frame = 'frame';

/** The main server's directives count for every host, so that they have keys of their own. */
function keyFor(owner: object | undefined, name: string): string {
  const isMain = owner !== undefined && 'section' in owner && owner.section === undefined;
  return isMain ? `main ${name}` : name;
}

function nextNumbers(
  numbers: ReadonlyMap<string, number>,
  before: Compared,
  after: Compared,
): ReadonlyMap<string, number> {
  const changed = changedKeys(before.stretches, after.stretches);
  if (!isSameFrame(before, after)) changed.add(frame);
  if (changed.size === 0) return numbers;
  const next = new Map(numbers);
  for (const key of changed) next.set(key, (next.get(key) ?? 0) + 1);
  return next;
}

function isSameFrame(before: Compared, after: Compared): boolean {
  if (before.last !== after.last || before.generation !== after.generation) return false;
  if (before.includes.length !== after.includes.length) return false;
  return after.includes.every((link, index) => {
    const other = before.includes[index];
    return other?.failure === link.failure && other?.paths.join('\n') === link.paths.join('\n');
  });
}

/** The keys under which something else is read than before. */
function changedKeys(before: readonly Stretch[], after: readonly Stretch[]): Set<string> {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start++;
  let end = 0;
  const most = Math.min(before.length, after.length) - start;
  while (end < most && before[before.length - 1 - end] === after[after.length - 1 - end]) end++;
  const old = described(before.slice(start, before.length - end));
  const fresh = described(after.slice(start, after.length - end));
  const keys = new Set<string>();
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

const scopeText: (scope: Scope) => string = memo(
  ({ parent, context, section }) => `${context} ${section?.line.text ?? ''}/${parent ? scopeText(parent) : ''}`,
);
