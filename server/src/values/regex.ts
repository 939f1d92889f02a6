// Regular expressions as PCRE2 reads them: only what it certainly refuses is reported.
import { type Finding, partOf, refused, type Value, type ValueKind } from './kind.ts';

export const regex: ValueKind = {
  *check(value) {
    yield* regexFindings(value);
  },
};

/** What is wrong with a pattern that begins `from` characters into the value. */
export function* regexFindings(value: Value, from = 0): Generator<Finding> {
  const problem = regexProblem(value.text.slice(from));
  if (!problem) return;
  const at = from + Math.min(problem.at, Math.max(0, value.text.length - from - 1));
  yield refused(`not a regular expression: ${problem.message}`, { span: partOf(value, at, at + 1) });
}

export interface RegexProblem {
  readonly message: string;
  readonly at: number;
}

/** The first thing that PCRE2 certainly refuses; undefined for a good pattern, and for one that is too unusual to tell. */
export function regexProblem(pattern: string): RegexProblem | undefined {
  try {
    new Scan(pattern).run();
    return undefined;
  } catch (error) {
    if (error instanceof Refusal) return { message: error.message, at: error.at };
    if (error instanceof Unsure) return undefined;
    throw error;
  }
}

class Refusal extends Error {
  readonly at: number;

  constructor(message: string, at: number) {
    super(message);
    this.at = at;
  }
}

/** The pattern uses something that is not understood here. */
class Unsure extends Error {}

class Scan {
  readonly #text: string;
  readonly #open: number[] = [];
  #at = 0;
  #groups = 0;
  #highestReference = 0;
  #referenceAt = 0;
  /** What stands before may carry a quantifier. */
  #isQuantifiable = false;

  constructor(text: string) {
    this.#text = text;
  }

  run(): void {
    while (this.#at < this.#text.length) this.#item();
    const open = this.#open.at(-1);
    if (open !== undefined) throw new Refusal("'(' is not closed", open);
    if (this.#highestReference > this.#groups) throw new Refusal(`\\${this.#highestReference} refers to a group that is not there`, this.#referenceAt);
  }

  #item(): void {
    const character = this.#text[this.#at] ?? '';
    if (character === '\\') this.#escape();
    else if (character === '[') this.#class();
    else if (character === '(') this.#group();
    else if (character === ')') this.#close();
    else if ('*+?'.includes(character)) this.#quantifier(1);
    else if (character === '{') this.#braces();
    else this.#plain(!'|^$'.includes(character));
  }

  #plain(isQuantifiable: boolean, length = 1): void {
    this.#isQuantifiable = isQuantifiable;
    this.#at += length;
  }

  #rest(): string {
    return this.#text.slice(this.#at, this.#at + 80);
  }

  #escape(): void {
    const next = this.#text[this.#at + 1];
    if (next === undefined) throw new Refusal('it ends in a single backslash', this.#at);
    if (next === 'Q') return this.#quoted();
    if (/[1-9]/.test(next)) return this.#reference();
    if ('FIJMOTYijmqyLlUu'.includes(next)) throw new Refusal(`\\${next} means nothing`, this.#at);
    if (!'gkpPxocNK'.includes(next)) return this.#plain(!'bBAZzG'.includes(next), 2);
    const braced = /^\\[pPx]\{[^}]*\}|^\\[pP][A-Z]|^\\x[0-9A-Fa-f]{1,2}/.exec(this.#rest());
    if (!braced) throw new Unsure();
    this.#plain(true, braced[0].length);
  }

  #quoted(): void {
    const end = this.#text.indexOf('\\E', this.#at);
    this.#plain(true, end < 0 ? this.#text.length - this.#at : end + 2 - this.#at);
  }

  #reference(): void {
    const digits = /^\d+/.exec(this.#text.slice(this.#at + 1))?.[0] ?? '';
    if (digits.length === 1 && Number(digits) > this.#highestReference) {
      this.#highestReference = Number(digits);
      this.#referenceAt = this.#at;
    }
    this.#plain(true, 1 + digits.length);
  }

  #class(): void {
    const start = this.#at;
    this.#at += this.#text[this.#at + 1] === '^' ? 2 : 1;
    if (this.#text[this.#at] === ']') this.#at++;
    while (this.#text[this.#at] !== ']') {
      if (this.#at >= this.#text.length) throw new Refusal("'[' is not closed", start);
      this.#classItem();
    }
    this.#plain(true);
  }

  #classItem(): void {
    const rest = this.#rest();
    if (rest.startsWith('\\Q')) throw new Unsure();
    const range = /^([^\\\][])-([^\\\][])/.exec(rest);
    if (range && (range[1] ?? '') > (range[2] ?? '')) throw new Refusal(`the range ${range[0]} runs backwards`, this.#at);
    this.#at += /^\[:\^?\w+:\]/.exec(rest)?.[0].length ?? (range ? 3 : rest.startsWith('\\') ? 2 : 1);
  }

  #group(): void {
    const rest = this.#rest();
    const special = /^\(\?(?:[:=!>]|<[=!]|P?<[A-Za-z_]\w*>|'[A-Za-z_]\w*'|[imsnJU^-]*:)/.exec(rest)?.[0];
    if (rest.startsWith('(?#')) return this.#comment();
    const flags = /^\(\?[imsnJU^-]+\)/.exec(rest)?.[0];
    if (flags) return this.#plain(false, flags.length);
    if (!special && /^\(\?[a-zA-Z]/.test(rest) && !/^\(\?[CPRimsnxJUa]/.test(rest)) throw new Refusal('(? is followed by something unknown', this.#at);
    if (!special && /^\(\?|^\(\*[A-Z_a-z]/.test(rest)) throw new Unsure();
    if (!special || /^\(\?(?:P?<[A-Za-z_]|')/.test(special)) this.#groups++;
    this.#open.push(this.#at);
    this.#plain(false, special?.length ?? 1);
  }

  #comment(): void {
    const end = this.#text.indexOf(')', this.#at);
    if (end < 0) throw new Refusal("the comment '(?#' is not closed", this.#at);
    this.#at = end + 1;
  }

  #close(): void {
    if (this.#open.pop() === undefined) throw new Refusal("')' closes nothing", this.#at);
    this.#plain(true);
  }

  #braces(): void {
    const match = /^\{(\d+)(?:,(\d*))?\}/.exec(this.#rest());
    if (!match) return this.#plain(true);
    const least = Number(match[1]);
    const most = match[2] ? Number(match[2]) : least;
    if (least > 65535 || most > 65535) throw new Refusal(`${match[0]} is more than 65535 times`, this.#at);
    if (most < least) throw new Refusal(`${match[0]} has its numbers the wrong way round`, this.#at);
    this.#quantifier(match[0].length);
  }

  #quantifier(length: number): void {
    if (!this.#isQuantifiable) throw new Refusal(`'${this.#text.slice(this.#at, this.#at + length)}' has nothing before it to repeat`, this.#at);
    this.#plain(false, length);
    const next = this.#text[this.#at];
    if (next === '+' || next === '?') this.#at++;
  }
}
