// The text of an argument as its directive gets it, and the way from there back to the file.
import type { Visit } from '../configuration/visit.ts';
import { isSpace, type LogicalLine } from '../syntax/logical-line.ts';
import type { Word } from '../syntax/words.ts';
import type { Span } from '../text/span.ts';
import type { Value } from './kind.ts';

/** What the arguments of a line are read from: a visit, or the line as it is written. */
export type RawStatement = Pick<Visit, 'info' | 'line' | 'node' | 'words'>;

/** A text in which every character knows its place. */
export class ArgumentText {
  readonly text: string;
  readonly #line: LogicalLine | undefined;
  /** For each character, and for the end, its index in the line. */
  readonly #indexes: readonly number[];
  readonly #whole: Span;

  constructor(text: string, whole: Span, line?: LogicalLine, indexes: readonly number[] = []) {
    this.text = text;
    this.#whole = whole;
    this.#line = line;
    this.#indexes = indexes;
  }

  /** Where the characters from `from` up to `to` stand in the file; the whole argument where that cannot be told. */
  spanOf(from: number, to: number): Span {
    const [first, last] = [this.#indexes[from], this.#indexes[to]];
    return this.#line && first !== undefined && last !== undefined ? this.#line.spanOf(first, last) : this.#whole;
  }

  /** The index of the character at `offset` of the file; the end where that cannot be told. */
  indexOf(offset: number): number {
    const wanted = this.#line?.indexOf(offset);
    const index = wanted === undefined ? -1 : this.#indexes.findIndex((candidate) => candidate >= wanted);
    return index < 0 ? this.text.length : index;
  }

  /** The same text without its first `length` characters. */
  from(length: number): ArgumentText {
    return length === 0 ? this : this.slice(length, this.text.length);
  }

  /** The characters from `from` up to `to`. */
  slice(from: number, to: number): ArgumentText {
    return new ArgumentText(this.text.slice(from, to), this.#whole, this.#line, this.#indexes.slice(from, to + 1));
  }
}

/** The argument that `value` is or belongs to, from where `value` begins; quotes inside of it are kept. */
export function argumentText(value: Value, visit: Visit, isParameter: boolean): ArgumentText {
  const word = visit.words.find(({ inner }) => inner.start <= value.span.start && value.span.end <= inner.end);
  const whole = word && wordText(visit.line, word);
  if (!word || !whole) return new ArgumentText(value.text, value.span);
  if (isParameter) return whole.from(word.text.indexOf('=') + 1);
  // For completion the value ends at the cursor; what stands behind it counts for the place all the same.
  const isWord = word.inner.start === value.span.start && word.text.startsWith(value.text);
  return isWord ? whole : new ArgumentText(value.text, value.span);
}

/** The line from index `from` on as it stands, for directives that take it raw. */
export function rawText(visit: Visit, from: number): ArgumentText {
  return slice(visit.line, from, argumentsEnd(visit));
}

/** What stands in the braces that open at index `from`, and the index of the closing one; undefined without braces. */
export function bracedText(
  { line }: Visit,
  from: number,
): { readonly text: ArgumentText; readonly end: number } | undefined {
  const { text } = line;
  if (text[from] !== '{') return undefined;
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    if (text[at] === '\\' && text[at + 1] === '\\') at++;
    else if (text[at] === '{') depth++;
    else if (text[at] === '}' && --depth === 0) return { text: slice(line, from + 1, at), end: at };
  }
  return { text: slice(line, from + 1, text.length), end: text.length };
}

/** The arguments as mod_rewrite splits them: a backslash guards white space, and nothing is taken away (parseargline). */
export function rewriteTexts(visit: RawStatement): ArgumentText[] {
  const { text } = visit.line;
  const texts: ArgumentText[] = [];
  for (let at = skipSpace(text, visit.node.argumentsFrom); at < text.length && texts.length < 3; ) {
    const quote = text[at] === '"' || text[at] === "'" ? text[at] : undefined;
    const from = quote ? at + 1 : at;
    let end = from;
    while (end < text.length && (quote ? text[end] !== quote : !isSpace(text.charCodeAt(end)))) {
      end += text[end] === '\\' && isSpace(text.charCodeAt(end + 1)) ? 2 : 1;
    }
    texts.push(slice(visit.line, from, Math.min(end, text.length)));
    at = skipSpace(text, end + 1);
  }
  return texts;
}

function argumentsEnd({ node, line }: RawStatement): number {
  const bracket = node.kind === 'section' ? line.text.lastIndexOf('>') : -1;
  return bracket > 0 ? bracket : line.text.length;
}

function slice(line: LogicalLine, from: number, to: number): ArgumentText {
  const indexes = Array.from({ length: Math.max(to - from, 0) + 1 }, (_, index) => from + index);
  return new ArgumentText(line.text.slice(from, to), line.spanOf(from, Math.max(from, to)), line, indexes);
}

/** Goes through a word again to find where each of its characters stands; undefined where it came from a variable. */
function wordText(line: LogicalLine, word: Word): ArgumentText | undefined {
  const indexes: number[] = [];
  let text = '';
  let at = line.indexOf(word.inner.start);
  while (text.length < word.text.length && at < line.text.length) {
    const next = line.text[at + 1] ?? '';
    const isEscape = line.text[at] === '\\' && (next === '\\' || (word.quote !== '' && next === word.quote));
    indexes.push(at);
    text += isEscape ? next : line.text[at];
    at += isEscape ? 2 : 1;
  }
  indexes.push(at);
  return text === word.text ? new ArgumentText(text, word.inner, line, indexes) : undefined;
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length && isSpace(text.charCodeAt(at))) at++;
  return at;
}
