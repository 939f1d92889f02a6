// The disk as Node sees it, remembered until `refresh`; open documents stand in front of it.
import * as fs from 'node:fs';
import type { Disk, PathState, PemFacts } from '../configuration/disk.ts';
import { hasDrive, uriOf } from '../configuration/paths.ts';
import { SourceFile } from '../text/source-file.ts';
import { readPem } from './pem.ts';

const largestFile = 64 * 1024 * 1024;

interface KnownFile {
  readonly stamp: string;
  readonly file: SourceFile;
}

export class NodeDisk implements Disk {
  readonly #overlay: ((uri: string) => SourceFile | undefined) | undefined;
  readonly #mayRead: (path: string) => boolean;
  readonly #files = new Map<string, KnownFile>();
  readonly #fresh = new Map<string, SourceFile | 'missing' | 'unknown'>();
  readonly #states = new Map<string, PathState>();
  readonly #lists = new Map<string, readonly string[] | 'missing' | 'unknown'>();
  readonly #uris = new Map<string, { readonly own: string; readonly real: string }>();
  readonly #pems = new Map<string, PemFacts | 'missing' | 'unknown'>();

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
    this.#uris.clear();
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

  pem(path: string): PemFacts | 'missing' | 'unknown' {
    return remember(this.#pems, path, () => (this.#mayRead(path) ? readPem(path) : 'unknown'));
  }

  realPath(path: string): string {
    try {
      return this.#mayRead(path) ? fs.realpathSync.native(path).replaceAll('\\', '/') : path;
    } catch {
      return path;
    }
  }

  /** A link of `sites-enabled` leads to the document of `sites-available` that somebody edits. */
  #openAt(path: string): SourceFile | undefined {
    if (!this.#overlay) return undefined;
    const { own, real } = remember(this.#uris, path, () => ({ own: uriOf(path), real: uriOf(this.realPath(path)) }));
    return this.#overlay(own) ?? (real === own ? undefined : this.#overlay(real));
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
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return bytes.toString('latin1');
  }
}

function stateOf(path: string): PathState {
  try {
    const stat = fs.statSync(path);
    if (stat.isDirectory()) return 'directory';
    return stat.isFile() && stat.size === 0 ? 'empty-file' : 'file';
  } catch (error) {
    return isAbsence(error) ? 'missing' : 'unknown';
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
