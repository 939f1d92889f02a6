// Reads the regular expressions of sed scripts as httpd's own copy of sed does (modules/filters/regexp.c).

/** A pattern that was read: where the text goes on behind its delimiter, and how many groups it has. */
export interface SedPattern {
  readonly end: number;
  /** Not known of an empty pattern, which stands for the one before. */
  readonly groups: number | undefined;
}

/** What is wrong with a script, and the part of it that the message is about. */
export interface SedMistake {
  readonly message: string;
  readonly from: number;
  readonly to: number;
  /** httpd reads on behind the end of the script: what comes of it depends on what lies there. */
  readonly isEndless?: boolean;
}

/** Reads the pattern that starts at `from` and goes up to `delimiter`; fails with what is wrong with it. */
export function readSedPattern(text: string, from: number, delimiter: string): SedPattern | SedMistake {
  return new PatternReader(text, from, delimiter).read();
}

export function isMistake(outcome: object): outcome is SedMistake {
  return 'message' in outcome;
}

/** The character at `index`; behind the end stand zeros, as in the C string. */
export function sedCharacter(text: string, index: number): string {
  return text[index] ?? '\0';
}

const mostGroups = 9;
const mostRepetitions = 254;

class PatternReader {
  readonly #text: string;
  readonly #from: number;
  readonly #delimiter: string;
  #at: number;
  #open = 0;
  #groups = 0;
  #closed = 0;
  #message: string | undefined;

  constructor(text: string, from: number, delimiter: string) {
    this.#text = text;
    this.#from = from;
    this.#delimiter = delimiter;
    this.#at = from;
  }

  read(): SedPattern | SedMistake {
    if (sedCharacter(this.#text, this.#at) === this.#delimiter) return { end: this.#at + 1, groups: undefined };
    if (this.#text[this.#at] === '^') this.#at++;
    for (const start = this.#at; this.#message === undefined; ) {
      const at = this.#at;
      const character = this.#next();
      if (character === this.#delimiter) return this.#finish();
      if (character === '[') this.#bracket();
      else if (character === '\\') this.#escape(at > start);
      else if (at >= this.#text.length)
        return { ...this.#mistake(`the closing ${this.#delimiter} of the pattern is missing`), isEndless: true };
    }
    return this.#mistake(this.#message);
  }

  #next(): string {
    return sedCharacter(this.#text, this.#at++);
  }

  #finish(): SedPattern | SedMistake {
    if (this.#open > 0) return this.#mistake('\\( without \\) in the pattern');
    return { end: this.#at, groups: this.#groups };
  }

  #mistake(message: string): SedMistake {
    return { message, from: this.#from, to: Math.min(this.#at, this.#text.length) };
  }

  /** A `]` right behind `[` or `[^` stands for itself. */
  #bracket(): void {
    let character = this.#next();
    if (character === '^') character = this.#next();
    for (let isFirst = true; isFirst || character !== ']'; isFirst = false, character = this.#next()) {
      if (character === '-' && !isFirst) character = this.#next();
      if (character === ']' && !isFirst) return;
      if (character === '\0') {
        this.#message = '[ without ] in the pattern';
        return;
      }
    }
  }

  #escape(hasSomethingBefore: boolean): void {
    const character = this.#next();
    if (character === '(') this.#openGroup();
    else if (character === ')') this.#closeGroup();
    else if (character === '{' && hasSomethingBefore) this.#interval();
    else if (/[1-9]/.test(character) && Number(character) > this.#closed)
      this.#message = `the pattern has no group ${character} before \\${character}`;
  }

  #openGroup(): void {
    this.#open++;
    this.#groups++;
    if (this.#groups > mostGroups) this.#message = `a pattern has at most ${mostGroups} groups`;
  }

  #closeGroup(): void {
    this.#open--;
    this.#closed++;
    if (this.#open < 0) this.#message = '\\) without \\( in the pattern';
  }

  #interval(): void {
    const match = /^(\d+)(?:,(\d*))?\\\}/.exec(this.#text.slice(this.#at));
    const least = Number(match?.[1]);
    const most = Number(match?.[2] || least);
    this.#at += match?.[0].length ?? 0;
    if (!match) this.#message = 'expected \\{n\\}, \\{n,\\} or \\{n,m\\} in the pattern';
    else if (Math.max(least, most) > mostRepetitions)
      this.#message = `a pattern repeats at most ${mostRepetitions} times`;
    else if (most < least) this.#message = `\\{${least},${most}\\} ends before it begins`;
  }
}
