// How the physical lines of a file are indented and end: what edits of whole lines need.
import type { SourceFile } from '../text/source-file.ts';

/** The blanks that the line with `offset` begins with. */
export function indentOf(file: SourceFile, offset: number): string {
  return /^[ \t]*/.exec(file.text.slice(file.lineStartAt(offset), offset))?.[0] ?? '';
}

/** The line end that the file uses. */
export function newlineOf(file: SourceFile): string {
  return file.text.includes('\r\n') ? '\r\n' : '\n';
}
