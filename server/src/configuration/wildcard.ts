// Finds the files that an Include names, as httpd's ap_dir_fnmatch and ap_dir_nofnmatch do (server/util.c).
import type { Disk } from './disk.ts';
import { resolvePath } from './paths.ts';

/** `incomplete` tells that some folder was not looked at, so files may be lacking. */
export interface Matches {
  readonly paths: readonly string[];
  readonly isIncomplete: boolean;
  /** Some part of the pattern finds nothing: a folder or file is missing, or nothing in a folder fits. Include refuses that. */
  readonly hasGap: boolean;
}

/** Says whether `pattern` has a wildcard; a bracket that is not closed is none. */
export function hasWildcard(pattern: string): boolean {
  return /[*?]|\[.*\]/.test(pattern);
}

/** The files that the absolute `pattern` matches; a folder stands for every file below it. The same answer until the disk changes. */
export function expandPattern(pattern: string, disk: Disk): Matches {
  const known = expansions.get(disk);
  const current = known?.generation === disk.generation ? known : { generation: disk.generation, matches: new Map() };
  expansions.set(disk, current);
  const matches = current.matches.get(pattern) ?? walked(pattern, disk);
  const earlier = known?.matches.get(pattern);
  const kept = earlier && areSame(earlier, matches) ? earlier : matches;
  current.matches.set(pattern, kept);
  return kept;
}

interface Expansions {
  readonly generation: number;
  readonly matches: Map<string, Matches>;
}

const expansions = new WeakMap<Disk, Expansions>();

function walked(pattern: string, disk: Disk): Matches {
  const parts = pattern.split('/').filter((part) => part !== '');
  const walk = new PatternWalk(disk);
  walk.follow(pattern.startsWith('/') ? '/' : (parts.shift() ?? ''), parts);
  return { paths: walk.paths, isIncomplete: walk.isIncomplete, hasGap: walk.hasGap };
}

function areSame(one: Matches, other: Matches): boolean {
  const isAlike = one.isIncomplete === other.isIncomplete && one.hasGap === other.hasGap;
  return isAlike && one.paths.join('\n') === other.paths.join('\n');
}

class PatternWalk {
  readonly paths: string[] = [];
  isIncomplete = false;
  hasGap = false;
  readonly #disk: Disk;

  constructor(disk: Disk) {
    this.#disk = disk;
  }

  follow(folder: string, rest: readonly string[]): void {
    const [part, ...deeper] = rest;
    if (part === undefined) this.#take(folder, 0);
    else if (!hasWildcard(part)) this.follow(resolvePath(folder, part), deeper);
    else this.#followAll(folder, part, deeper);
  }

  #matching(pattern: string, folder: string): readonly string[] {
    const fits = matcherOf(pattern);
    return this.#names(folder).filter(fits);
  }

  #followAll(folder: string, part: string, deeper: readonly string[]): void {
    const fitting = this.#matching(part, folder).map((name) => resolvePath(folder, name));
    const entered = deeper.length === 0 ? fitting : fitting.filter((path) => this.#isFolder(path));
    if (entered.length === 0) this.hasGap = true;
    for (const path of entered) this.follow(path, deeper);
  }

  #isFolder(path: string): boolean {
    const state = this.#disk.state(path);
    if (state === 'unknown') this.isIncomplete = true;
    return state === 'directory';
  }

  #take(path: string, depth: number): void {
    const state = this.#disk.state(path);
    if (state === 'unknown') this.isIncomplete = true;
    if (state === 'missing') this.hasGap = true;
    if (state === 'file' || state === 'empty-file') this.paths.push(path);
    if (state !== 'directory' || depth > 20) return;
    for (const name of this.#names(path)) this.#take(resolvePath(path, name), depth + 1);
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
