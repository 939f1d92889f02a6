// Compiles the scripts of sed as httpd's own copy of it does (fcomp in modules/filters/sed0.c), to tell what is wrong with them.
import { isMistake, readSedPattern, type SedMistake, sedCharacter } from './sed-pattern.ts';

/** What the scripts of one section leave to those that follow: labels, open braces, the latest pattern. */
export interface SedState {
  readonly labels: Set<string>;
  depth: number;
  hasPattern: boolean;
}

/** Compiles `text` behind the scripts that made `state`, which changes; gives what Apache refuses in it. */
export function compileSed(text: string, state: SedState): SedMistake | undefined {
  return isPassedOver(text) ? undefined : new Compiler(text, state).run();
}

const longestScript = 1000;

/** httpd takes a script that is too long for its buffer, or ends in a backslash, and forgets it. */
export function isPassedOver(text: string): boolean {
  return text.length > longestScript || /^(?:[^\\]|\\.)*\\$/s.test(text);
}

/** `broken`: an address whose pattern is wrong, which httpd takes for none at all. */
type Address = 'none' | 'given' | 'repeated' | 'broken';

const longestLabel = 7;
const greatestOccurrence = 512;

class Compiler {
  readonly #text: string;
  readonly #state: SedState;
  #at = 0;
  #start = 0;
  #addresses = 0;
  #mistake: SedMistake | undefined;
  #brokenAddress: SedMistake | undefined;

  constructor(text: string, state: SedState) {
    this.#text = text;
    this.#state = state;
  }

