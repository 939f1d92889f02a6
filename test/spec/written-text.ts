// A configuration as a spec writes it, with cursor, «signs» and squiggle lines, and the way to the text that is meant.
import type { Problem } from '../../server/src/rules/problem.ts';
import type { Span } from '../../server/src/text/span.ts';

const cursorMark = '<|>';

/** What cannot be seen in Markdown is written out: «TAB», «a*9000» and so on. */
const signs: Readonly<Record<string, string>> = {
  TAB: '\t',
  CR: '\r',
  SPACE: ' ',
  NBSP: '\u00a0',
  'FORM-FEED': '\f',
  NUL: '\0',
  BOM: '\ufeff',
};

/** One `apache` block. */
export class WrittenText {
  /** Offset of the cursor in `text`, where the block has one. */
  readonly cursor: number | undefined;
  /** Whether the block has squiggle lines. */
  readonly isMarked: boolean;
  #text = '';
  readonly #lines: readonly string[];
  /** For each character of `text`: where it begins and ends in the lines as written. */
  readonly #starts: number[] = [];
  readonly #ends: number[] = [];

  constructor(body: string) {
    const all = body === '' ? [] : body.split('\n');
    this.#lines = all.filter((line) => !isSquiggle(line));
    this.isMarked = this.#lines.length < all.length;
    this.cursor = this.#read(this.#lines.map((line) => `${line}\n`).join(''));
  }

  /** The text that is meant. */
  get text(): string {
    return this.#text;
  }

  /** Takes the lines in and gives back where the cursor stands. */
  #read(written: string): number | undefined {
    let cursor: number | undefined;
    let at = 0;
    for (const mark of written.matchAll(/<\|>|«END»\n?|«([^»\n]*)»/g)) {
      this.#addPlain(written, at, mark.index);
      at = mark.index + mark[0].length;
      if (mark[0] === cursorMark) cursor = this.#text.length;
      else if (mark[1] !== undefined) this.#addSign(meaningOf(mark[1]), mark.index, at);
    }
    this.#addPlain(written, at, written.length);
    return cursor;
  }

  #addPlain(written: string, from: number, to: number): void {
    for (let index = from; index < to; index++) {
      this.#starts.push(index);
      this.#ends.push(index + 1);
    }
    this.#text += written.slice(from, to);
  }

  #addSign(meaning: string, from: number, to: number): void {
    for (let index = 0; index < meaning.length; index++) {
      this.#starts.push(from);
      this.#ends.push(to);
    }
    this.#text += meaning;
  }

  /** The block with a squiggle line for each problem below the line that it marks. */
  marked(problems: readonly Problem[]): string {
    const notes = new Map<number, string[]>();
    const sorted = [...problems].sort((a, b) => a.span.start - b.span.start || a.rule.localeCompare(b.rule));
    for (const problem of sorted) {
      const { line, from, to } = this.#placeOf(problem.span);
      const lead = (this.#lines[line] ?? '').slice(0, from).replace(/[^\t]/g, ' ');
      const note = `${lead}${'~'.repeat(Math.max(1, to - from))} ${problem.severity}: ${problem.message} [${problem.rule}]`;
      notes.set(line, [...(notes.get(line) ?? []), note]);
    }
    return this.#lines.flatMap((line, index) => [line, ...(notes.get(index) ?? [])]).join('\n');
  }

  /** The written line in which a span begins, and its columns there. */
  #placeOf(span: Span): { line: number; from: number; to: number } {
    const start = this.#starts[span.start] ?? this.#ends.at(-1) ?? 0;
    const end = span.end > span.start ? (this.#ends[span.end - 1] ?? start) : start;
    let line = 0;
    let lineStart = 0;
    while (line + 1 < this.#lines.length && lineStart + (this.#lines[line] ?? '').length < start) {
      lineStart += (this.#lines[line] ?? '').length + 1;
      line++;
    }
    const length = (this.#lines[line] ?? '').length;
    return { line, from: Math.min(start - lineStart, length), to: Math.min(end - lineStart, length) };
  }
}

/** A text as it is written in a spec: what cannot be seen becomes a «sign». */
export function visible(text: string): string {
  const byCharacter = new Map(Object.entries(signs).map(([name, character]) => [character, `«${name}»`]));
  return text.replace(/[\t\r\u00a0\f\0\ufeff]| (?=\n|$)/g, (character) => byCharacter.get(character) ?? character);
}

function isSquiggle(line: string): boolean {
  return /^\s*~/.test(line);
}

function meaningOf(sign: string): string {
  const repeated = /^(.+)\*(\d+)$/.exec(sign);
  if (repeated) return (repeated[1] ?? '').repeat(Number(repeated[2]));
  const meaning = signs[sign];
  if (meaning === undefined) throw new Error(`there is no sign «${sign}»`);
  return meaning;
}
