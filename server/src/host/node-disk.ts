// The disk as Node sees it, remembered until `refresh`; open documents stand in front of it.
import { isUtf8 } from 'node:buffer';
import * as fs from 'node:fs';
import type { Disk, PathState, PemFacts } from '../configuration/disk.ts';
import { folderOf, hasDrive, uriOf } from '../configuration/paths.ts';
import { SourceFile } from '../text/source-file.ts';
import { readPem } from './pem.ts';

const largestFile = 64 * 1024 * 1024;

interface KnownFile {
  readonly stamp: string;
  readonly file: SourceFile;
}

/** The URIs of a path as it is written and with its links followed. */
interface Addresses {
  readonly own: string;
  readonly real: string;
  readonly realPath: string;
}

export class NodeDisk implements Disk {
  readonly #overlay: ((uri: string) => SourceFile | undefined) | undefined;
  readonly #mayRead: (path: string) => boolean;
  readonly #files = new Map<string, KnownFile>();
  readonly #fresh = new Map<string, SourceFile | 'missing' | 'unknown'>();
  readonly #states = new Map<string, PathState>();
  readonly #lists = new Map<string, readonly string[] | 'missing' | 'unknown'>();
  readonly #addresses = new Map<string, Addresses>();
  readonly #pems = new Map<string, PemFacts | 'missing' | 'unknown'>();
  /** The folders of so many paths, which are not looked through anew for each keystroke. */
  #folders: { readonly size: number; readonly all: ReadonlySet<string> } | undefined;

  #generation = 0;

  /** `overlay` gives open documents by URI; `mayRead` says whether a path may be looked at. */
  constructor(overlay?: (uri: string) => SourceFile | undefined, mayRead: (path: string) => boolean = () => true) {
    this.#overlay = overlay;
    this.#mayRead = (path) => !isForeign(path) && mayRead(path);
  }

  get generation(): number {
    return this.#generation;
  }

  /** Forgets what may have changed on disk; files with the same time and size keep their SourceFile. */
  refresh(): void {
    this.#generation++;
    this.#fresh.clear();
    this.#states.clear();
    this.#lists.clear();
    this.#pems.clear();
    this.#addresses.clear();
    this.#folders = undefined;
  }

  read(path: string): SourceFile | 'missing' | 'unknown' {
    const open = this.#openAt(path);
    if (open) return open;
    return remember(this.#fresh, path, () => (this.#mayRead(path) ? this.#load(path) : 'unknown'));
  }

  state(path: string): PathState {
    return remember(this.#states, path, () => (this.#mayRead(path) ? stateOf(path) : 'unknown'));
  }

  list(path: string): readonly string[] | 'missing' | 'unknown' {
    return remember(this.#lists, path, () => (this.#mayRead(path) ? namesIn(path) : 'unknown'));
  }

  isClosed(path: string): boolean {
    return this.#mayRead(path) && isClosed(path);
  }

  pem(path: string): PemFacts | 'missing' | 'unknown' {
    return remember(this.#pems, path, () => (this.#mayRead(path) ? readPem(path) : 'unknown'));
  }

  /** The folders of the files that were read, and of those that links among them lead to. */
  get folders(): ReadonlySet<string> {
    const size = this.#fresh.size + this.#pems.size + this.#addresses.size;
    if (this.#folders?.size !== size) this.#folders = { size, all: this.#allFolders() };
    return this.#folders.all;
  }

  #allFolders(): ReadonlySet<string> {
    const read = [...this.#fresh].flatMap(([path, file]) => (typeof file === 'string' ? [] : [path]));
    const linked = read.map((path) => this.#addresses.get(path)?.realPath ?? path);
    return new Set([...read, ...linked, ...this.#pems.keys()].map(folderOf));
  }

  /** Says whether anything was looked at that is at `path`, or would be below it, or lists it. */
  hasSeen(path: string): boolean {
    if (this.#lists.has(folderOf(path))) return true;
    const isAtOrBelow = (seen: string) => seen === path || seen.startsWith(`${path}/`);
    const asked = [this.#fresh, this.#states, this.#lists, this.#pems].flatMap((map) => [...map.keys()]);
    return asked.some(isAtOrBelow) || [...this.#addresses.values()].some(({ realPath }) => isAtOrBelow(realPath));
  }

  realPath(path: string): string {
    return remember(this.#addresses, path, () => this.#addressesOf(path)).realPath;
  }

  /** A link of `sites-enabled` leads to the document of `sites-available` that somebody edits. */
  #openAt(path: string): SourceFile | undefined {
    if (!this.#overlay) return undefined;
    const { own, real } = remember(this.#addresses, path, () => this.#addressesOf(path));
    return this.#overlay(own) ?? (real === own ? undefined : this.#overlay(real));
  }

  #addressesOf(path: string): Addresses {
    const realPath = this.#linkedPath(path);
    return { own: uriOf(path), real: uriOf(realPath), realPath };
  }

  #linkedPath(path: string): string {
    try {
      return this.#mayRead(path) ? fs.realpathSync.native(path).replaceAll('\\', '/') : path;
    } catch {
      return path;
    }
  }

  #load(path: string): SourceFile | 'missing' | 'unknown' {
    try {
      const stat = fs.statSync(path, { bigint: true });
      if (!stat.isFile()) return 'missing';
      if (stat.size > largestFile) return 'unknown';
      const stamp = `${stat.mtimeNs} ${stat.ctimeNs} ${stat.size} ${stat.ino}`;
      const known = this.#files.get(path);
      if (known?.stamp === stamp) return known.file;
      const file = new SourceFile(uriOf(path), decode(fs.readFileSync(path)));
      this.#files.set(path, { stamp, file });
      return file;
    } catch (error) {
      return isAbsence(error) ? 'missing' : 'unknown';
    }
  }
}

/** Text of bytes: UTF-8 where it is well formed, else one character per byte. A byte order mark is kept. */
export function decode(bytes: Buffer): string {
  return bytes.toString(isUtf8(bytes) ? 'utf8' : 'latin1');
}

function stateOf(path: string): PathState {
  try {
    // To be told of an absence by an exception takes longer than to look.
    const stat = fs.statSync(path, { throwIfNoEntry: false });
    if (!stat) return 'missing';
    if (stat.isDirectory()) return 'directory';
    return stat.isFile() && stat.size > 0 ? 'file' : 'empty-file';
  } catch (error) {
    return isAbsence(error) ? 'missing' : 'unknown';
  }
}

/** Windows has no such modes. */
function isClosed(path: string): boolean {
  if (process.platform === 'win32') return false;
  try {
    const { uid, mode } = fs.statSync(path);
    return (uid === 0 && (mode & 0o011) === 0) || (path !== '/' && isClosed(folderOf(path)));
  } catch {
    return false;
  }
}

function namesIn(path: string): readonly string[] | 'missing' | 'unknown' {
  try {
    return fs.readdirSync(path).sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  } catch (error) {
    return isAbsence(error) ? 'missing' : 'unknown';
  }
}

/** A path with a drive means nothing where there are none: it is not relative to the folder that this program runs in. */
function isForeign(path: string): boolean {
  return hasDrive(path) && process.platform !== 'win32';
}

/** A link that leads to itself leads to nothing, too. */
function isAbsence(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === 'ENOENT' || code === 'ENOTDIR' || code === 'ELOOP';
}

function remember<Value>(known: Map<string, Value>, key: string, find: () => Value): Value {
  const value = known.get(key);
  if (value !== undefined) return value;
  const found = find();
  known.set(key, found);
  return found;
}
