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

/** The words of `line` from index `from` on, up to index `to`. */
export function wordsOf(line: LogicalLine, from = 0, to = line.text.length): Word[] {
  const words: Word[] = [];
  for (let at = skipSpace(line.text, from, to); at < to; ) {
    const first = line.text[at];
    const end = first === '"' || first === "'" ? quotedEnd(line.text, at, to) : plainEnd(line.text, at, to);
    words.push(wordAt(line, at, end));
    at = skipSpace(line.text, end, to);
  }
  return words;
}

/** The words of a line in which an option may be written `name="a value"` or `name= value`, as mod_wsgi reads it. */
export function optionWordsOf(line: LogicalLine, from = 0, to = line.text.length): Word[] {
  const words: Word[] = [];
  for (let at = skipSpace(line.text, from, to); at < to; ) {
    const name = /^[a-z-]+=\s*/.exec(line.text.slice(at, to))?.[0];
    const valueAt = at + (name?.length ?? 0);
    const first = line.text[valueAt];
    const end = first === '"' || first === "'" ? quotedEnd(line.text, valueAt, to) : plainEnd(line.text, valueAt, to);
    words.push(name === undefined ? wordAt(line, at, end) : optionAt(line, at, name.trimEnd(), valueAt, end));
    at = skipSpace(line.text, end, to);
  }
  return words;
}

function optionAt(line: LogicalLine, at: number, name: string, valueAt: number, end: number): Word {
  const value = valueAt < end ? wordAt(line, valueAt, end) : undefined;
  const span = line.spanOf(at, Math.max(end, at + name.length));
  return { text: name + (value?.text ?? ''), span, inner: span, quote: '', isClosed: value?.isClosed ?? true };
}

function wordAt(line: LogicalLine, at: number, end: number): Word {
  const first = line.text[at];
  const quote = first === '"' || first === "'" ? first : '';
  const isClosed =
    quote === '' || (end - at >= 2 && line.text[end - 1] === quote && !isEscaped(line.text, at + 1, end - 1));
  const from = quote ? at + 1 : at;
  const to = quote && isClosed ? end - 1 : end;
  return {
    text: withoutEscapes(line.text.slice(from, to), quote),
    span: line.spanOf(at, end),
    inner: line.spanOf(from, to),
    quote,
    isClosed,
  };
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
