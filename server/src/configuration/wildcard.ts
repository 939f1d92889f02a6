// Finds the files that an Include names, as httpd's ap_dir_fnmatch does (server/util.c).
import type { Disk } from './disk.ts';
import { resolvePath } from './paths.ts';

/** `incomplete` tells that some folder was not looked at, so files may be lacking. */
export interface Matches {
  readonly paths: readonly string[];
  readonly isIncomplete: boolean;
}

/** Says whether `pattern` has a wildcard. */
export function hasWildcard(pattern: string): boolean {
  return /[*?[]/.test(pattern);
}

/** The files that the absolute `pattern` matches; a folder stands for every file below it. */
export function expandPattern(pattern: string, disk: Disk): Matches {
  const parts = pattern.split('/').filter((part) => part !== '');
  const walk = new PatternWalk(disk);
  walk.follow(pattern.startsWith('/') ? '/' : (parts.shift() ?? ''), parts);
  return { paths: walk.paths, isIncomplete: walk.isIncomplete };
}

class PatternWalk {
  readonly paths: string[] = [];
  isIncomplete = false;
  readonly #disk: Disk;

  constructor(disk: Disk) {
    this.#disk = disk;
  }

  follow(folder: string, rest: readonly string[]): void {
    const [part, ...deeper] = rest;
    if (part === undefined) this.#take(folder, 0);
    else if (!hasWildcard(part)) this.follow(resolvePath(folder, part), deeper);
    else
      for (const name of this.#names(folder)) if (matches(part, name)) this.#enter(resolvePath(folder, name), deeper);
  }

  #enter(path: string, deeper: readonly string[]): void {
    if (deeper.length === 0) this.#take(path, 0);
    else if (this.#disk.state(path) === 'directory') this.follow(path, deeper);
  }

  #take(path: string, depth: number): void {
    const state = this.#disk.state(path);
    if (state === 'unknown') this.isIncomplete = true;
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
function matches(pattern: string, name: string): boolean {
  if (name.startsWith('.') && !pattern.startsWith('.')) return false;
  const source = pattern
    .replace(/\[!/g, '[^')
    .replace(/[.+^${}()|\\]/g, (c, at) => (pattern[at - 1] === '[' ? c : `\\${c}`));
  try {
    return new RegExp(`^${source.replaceAll('*', '.*').replaceAll('?', '.')}$`).test(name);
  } catch {
    return pattern === name;
  }
}
