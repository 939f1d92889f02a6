// Reads physical lines as httpd does: a backslash before the line end joins the next line, then white space is trimmed.
import { type Part, PartSpan } from '../text/part.ts';
import type { Span } from '../text/span.ts';

/** A piece of a line's text that stands at `offset` in the part; a `fixed` piece (an expanded variable) stands there as a whole. */
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
  readonly part: Part;
  /** Where it starts in the part. */
  readonly from: number;
  readonly #to: number;
  readonly #pieces: readonly Piece[] | undefined;

  /** `from` and `to` count from the start of the part, as the offsets of the pieces do. */
  constructor(text: string, part: Part, from: number, to: number, pieces?: readonly Piece[]) {
    this.text = text;
    this.part = part;
    this.from = from;
    this.#to = to;
    this.#pieces = pieces;
  }

  get start(): number {
    return this.part.start + this.from;
  }

  get end(): number {
    return this.part.start + this.#to;
  }

  /** The whole line. */
  get span(): Span {
    return new PartSpan(this.part, this.from, this.#to);
  }

  /** The span in the file of the characters from `from` up to `to` of this line's text. */
  spanOf(from: number, to: number): Span {
    if (!this.#pieces) return new PartSpan(this.part, this.from + from, this.from + to);
    const first = this.#offsetOf(from, false);
    return new PartSpan(this.part, first, Math.max(first, this.#offsetOf(to, true)));
  }

  /** The index into this line's text of a file offset inside this line. */
  indexOf(offset: number): number {
    const own = offset - this.part.start;
    if (!this.#pieces) return Math.max(0, Math.min(own - this.from, this.text.length));
    const piece = this.#pieces.findLast((candidate) => candidate.offset <= own);
    return piece ? Math.min(piece.at + (piece.fixed === undefined ? own - piece.offset : 0), this.text.length) : 0;
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
      const end = match.index + match[0].length;
      pieces.push({ at: text.length, offset: this.#offsetOf(match.index, false), fixed: this.#offsetOf(end, true) });
      text += value;
      from = match.index + match[0].length;
    }
    if (pieces.length === 0) return this;
    keep(this.text.length);
    return new LogicalLine(text, this.part, this.from, this.#to, pieces);
  }

  #slice(from: number, to: number): Piece[] {
    if (from >= to) return [];
    if (!this.#pieces) return [{ at: from, offset: this.from + from }];
    const first = this.#pieces.findLast((piece) => piece.at <= from);
    const rest = this.#pieces.filter((piece) => piece.at > from && piece.at < to);
    return first ? [{ ...first, at: from, offset: first.offset + (from - first.at) }, ...rest] : rest;
  }

  #offsetOf(index: number, isEnd: boolean): number {
    if (!this.#pieces) return this.from + index;
    const piece = this.#pieces.findLast((candidate) =>
      isEnd && index > 0 ? candidate.at < index : candidate.at <= index,
    );
    if (!piece) return this.from;
    if (piece.fixed !== undefined) return isEnd ? piece.fixed : piece.offset;
    return Math.min(piece.offset + (index - piece.at), this.#to);
  }
}

/** The line that starts at `from` in `part`, which is known to hold something there. */
export function lineAt(part: Part, from: number): LogicalLine {
  const line = new LineReader(part.file.text, part.start + from).next(part);
  return line ?? new LogicalLine('', part, from, from);
}

/** Goes through the logical lines of a text; `at` is where the next one starts. */
export class LineReader {
  readonly #text: string;
  at: number;

  constructor(text: string, at: number) {
    this.#text = text;
    this.at = at;
  }

  /** Says whether the next line that is not continued starts with `<` but not with `</`. */
  get isAtSection(): boolean {
    let at = this.at;
    while (isBlank(this.#text.charCodeAt(at))) at++;
    return this.#text[at] === '<' && this.#text[at + 1] !== '/';
  }

  /** The next line, as one of `part`, which it does not start before; undefined for a line that holds nothing. */
  next(part: Part): LogicalLine | undefined {
    const lineFeed = this.#text.indexOf('\n', this.at);
    const stop = lineFeed < 0 ? this.#text.length : lineFeed;
    const start = this.at;
    if (lineFeed >= 0 && endsInBackslash(this.#text, start, stop)) return this.#joined(part);
    this.at = Math.min(stop + 1, this.#text.length);
    return trimmedLine(this.#text, start, stop, part);
  }

  #joined(part: Part): LogicalLine | undefined {
    const text = this.#text;
    const pieces: Piece[] = [];
    let joined = '';
    for (let at = this.at; ; ) {
      const lineFeed = text.indexOf('\n', at);
      const stop = lineFeed < 0 ? text.length : lineFeed;
      const continues = lineFeed >= 0 && endsInBackslash(text, at, stop);
      const end = continues ? text.lastIndexOf('\\', stop) : stop;
      if (end > at) pieces.push({ at: joined.length, offset: at - part.start });
      joined += text.slice(at, end);
      at = stop + 1;
      this.at = Math.min(at, text.length);
      if (!continues || at >= text.length) return trimmedJoined(joined, pieces, part);
    }
  }
}

/** Says whether httpd counts the character as white space (C's isspace). */
export function isSpace(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13);
}

function isBlank(code: number): boolean {
  return code === 32 || code === 9 || code === 11 || code === 12;
}

function endsInBackslash(text: string, start: number, stop: number): boolean {
  let last = stop - 1;
  if (last > start && text.charCodeAt(last) === 13) last--;
  return last >= start && text.charCodeAt(last) === 92;
}

function trimmedLine(text: string, from: number, to: number, part: Part): LogicalLine | undefined {
  let start = from;
  let end = to;
  while (start < end && isSpace(text.charCodeAt(start))) start++;
  while (end > start && isSpace(text.charCodeAt(end - 1))) end--;
  return start < end ? new LogicalLine(text.slice(start, end), part, start - part.start, end - part.start) : undefined;
}

function trimmedJoined(joined: string, pieces: readonly Piece[], part: Part): LogicalLine | undefined {
  const whole = new LogicalLine(joined, part, pieces[0]?.offset ?? 0, Number.MAX_SAFE_INTEGER, pieces);
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
  return new LogicalLine(joined.slice(first, last), part, span.start - part.start, span.end - part.start, moved);
}
