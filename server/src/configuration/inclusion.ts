// The reading of one file: the one that a configuration begins with, or one that an Include names.
import type { SourceFile } from '../text/source-file.ts';
import type { Disk } from './disk.ts';
import type { Segment } from './segment.ts';
import type { Stamp } from './state.ts';
import type { Surroundings } from './surroundings.ts';

export class Inclusion {
  /** Where the disk has the file. */
  readonly path: string;
  readonly file: SourceFile;
  readonly around: Surroundings;
  readonly before: Stamp;
  #segments: readonly Segment[] = [];
  #after: Stamp;

  constructor(path: string, file: SourceFile, around: Surroundings, before: Stamp) {
    this.path = path;
    this.file = file;
    this.around = around;
    this.before = before;
    this.#after = before;
  }

  /** What came out of each part of the file. */
  get segments(): readonly Segment[] {
    return this.#segments;
  }

  /** All that reading the file did, and what was read before it. */
  get after(): Stamp {
    return this.#after;
  }

  /** Reading of the file is done. */
  end(segments: readonly Segment[], after: Stamp): void {
    this.#segments = segments;
    this.#after = after;
  }

  /** The URIs of the file and of all that it includes. */
  get uris(): ReadonlySet<string> {
    const uris = new Set([this.file.uri]);
    for (const segment of this.#segments) for (const uri of segment.includedUris) uris.add(uri);
    return uris;
  }

  /** Says whether the disk still has the same there, and in all that is included. */
  stillHolds(disk: Disk): boolean {
    return disk.read(this.path) === this.file && this.segments.every((segment) => segment.stillHolds(disk));
  }
}
