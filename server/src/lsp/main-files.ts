// The main files that may reach a document, the most likely one first.
import { homedir } from 'node:os';
import { isAbsolute, isWithin, resolvePath } from '../configuration/paths.ts';
import { isHtaccess, isMainName, mainCandidates } from '../configuration/places.ts';
import { mainFilesBelow } from '../host/main-files.ts';

export class MainFiles {
  #found: readonly string[] | undefined;

  /** The folders may hold other files now. */
  refresh(): void {
    this.#found = undefined;
  }

  /**
   * Paths of files that are perhaps there: `named` by the user, above or beside `path`, `path` itself, elsewhere in `folders`.
   * A main file that another one includes is no main file, so `path` itself comes after those.
   */
  *for(path: string, named: string | undefined, folders: readonly string[]): Generator<string> {
    if (named !== undefined) yield* namedFiles(named, folders);
    for (const candidate of mainCandidates(path)) if (candidate !== path) yield candidate;
    if (isMainName(path)) yield path;
    if (isHtaccess(path)) return;
    this.#found ??= folders.flatMap(mainFilesBelow);
    yield* nearestFirst(this.#found, path);
  }
}

function namedFiles(named: string, folders: readonly string[]): string[] {
  const written = named.replace(/^~(?=[\\/])/, homedir());
  return isAbsolute(written) ? [written] : folders.map((folder) => resolvePath(folder, written));
}

/** Those first that share more folders with `path`; the order of names decides among equals. */
function nearestFirst(mains: readonly string[], path: string): string[] {
  const others = mains.filter((main) => main !== path);
  return others.sort((a, b) => sharedFolders(b, path) - sharedFolders(a, path) || (a < b ? -1 : 1));
}

function sharedFolders(main: string, path: string): number {
  const parts = main.split('/');
  return parts.findLastIndex((_, index) => isWithin(path, parts.slice(0, index + 1).join('/')));
}
