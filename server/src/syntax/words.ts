// Splits a line into words the way httpd's ap_getword_conf does (server/util.c).
import type { Span } from '../text/span.ts';
import { isSpace, type LogicalLine } from './logical-line.ts';

/** One argument: `text` without its quotes and escapes, and where it stands, quotes included. */
export interface Word {
  readonly text: string;
  readonly span: Span;
  /** Where the text stands without its quotes. */
  readonly inner: Span;
  readonly quote: '"' | "'" | '';
  /** False for a quoted word whose closing quote is missing; httpd accepts it. */
  readonly isClosed: boolean;
}

class LineWord implements Word {
  readonly text: string;
  readonly quote: '"' | "'" | '';
  readonly isClosed: boolean;
  readonly #line: LogicalLine;
  readonly #from: number;
  readonly #to: number;

  /** `from` and `to` are indexes into the text of `line`, quotes included. */
  constructor(line: LogicalLine, from: number, to: number, text: string, quote: '"' | "'" | '' = '', isClosed = true) {
    this.#line = line;
    this.#from = from;
    this.#to = to;
    this.text = text;
    this.quote = quote;
    this.isClosed = isClosed;
  }

  get span(): Span {
    return this.#line.spanOf(this.#from, this.#to);
  }

  get inner(): Span {
    if (this.quote === '') return this.span;
    return this.#line.spanOf(this.#from + 1, this.isClosed ? this.#to - 1 : this.#to);
  }
}

/** The words of `line` from index `from` on, up to index `to`. */
export function wordsOf(line: LogicalLine, from = 0, to = line.text.length): Word[] {
  const words: Word[] = [];
  for (let at = skipSpace(line.text, from, to); at < to; ) {
    const end = wordEnd(line.text, at, to);
    words.push(wordAt(line, at, end));
    at = skipSpace(line.text, end, to);
  }
  return words;
}

/** The index into the line's text behind the first `count` words from index `from` on. */
export function endOfWords(line: LogicalLine, from: number, to: number, count: number): number {
  let at = from;
  for (let rest = count; rest > 0; rest--) {
    const start = skipSpace(line.text, at, to);
    at = wordEnd(line.text, start, to);
  }
  return at;
}

/** The words of a line in which an option may be written `name="a value"` or `name= value`, as mod_wsgi reads it. */
export function optionWordsOf(line: LogicalLine, from = 0, to = line.text.length): Word[] {
  const words: Word[] = [];
  for (let at = skipSpace(line.text, from, to); at < to; ) {
    const name = optionNameAt(line.text, at);
    const valueAt = Math.min(at + (name?.length ?? 0), to);
    const end = wordEnd(line.text, valueAt, to);
    words.push(name === undefined ? wordAt(line, at, end) : optionAt(line, at, name.trimEnd(), valueAt, end));
    at = skipSpace(line.text, end, to);
  }
  return words;
}

const optionName = /[a-z-]+=\s*/y;

/** The name of the option that begins there, with its `=` and the blanks behind that. */
function optionNameAt(text: string, at: number): string | undefined {
  optionName.lastIndex = at;
  return optionName.exec(text)?.[0];
}

function optionAt(line: LogicalLine, at: number, name: string, valueAt: number, end: number): Word {
  const value = valueAt < end ? wordAt(line, valueAt, end) : undefined;
  const to = Math.max(end, at + name.length);
  return new LineWord(line, at, to, name + (value?.text ?? ''), '', value?.isClosed ?? true);
}

function wordAt(line: LogicalLine, at: number, end: number): Word {
  const first = line.text[at];
  const quote = first === '"' || first === "'" ? first : '';
  if (quote === '') return new LineWord(line, at, end, withoutEscapes(line.text.slice(at, end), quote));
  const isClosed = end - at >= 2 && line.text[end - 1] === quote && !isEscaped(line.text, at + 1, end - 1);
  const text = line.text.slice(at + 1, isClosed ? end - 1 : end);
  return new LineWord(line, at, end, withoutEscapes(text, quote), quote, isClosed);
}

function isEscaped(text: string, from: number, at: number): boolean {
  let backslashes = 0;
  for (let index = at - 1; index >= from && text[index] === '\\'; index--) backslashes++;
  return backslashes % 2 === 1;
}

function withoutEscapes(text: string, quote: string): string {
  if (!text.includes('\\')) return text;
  return text.replace(/\\([\s\S])/g, (pair, next) => (next === '\\' || (quote !== '' && next === quote) ? next : pair));
}

function wordEnd(text: string, start: number, to: number): number {
  const first = text[start];
  return first === '"' || first === "'" ? quotedEnd(text, start, to) : plainEnd(text, start, to);
}

function quotedEnd(text: string, start: number, to: number): number {
  const quote = text[start];
  let at = start + 1;
  while (at < to && text[at] !== quote) {
    const next = text[at + 1];
    at += text[at] === '\\' && (next === quote || next === '\\') ? 2 : 1;
  }
  return Math.min(at + 1, to);
}

function plainEnd(text: string, start: number, to: number): number {
  let at = start;
  while (at < to && !isSpace(text.charCodeAt(at))) at++;
  return at;
}

function skipSpace(text: string, from: number, to: number): number {
  let at = from;
  while (at < to && isSpace(text.charCodeAt(at))) at++;
  return at;
}
