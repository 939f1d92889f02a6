// Reads physical lines as httpd does: a backslash before the line end joins the next line, then white space is trimmed.
import type { Span } from '../text/span.ts';

/** A piece of a line's text that stands at `offset` in the file; a `fixed` piece (an expanded variable) stands there as a whole. */
interface Piece {
  readonly at: number;
  readonly offset: number;
  readonly fixed?: number;
}

/**
 * One line as httpd sees it, without the continuation backslashes.
 * `start` and `end` are offsets into the file; `end` is after the last character that counts.
 */
export class LogicalLine {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly #pieces: readonly Piece[] | undefined;

  constructor(text: string, start: number, end: number, pieces?: readonly Piece[]) {
    this.text = text;
    this.start = start;
    this.end = end;
    this.#pieces = pieces;
  }

  /** The span in the file of the characters from `from` up to `to` of this line's text. */
  spanOf(from: number, to: number): Span {
    if (!this.#pieces) return { start: this.start + from, end: this.start + to };
    return { start: this.#offsetOf(from, false), end: Math.max(this.#offsetOf(from, false), this.#offsetOf(to, true)) };
  }

  /** The index into this line's text of a file offset inside this line. */
  indexOf(offset: number): number {
    if (!this.#pieces) return Math.max(0, Math.min(offset - this.start, this.text.length));
    const piece = this.#pieces.findLast((candidate) => candidate.offset <= offset);
    return piece ? Math.min(piece.at + (piece.fixed === undefined ? offset - piece.offset : 0), this.text.length) : 0;
  }

  /** The same line with each of its `${NAME}` replaced by what `lookUp` knows; names it does not know stay as they are. */
  expanded(lookUp: (name: string) => string | undefined): LogicalLine {
    return this.#substituted(/\$\{([^}]*)\}/g, lookUp);
  }

  /** The same line with each occurrence of `names` (the first that fits wins) replaced. */
  replaced(names: readonly string[], lookUp: (name: string) => string | undefined): LogicalLine {
    if (names.length === 0) return this;
    const source = names.map((name) => name.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')).join('|');
    return this.#substituted(new RegExp(`(${source})`, 'g'), lookUp);
  }

  #substituted(pattern: RegExp, lookUp: (name: string) => string | undefined): LogicalLine {
    const pieces: Piece[] = [];
    let text = '';
    let from = 0;
    const keep = (to: number) => {
      for (const piece of this.#slice(from, to)) pieces.push({ ...piece, at: piece.at - from + text.length });
      text += this.text.slice(from, to);
    };
    for (const match of this.text.matchAll(pattern)) {
      const value = lookUp(match[1] ?? '');
      if (value === undefined) continue;
      keep(match.index);
      const span = this.spanOf(match.index, match.index + match[0].length);
      pieces.push({ at: text.length, offset: span.start, fixed: span.end });
      text += value;
      from = match.index + match[0].length;
    }
    if (pieces.length === 0) return this;
    keep(this.text.length);
    return new LogicalLine(text, this.start, this.end, pieces);
  }

  #slice(from: number, to: number): Piece[] {
    if (from >= to) return [];
    if (!this.#pieces) return [{ at: from, offset: this.start + from }];
    const first = this.#pieces.findLast((piece) => piece.at <= from);
    const rest = this.#pieces.filter((piece) => piece.at > from && piece.at < to);
    return first ? [{ ...first, at: from, offset: first.offset + (from - first.at) }, ...rest] : rest;
  }

  #offsetOf(index: number, isEnd: boolean): number {
    const pieces = this.#pieces ?? [];
    const piece = pieces.findLast((candidate) => (isEnd && index > 0 ? candidate.at < index : candidate.at <= index));
    if (!piece) return this.start;
    if (piece.fixed !== undefined) return isEnd ? piece.fixed : piece.offset;
    return Math.min(piece.offset + (index - piece.at), this.end);
  }
}

/** Goes through the logical lines of `text` that hold something, comments included. */
export function* logicalLines(text: string): Generator<LogicalLine> {
  for (let at = 0; at < text.length; ) {
    const lineFeed = text.indexOf('\n', at);
    const stop = lineFeed < 0 ? text.length : lineFeed;
    if (lineFeed >= 0 && endsInBackslash(text, at, stop)) {
      const { line, next } = joinedLine(text, at);
      if (line) yield line;
      at = next;
      continue;
    }
    const line = trimmedLine(text, at, stop);
    if (line) yield line;
    at = stop + 1;
  }
}

/** Says whether httpd counts the character as white space (C's isspace). */
export function isSpace(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13);
}

function endsInBackslash(text: string, start: number, stop: number): boolean {
  let last = stop - 1;
  if (last > start && text.charCodeAt(last) === 13) last--;
  return last >= start && text.charCodeAt(last) === 92;
}

function trimmedLine(text: string, from: number, to: number): LogicalLine | undefined {
  let start = from;
  let end = to;
  while (start < end && isSpace(text.charCodeAt(start))) start++;
  while (end > start && isSpace(text.charCodeAt(end - 1))) end--;
  return start < end ? new LogicalLine(text.slice(start, end), start, end) : undefined;
}

function joinedLine(text: string, from: number): { line: LogicalLine | undefined; next: number } {
  const pieces: Piece[] = [];
  let joined = '';
  for (let at = from; ; ) {
    const lineFeed = text.indexOf('\n', at);
    const stop = lineFeed < 0 ? text.length : lineFeed;
    const continues = lineFeed >= 0 && endsInBackslash(text, at, stop);
    const end = continues ? text.lastIndexOf('\\', stop) : stop;
    if (end > at) pieces.push({ at: joined.length, offset: at });
    joined += text.slice(at, end);
    at = stop + 1;
    if (!continues || at >= text.length) return { line: trimmedJoined(joined, pieces), next: at };
  }
}

function trimmedJoined(joined: string, pieces: readonly Piece[]): LogicalLine | undefined {
  const whole = new LogicalLine(joined, pieces[0]?.offset ?? 0, Number.MAX_SAFE_INTEGER, pieces);
  let first = 0;
  let last = joined.length;
  while (first < last && isSpace(joined.charCodeAt(first))) first++;
  while (last > first && isSpace(joined.charCodeAt(last - 1))) last--;
  if (first === last) return undefined;
  const span = whole.spanOf(first, last);
  const moved = pieces
    .filter((piece, index) => (pieces[index + 1]?.at ?? joined.length) > first && piece.at < last)
    .map((piece) =>
      piece.at < first ? { at: 0, offset: piece.offset + first - piece.at } : { ...piece, at: piece.at - first },
    );
  return new LogicalLine(joined.slice(first, last), span.start, span.end, moved);
}
