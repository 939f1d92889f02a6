// Reads a character class of a regular expression: `[…]`.
import { readClassEscape } from './regex-escape.ts';
import type { RegexReader } from './regex-reader.ts';

/** Reads the class that opens at the place. */
export function readClass(reader: RegexReader): void {
  new ClassReader(reader).read();
}

/** Where a name such as `[:alpha:]` ends, if the bracket at `at` begins one; what stands between is not checked. */
export function namedClassEnd(text: string, at: number): number | undefined {
  const sign = text[at + 1] ?? '';
  if (sign === '' || !':.='.includes(sign)) return undefined;
  for (let index = at + 2; index + 1 < text.length; index++) {
    const [here, next] = [text[index], text[index + 1]];
    if (here === '\\' && (next === ']' || next === '\\')) index++;
    else if ((here === '[' && next === sign) || here === ']') return undefined;
    else if (here === sign && next === ']') return index + 2;
  }
  return undefined;
}

const classNames = 'alpha lower upper alnum ascii blank cntrl digit graph print punct space word xdigit'.split(' ');

class ClassReader {
  readonly #reader: RegexReader;
  readonly #start: number;
  /** The character before the place, which may begin a range. */
  #last: { readonly code: number; readonly at: number } | undefined;
  /** A range has begun: its first character and the hyphen were read. */
  #range: { readonly code: number; readonly at: number } | undefined;

  constructor(reader: RegexReader) {
    this.#reader = reader;
    this.#start = reader.at;
  }

  read(): void {
    const reader = this.#reader;
    reader.at++;
    this.#skipEmptyQuotes();
    if (reader.ahead() === '^') reader.at++;
    this.#skipEmptyQuotes();
    for (let isFirst = true; !reader.isOver; isFirst = false) {
      if (reader.ahead() === ']' && !isFirst) {
        reader.at++;
        return;
      }
      this.#member();
    }
    reader.fail("'[' has no closing ']'", this.#start, this.#start + 1);
  }

  #skipEmptyQuotes(): void {
    const found = this.#reader.match(/(?:\\E|\\Q\\E)+/y);
    if (found) this.#reader.at += found[0].length;
  }

  #member(): void {
    const reader = this.#reader;
    const first = reader.ahead();
    const end = first === '[' ? namedClassEnd(reader.text, reader.at) : undefined;
    if (end !== undefined) this.#named(end);
    else if (first === '\\') this.#escape();
    else if (first === '-' && this.#last && !this.#range) this.#hyphen();
    else this.#character(first.charCodeAt(0), 1);
  }

  #hyphen(): void {
    this.#range = this.#last;
    this.#last = undefined;
    this.#reader.at++;
  }

  #named(end: number): void {
    const reader = this.#reader;
    const text = reader.text.slice(reader.at, end);
    const name = /^\[:\^?(.*):\]$/s.exec(text)?.[1];
    if (this.#range) reader.fail('a range must end with one character', this.#range.at, end);
    else if (name === undefined)
      reader.fail('collating elements such as [.x.] and [=x=] do not exist here', reader.at, end);
    else if (!classNames.includes(name))
      reader.fail(`there is no class [:${name}:]; the classes are ${classNames.join(', ')}`, reader.at, end);
    reader.at = end;
    this.#afterSet();
  }

  #escape(): void {
    const reader = this.#reader;
    const start = reader.at;
    const found = readClassEscape(reader);
    const length = reader.at - start;
    if (found.kind === 'literal') this.#quoted();
    else if (found.kind === 'character') {
      reader.at = start;
      this.#character(found.code, length);
    } else if (found.kind === 'set') {
      if (this.#range) reader.fail('a range must end with one character', this.#range.at, reader.at);
      this.#afterSet();
    }
  }

  /** `\Q…\E`: everything is taken as it stands. */
  #quoted(): void {
    const reader = this.#reader;
    const end = reader.text.indexOf('\\E', reader.at);
    const stop = end < 0 ? reader.text.length : end;
    while (reader.at < stop && reader.problem === undefined) this.#character(reader.ahead().charCodeAt(0), 1);
    if (end >= 0) reader.at = end + 2;
  }

  /** Behind a set such as `\d` a hyphen must be the last character. */
  #afterSet(): void {
    const reader = this.#reader;
    this.#last = undefined;
    this.#range = undefined;
    const next = reader.ahead(1);
    if (reader.ahead() === '-' && next !== '' && next !== ']')
      reader.fail('a range cannot begin with a set of characters', reader.at);
  }

  #character(code: number, length: number): void {
    const reader = this.#reader;
    const end = reader.at + length;
    if (this.#range && lastByte(this.#range.code) > firstByte(code)) {
      const text = reader.text.slice(this.#range.at, end);
      reader.fail(`the range ${text} is the wrong way round`, this.#range.at, end);
    }
    // The last byte of a character outside of ASCII may begin another range.
    this.#last = this.#range && code < 0x80 ? undefined : { code, at: reader.at };
    this.#range = undefined;
    reader.at = end;
  }
}

/** Apache matches bytes, so a range from a character outside of ASCII begins with the last byte of that. */
function lastByte(code: number): number {
  return Math.min(code, 0x80);
}

function firstByte(code: number): number {
  return code < 0x80 ? code : 0xff;
}
