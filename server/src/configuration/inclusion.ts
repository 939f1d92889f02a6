// The reading of one file: the one that a configuration begins with, or one that an Include names.
import type { SourceFile } from '../text/source-file.ts';
import type { Disk } from './disk.ts';
import type { Segment } from './segment.ts';
import type { Effect, Stamp, State } from './state.ts';
import type { Surroundings } from './surroundings.ts';

export class Inclusion {
  /** Where the disk has the file. */
  readonly path: string;
  readonly file: SourceFile;
  readonly around: Surroundings;
  readonly before: Stamp;
  #segments: readonly Segment[] = [];
  #ending: Effect | undefined;
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

  /** Reading of the file is done; its end may have an effect itself. */
  end(segments: readonly Segment[], state: State, ending?: Effect): void {
    this.#segments = segments;
    this.#ending = ending;
    if (ending) state.perform(ending);
    this.#after = state.stamp;
  }

  /** Does to `state` what reading the file did. */
  performOn(state: State): void {
    if (this.before === this.#after) return;
    for (const segment of this.segments) segment.performOn(state);
    if (this.#ending) state.perform(this.#ending);
  }

  /** Says whether the file, or one that it includes, is one of these. */
  reads(uris: ReadonlySet<string>): boolean {
    return uris.has(this.file.uri) || this.segments.some((segment) => segment.looksAt(uris));
  }

  /** Says whether the disk still has the same there, and in all that is included. */
  stillHolds(disk: Disk): boolean {
    return disk.read(this.path) === this.file && this.segments.every((segment) => segment.stillHolds(disk));
  }
}
