// What the core may ask about files; the answers come from outside, so the core does no input or output.
import type { SourceFile } from '../text/source-file.ts';

/** `unknown` means: not looked at (yet, or at all); rules then say nothing. */
export type PathState = 'file' | 'empty-file' | 'directory' | 'missing' | 'unknown';

/** A view of the disk at one moment. Paths are absolute, with forward slashes. */
export interface Disk {
  /** The text of a file, `missing` where there is none, `unknown` where it was not looked at. */
  read(path: string): SourceFile | 'missing' | 'unknown';
  state(path: string): PathState;
  /** The names in a folder, sorted as httpd sorts them (strcmp). */
  list(path: string): readonly string[] | 'missing' | 'unknown';
}

/** A disk that knows nothing, for texts that stand alone. */
export const unknownDisk: Disk = { read: () => 'unknown', state: () => 'unknown', list: () => 'unknown' };
