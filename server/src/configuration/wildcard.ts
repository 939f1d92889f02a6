// Finds the files that an Include names, as httpd's ap_dir_fnmatch and ap_dir_nofnmatch do (server/util.c).
import { trueCase } from './case.ts';
import type { Disk } from './disk.ts';
import { resolvePath } from './paths.ts';

export interface Matches {
  readonly paths: readonly string[];
  /** Something matches, be it an empty folder. */
  readonly isMatched: boolean;
  /** Some folder was not looked at, so files may be lacking. */
  readonly isIncomplete: boolean;
  /** Some part of the pattern finds nothing: a folder or file is missing, or nothing in a folder fits. Include refuses that. */
  readonly hasGap: boolean;
  /** The first match that cannot be opened: a link to nothing, or a folder inside itself. */
  readonly broken: string | undefined;
}

/** Says whether `pattern` has a wildcard; a bracket that is not closed is none. */
export function hasWildcard(pattern: string): boolean {
  return /[*?]|\[.*\]/.test(pattern);
}

/** The path in front of the first part that has a wildcard; all of it where none has. */
export function literalPartOf(pattern: string): string {
  const parts = pattern.split('/');
  const first = parts.findIndex(hasWildcard);
  return first < 0 ? pattern : parts.slice(0, first).join('/') || '/';
}

/**
 * The files that the absolute `pattern` matches; a folder stands for every file below it. The same answer until the disk changes.
 * With `ignoresCase` the parts without wildcard are found as Windows finds them.
 */
export function expandPattern(pattern: string, disk: Disk, ignoresCase: boolean): Matches {
  const known = expansions.get(disk);
  const current = known?.generation === disk.generation ? known : { generation: disk.generation, matches: new Map() };
  expansions.set(disk, current);
  const key = `${ignoresCase} ${pattern}`;
  const matches = current.matches.get(key) ?? walked(pattern, disk, ignoresCase);
  const earlier = known?.matches.get(key);
  const kept = earlier && areSame(earlier, matches) ? earlier : matches;
  current.matches.set(key, kept);
  return kept;
}

interface Expansions {
  readonly generation: number;
  readonly matches: Map<string, Matches>;
}

const expansions = new WeakMap<Disk, Expansions>();

function walked(pattern: string, disk: Disk, ignoresCase: boolean): Matches {
  const parts = pattern.split('/').filter((part) => part !== '');
  const walk = new PatternWalk(disk, ignoresCase);
  walk.follow(pattern.startsWith('/') ? '/' : `${parts.shift() ?? ''}/`, parts);
  const { paths, isMatched, isIncomplete, hasGap, broken } = walk;
  return { paths, isMatched, isIncomplete, hasGap, broken };
}

function areSame(one: Matches, other: Matches): boolean {
  if (one.isIncomplete !== other.isIncomplete || one.isMatched !== other.isMatched) return false;
  if (one.hasGap !== other.hasGap) return false;
  return one.broken === other.broken && one.paths.join('\n') === other.paths.join('\n');
}

class PatternWalk {
  readonly paths: string[] = [];
  isMatched = false;
  isIncomplete = false;
  hasGap = false;
  broken: string | undefined;
  readonly #disk: Disk;
  readonly #ignoresCase: boolean;

  constructor(disk: Disk, ignoresCase: boolean) {
    this.#disk = disk;
    this.#ignoresCase = ignoresCase;
  }

  follow(folder: string, rest: readonly string[]): void {
    const [part, ...deeper] = rest;
    if (part === undefined) this.#take(folder, false, []);
    else if (!hasWildcard(part)) this.follow(this.#literal(folder, part), deeper);
    else this.#followAll(folder, part, deeper);
  }

  #literal(folder: string, part: string): string {
    return this.#ignoresCase ? trueCase(folder, [part], this.#disk) : resolvePath(folder, part);
  }

  #matching(pattern: string, folder: string): readonly string[] {
    const fits = matcherOf(pattern);
    return this.#names(folder).filter(fits);
  }

  #followAll(folder: string, part: string, deeper: readonly string[]): void {
    const names = this.#matching(part, folder).filter((name) => deeper.length === 0 || this.#isEntered(folder, name));
    if (names.length === 0) this.hasGap = true;
    for (const name of names) {
      const path = resolvePath(folder, name);
      if (deeper.length === 0) this.#take(path, true, []);
      else this.follow(path, deeper);
    }
  }

  /** A link to a folder counts as no folder in the middle of a pattern. */
  #isEntered(folder: string, name: string): boolean {
    const state = this.#disk.state(resolvePath(folder, name));
    if (state === 'unknown') this.isIncomplete = true;
    return state === 'directory' && !this.#isLink(folder, name);
  }

  #isLink(folder: string, name: string): boolean {
    return this.#disk.realPath(resolvePath(folder, name)) !== resolvePath(this.#disk.realPath(folder), name);
  }

  /** `isListed`: a folder holds the name, so what is missing is what a link leads to. */
  #take(path: string, isListed: boolean, around: readonly string[]): void {
    const state = this.#disk.state(path);
    if (isListed || state !== 'missing') this.isMatched = true;
    if (state === 'missing' && !isListed) this.hasGap = true;
    if (state === 'unknown') this.isIncomplete = true;
    else if (state === 'directory') this.#takeAll(path, around);
    else if (state !== 'missing') this.paths.push(path);
    else if (isListed) this.broken ??= path;
  }

  /** Apache goes round a link to a folder around it until the system refuses; nothing new is found there. */
  #takeAll(folder: string, around: readonly string[]): void {
    const real = this.#disk.realPath(folder);
    if (around.includes(real)) {
      this.broken ??= folder;
      return;
    }
    for (const name of this.#names(folder)) this.#take(resolvePath(folder, name), true, [...around, real]);
  }

  #names(folder: string): readonly string[] {
    const names = this.#disk.list(folder);
    if (names === 'unknown') this.isIncomplete = true;
    return typeof names === 'string' ? [] : names;
  }
}

/** fnmatch with FNM_PERIOD: a leading dot must be written out. */
function matcherOf(pattern: string): (name: string) => boolean {
  const source = pattern
    .replace(/\[!/g, '[^')
    .replace(/[.+^${}()|\\]/g, (c, at) => (pattern[at - 1] === '[' ? c : `\\${c}`));
  const takesDot = pattern.startsWith('.');
  try {
    const regex = new RegExp(`^${source.replaceAll('*', '.*').replaceAll('?', '.')}$`);
    return (name) => (takesDot || !name.startsWith('.')) && regex.test(name);
  } catch {
    return (name) => name === pattern;
  }
}