  run(): SedMistake | undefined {
    while (this.#mistake === undefined && this.#goToCommand()) this.#command();
    if (this.#mistake) return { ...(this.#brokenAddress ?? this.#mistake), isEndless: false };
    return this.#brokenAddress?.isEndless ? this.#brokenAddress : undefined;
  }

  get #character(): string {
    return sedCharacter(this.#text, this.#at);
  }

  #fail(message: string, from = this.#start, to = this.#at): void {
    const last = this.#text.length;
    const start = Math.min(from, last - 1);
    this.#mistake ??= { message, from: start, to: Math.min(Math.max(to, start + 1), last) };
  }

  #goToCommand(): boolean {
    while (/[ \t;]/.test(this.#character)) this.#at++;
    this.#start = this.#at;
    return this.#character !== '\0' && this.#character !== '#';
  }

  #skipBlanks(): void {
    while (/[ \t]/.test(this.#character)) this.#at++;
  }

  #command(): void {
    this.#readAddresses();
    this.#skipBlanks();
    while (this.#character === '!') this.#at++;
    const name = this.#character;
    this.#at++;
    if (this.#mistake) return;
    if (name === '{') this.#state.depth++;
    else if (name === '}') this.#closeBrace();
    else if (name === ':') this.#label();
    else if (/[aci]/.test(name)) this.#fail(`'${name}' needs its text on the next line, which a directive has not`);
    else if (/[=qr]/.test(name) && this.#addresses > 1) this.#fail(`only one address may stand before '${name}'`);
    else this.#function(name);
  }

  #function(name: string): void {
    if (/[bt]/.test(name)) this.#jump();
    else if (/[rw]/.test(name)) this.#fileName(name);
    else if (name === 's') this.#substitution();
    else if (name === 'y') this.#transliteration();
    else if (!/[=dDgGhHlnNpPqx]/.test(name))
      this.#fail(name === '\0' ? 'an address without a command behind it' : `sed has no command '${name}'`);
    if (this.#mistake) return;
    if (this.#character === ';') this.#at++;
    else if (this.#character !== '\0')
      this.#fail(`nothing but ; may follow the sed command '${name}' here`, this.#at, this.#at + 1);
  }

  #readAddresses(): void {
    const first = this.#address();
    this.#addresses = first === 'given' || first === 'repeated' ? 1 : 0;
    if (first === 'given' && /[,;]/.test(this.#character)) {
      this.#at++;
      const second = this.#address();
      if (second === 'none' || second === 'broken') this.#fail('the second address is missing');
      this.#addresses = 2;
    }
  }

  #address(): Address {
    const number = /^(?:\$|\d+)/.exec(this.#text.slice(this.#at))?.[0];
    const isPattern = this.#character === '/' || this.#character === '\\';
    this.#at += number?.length ?? 0;
    if (number !== undefined) this.#state.hasPattern = true;
    if (number !== undefined || !isPattern) return number === undefined ? 'none' : 'given';
    if (this.#character === '\\') this.#at++;
    const delimiter = this.#character;
    this.#at++;
    const pattern = readSedPattern(this.#text, this.#at, delimiter);
    if (isMistake(pattern)) this.#brokenAddress = pattern;
    if (isMistake(pattern)) return 'broken';
    this.#at = pattern.end;
    return this.#usePattern(pattern.groups === undefined) ? 'repeated' : 'given';
  }

  /** An empty pattern stands for the address or pattern before it. */
  #usePattern(isEmpty: boolean): boolean {
    if (isEmpty && !this.#state.hasPattern) this.#fail('an empty pattern needs one before it that it stands for');
    this.#state.hasPattern = true;
    return isEmpty;
  }

  /** What follows on the line is not looked at. */
  #closeBrace(): void {
    this.#at = this.#text.length;
    this.#state.depth--;
    if (this.#addresses > 0) this.#fail("no address may stand before '}'");
    else if (this.#state.depth < 0) this.#fail('} without { before it', this.#start, this.#start + 1);
  }

  /** The label is all that follows, semicolons as well. */
  #readLabel(): string {
    while (this.#character === ' ') this.#at++;
    const label = this.#text.slice(this.#at);
    this.#at = this.#text.length;
    if (new TextEncoder().encode(label).length > longestLabel)
      this.#fail(`the label '${label}' is too long: ${longestLabel} bytes at most, up to the end of the script`);
    return label;
  }

  #label(): void {
    const label = this.#readLabel();
    if (this.#addresses > 0) this.#fail("no address may stand before ':'");
    else if (label === '') this.#fail('the label is missing');
    else if (this.#state.labels.has(label)) this.#fail(`the label '${label}' is there already`);
    this.#state.labels.add(label);
  }

  /** Whether there is such a label is not looked at. */
  #jump(): void {
    this.#readLabel();
  }

  #fileName(name: string): void {
    if (this.#character === ' ') this.#at = this.#text.length;
    else this.#fail(`'${name}' needs a space before its file`);
  }

  #substitution(): void {
    const delimiter = this.#character;
    this.#at++;
    const pattern = readSedPattern(this.#text, this.#at, delimiter);
    if (isMistake(pattern)) {
      this.#mistake = pattern;
      return;
    }
    this.#at = pattern.end;
    this.#usePattern(pattern.groups === undefined);
    this.#replacement(delimiter, pattern.groups ?? Number.POSITIVE_INFINITY);
    if (!this.#mistake) this.#substitutionFlags();
  }

  #replacement(delimiter: string, groups: number): void {
    for (; !this.#mistake && this.#character !== delimiter; this.#at++) {
      if (this.#character === '\0') this.#fail(`the closing ${delimiter} of the replacement is missing`);
      if (this.#character !== '\\') continue;
      this.#at++;
      if (/\d/.test(this.#character) && Number(this.#character) > groups)
        this.#fail(`the pattern has no group ${this.#character}`, this.#at - 1, this.#at + 1);
    }
    this.#at++;
  }

  /** `g`, a number, `p`, `P` and `w file`, in this order. */
  #substitutionFlags(): void {
    const [flags = '', number = '', , file] = /^g?([1-9]\d*)?(pP|p|P)?(w)?/.exec(this.#text.slice(this.#at)) ?? [];
    this.#at += flags.length;
    if (Number(number) > greatestOccurrence)
      this.#fail(`the number behind a substitution is at most ${greatestOccurrence}`);
    if (file !== undefined) this.#fileName(file);
  }

  #transliteration(): void {
    const delimiter = this.#character;
    const from = this.#at + 1;
    const middle = this.#endOfString(from, delimiter);
    if (middle === undefined) {
      this.#fail(`the closing ${delimiter} is missing`);
      return;
    }
    const target = this.#endOfTarget(from, middle + 1, delimiter);
    this.#at = target + 1;
    if (sedCharacter(this.#text, target) !== delimiter)
      this.#fail(`both sides of y need the same length, and a ${delimiter} behind them`);
  }

  #endOfString(from: number, delimiter: string): number | undefined {
    for (let at = from; at <= this.#text.length; at++) {
      if (sedCharacter(this.#text, at) === delimiter) return at;
      if (this.#text[at] === '\\') at++;
    }
    return undefined;
  }

  /** One character for each on the other side, where a backslash counts for itself unless an n follows (ycomp). */
  #endOfTarget(from: number, to: number, delimiter: string): number {
    let target = to;
    for (let at = from; at < this.#text.length && this.#text[at] !== delimiter; at++) {
      if (this.#text.startsWith('\\n', at)) at++;
      target += this.#text.startsWith('\\n', target) ? 2 : 1;
    }
    return target;
  }
}
