// Where the physical lines of a file begin and end, and how they are indented: what edits of whole lines need.
import type { SourceFile } from '../text/source-file.ts';

/** Where the line with `offset` starts. */
export function lineStartOf(file: SourceFile, offset: number): number {
  return file.lineStarts[file.positionAt(offset).line] ?? 0;
}

/** Where the line after the one with `offset` starts, or the end of the file. */
export function nextLineOf(file: SourceFile, offset: number): number {
  return file.lineStarts[file.positionAt(offset).line + 1] ?? file.text.length;
}

/** The blanks that the line with `offset` begins with. */
export function indentOf(file: SourceFile, offset: number): string {
  return /^[ \t]*/.exec(file.text.slice(lineStartOf(file, offset), offset))?.[0] ?? '';
}

/** The line end that the file uses. */
export function newlineOf(file: SourceFile): string {
  return file.text.includes('\r\n') ? '\r\n' : '\n';
}
