// Finds the files that a configuration names by full path where it is a copy: beside its main file, not where it says.
import { trueCase } from './case.ts';
import type { Disk, PathState } from './disk.ts';
import { folderOf, hasDrive, isWithin, nameOf, resolvePath } from './paths.ts';
import { isSystemPlace } from './places.ts';
import type { Reader } from './reader.ts';
import { literalPartOf } from './wildcard.ts';

/** What the configuration calls `from` is the folder `to` on this disk. */
export interface Pair {
  readonly from: string;
  readonly to: string;
}

/** Where the absolute `path`, or the pattern, is on this disk: a copy of a tree still has the paths of its server. */
export function pathHere(path: string, reader: Reader): string {
  const { main, disk, state } = reader;
  if (main === undefined) return path;
  const known = placed(path, main, state.pairs);
  if (known !== undefined) return known;
  const pair = pairFor(path, main, disk, (candidate) => reader.pathState(candidate));
  if (!pair) return path;
  reader.perform({ type: 'place', ...pair });
  return placed(path, main, [pair]) ?? path;
}

/** Where the absolute `path`, or the pattern, is on this disk as far as the pairs tell; undefined where they do not. */
function placed(path: string, main: string, pairs: readonly Pair[]): string | undefined {
  if (isWithin(path, folderOf(main))) return path;
  const pair = pairs.find(({ from }) => isWithin(path, from));
  return pair && resolvePath(pair.to, path.slice(pair.from.length).replace(/^\//, ''));
}

/**
 * A tree that was copied into a workspace still says `/etc/httpd/conf.d/*.conf`.
 * The pair for such a path, where its end is found beside the main file; all other paths follow the first one.
 */
function pairFor(
  path: string,
  main: string,
  disk: Disk,
  stateOf: (path: string) => PathState,
): (Pair & { readonly isCopy: boolean }) | undefined {
  const isThere = (candidate: string) => !/^(?:missing|unknown)$/.test(stateOf(candidate));
  const literal = literalPartOf(path);
  if (isSystemPlace(main) && isThere(literal)) return undefined;
  for (const end of endsOf(literal)) {
    const isWhole = end.length === literal.split('/').length - 1;
    const bases = isWhole ? [...rootsAround(main), ...basesOf(main)] : basesOf(main);
    const candidates = bases.map((base) => below(base, end, disk, hasDrive(path)));
    // A path of the tree never leads to the folder that the main file is in, or it would include itself.
    const found = candidates.find((candidate) => isThere(candidate) && !isWithin(main, candidate));
    if (found === undefined) continue;
    const pair = withoutCommonEnd(upwards(literal, end.length), upwards(found, end.length));
    return { ...pair, isCopy: disk.realPath(literal) !== disk.realPath(found) };
  }
  return undefined;
}

/** `/copy` of `/copy/etc/apache2/apache2.conf`, which looks like a copy of the whole disk. */
function rootsAround(main: string): string[] {
  const root = isSystemPlace(main) ? undefined : /^(.+?)(?:\/private)?\/(?:etc|usr\/local|opt)\//.exec(main)?.[1];
  return root === undefined ? [] : [root];
}

/** The folder of the main file, and the one above it where that is only called `conf`. */
function basesOf(main: string): string[] {
  const folder = folderOf(main);
  return nameOf(folder).toLowerCase() === 'conf' ? [folder, folderOf(folder)] : [folder];
}

/** The last parts of `path`, the longest run first. */
function endsOf(path: string): string[][] {
  const parts = path.split('/').filter((part) => part !== '');
  return parts.map((_, index) => parts.slice(index));
}

function below(folder: string, parts: readonly string[], disk: Disk, ignoresCase: boolean): string {
  return ignoresCase ? trueCase(folder, parts, disk) : resolvePath(folder, parts.join('/'));
}

function upwards(path: string, steps: number): string {
  return path.split('/').slice(0, -steps).join('/');
}

/** `/etc/httpd` as `/copy/etc/httpd` means that `/` is `/copy`. */
function withoutCommonEnd(from: string, to: string): Pair {
  if (from === to || from === '' || nameOf(from) !== nameOf(to)) return { from, to };
  return withoutCommonEnd(upwards(from, 1), upwards(to, 1));
}
