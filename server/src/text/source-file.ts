// An immutable text with its address, and the way between offsets and lines.

/** A zero-based line and UTF-16 column. */
export interface Position {
  readonly line: number;
  readonly character: number;
}

/** One version of one file. A change makes a new SourceFile, so whatever was computed from the old one stays true. */
export class SourceFile {
  readonly uri: string;
  readonly text: string;
  readonly version: number;
  #lineStarts: readonly number[] | undefined;

  constructor(uri: string, text: string, version = 0) {
    this.uri = uri;
    this.text = text;
    this.version = version;
  }

  /** Where each physical line starts; only LF ends a line, as httpd reads files. */
  get lineStarts(): readonly number[] {
    this.#lineStarts ??= findLineStarts(this.text);
    return this.#lineStarts;
  }

  /** Where the line with `offset` starts; quicker than by way of all lines. */
  lineStartAt(offset: number): number {
    return offset <= 0 ? 0 : this.text.lastIndexOf('\n', offset - 1) + 1;
  }

  /** Where the line behind the one with `offset` starts, or the end of the text. */
  nextLineAt(offset: number): number {
    const end = this.text.indexOf('\n', Math.max(0, offset));
    return end < 0 ? this.text.length : end + 1;
  }

  /** The position of `offset`, which is clamped to the text. */
  positionAt(offset: number): Position {
    const clamped = Math.max(0, Math.min(offset, this.text.length));
    const line = lastAtOrBefore(this.lineStarts, clamped);
    return { line, character: clamped - (this.lineStarts[line] ?? 0) };
  }

  /** The offset of `position`, which is clamped to its line. */
  offsetAt(position: Position): number {
    if (position.line < 0) return 0;
    const start = this.lineStarts[position.line];
    if (start === undefined) return this.text.length;
    return Math.max(start, Math.min(start + position.character, this.#lineEnd(position.line)));
  }

  /** Behind the last character of a line, before its line end. */
  #lineEnd(line: number): number {
    const next = this.lineStarts[line + 1];
    if (next === undefined) return this.text.length;
    return this.text[next - 2] === '\r' ? next - 2 : next - 1;
  }
}

function findLineStarts(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

function lastAtOrBefore(sorted: readonly number[], value: number): number {
  let low = 0;
  let high = sorted.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((sorted[middle] ?? 0) <= value) low = middle;
    else high = middle - 1;
  }
  return low;
}
