// Cuts an expression into words, with the states and limits of httpd's scanner (server/util_expr_scan.l).
import { operatorAt } from './operators.ts';
import type { Mode, State, Token, TokenType } from './token.ts';

export interface Scan {
  /** Ends with one token of type `end`, or of type `error` where httpd gives up. */
  readonly tokens: readonly Token[];
  /** What the end of the text is inside of; a regular expression that has no end counts as `regex`. */
  readonly state: State | 'regex';
}

/** The words of `text`. Never fails: what httpd refuses is a token of type `error`. */
export function scan(text: string, mode: Mode): Scan {
  return new Scanner(text, mode).run();
}

/** MAX_STRING_LEN of httpd.h, which bounds a text and a pattern. */
export const longest = 8192;

/** What may follow the `m` of `m#…#`. */
const patternDelimiters = '/#$%^,;:_?|-!.\'"';

const letterEscapes: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', b: '\b', f: '\f' };

class Scanner {
  readonly #text: string;
  readonly #tokens: Token[] = [];
  readonly #outer: State[] = [];
  /** The quote that ends the text; none in a string expression, which ends with the argument. */
  #quote = '';
  #state: State;
  #at = 0;
  #isInRegex = false;
  #isOver = false;
  /** The text read since the last token, and where it began. */
  #piece = '';
  #pieceStart = 0;

  constructor(text: string, mode: Mode) {
    this.#text = text;
    this.#state = mode === 'string' ? 'text' : 'expression';
  }

  run(): Scan {
    const steps = {
      expression: () => this.#expression(),
      text: () => this.#inText(),
      name: () => this.#name(),
      argument: () => this.#inText(),
    };
    while (!this.#isOver) steps[this.#state]();
    return { tokens: this.#tokens, state: this.#isInRegex ? 'regex' : this.#state };
  }

  #push(type: TokenType, length: number, text = this.#text.slice(this.#at, this.#at + length)): void {
    this.#tokens.push({ type, start: this.#at, end: this.#at + length, text });
    this.#at += length;
  }

  #fail(message: string, start = this.#at, end = Math.min(this.#at + 1, this.#text.length)): void {
    this.#tokens.push({ type: 'error', start, end, text: message });
    this.#isOver = true;
  }

  #end(): void {
    this.#push('end', 0);
    this.#isOver = true;
  }

  #expression(): void {
    while (/[ \t\n]/.test(this.#text[this.#at] ?? '')) this.#at++;
    const first = this.#text[this.#at];
    if (first === undefined) this.#end();
    else if (first === '"' || first === "'") this.#openQuote(first);
    else if (this.#text.startsWith('%{', this.#at)) this.#openVariable();
    else if (first === '$' && isDigit(this.#text[this.#at + 1])) this.#push('backreference', 2);
    else if (this.#patternStart() > 0) this.#regex(this.#patternStart());
    else this.#operator(first);
  }

  #operator(first: string): void {
    const found = operatorAt(this.#text, this.#at);
    if (found) this.#push(found.type, found.length);
    else this.#fail(unexpected(first));
  }

  #openQuote(quote: string): void {
    this.#push('quote-open', 1);
    this.#quote = quote;
    this.#state = 'text';
    this.#startPiece();
  }

  #openVariable(): void {
    this.#outer.push(this.#state);
    this.#push('variable-open', 2);
    this.#state = 'name';
  }

  #closeVariable(): void {
    this.#push('variable-close', 1);
    this.#state = this.#outer.pop() ?? 'expression';
    this.#startPiece();
  }

  /** How many characters open a regular expression here: 1 for `/`, 2 for `m#`; 0 where none begins. */
  #patternStart(): number {
    if (this.#text[this.#at] === '/') return 1;
    const delimiter = this.#text[this.#at + 1];
    if (this.#text[this.#at] !== 'm' || !delimiter || !patternDelimiters.includes(delimiter)) return 0;
    // `m_` could open a pattern, `m_a` is a name, since it is longer.
    return delimiter === '_' && /\w/.test(this.#text[this.#at + 2] ?? '') ? 0 : 2;
  }

  #regex(opening: number): void {
    const from = this.#at + opening;
    const delimiter = this.#text[from - 1] ?? '/';
    const to = this.#text.indexOf(delimiter, from);
    const length = (to < 0 ? this.#text.length : to) - from;
    const flag = this.#text[to + 1] === 'i' ? 1 : 0;
    if (length >= longest) this.#fail('the regular expression is longer than 8191 characters', this.#at, from + length);
    else if (to < 0) this.#openRegex(delimiter);
    else this.#push('regex', to + 1 + flag - this.#at, this.#text.slice(from, to));
  }

  /** Without its delimiter a pattern is the silent end of the expression, which may be complete before it. */
  #openRegex(delimiter: string): void {
    const text = `the regular expression has no closing ${delimiter}`;
    this.#tokens.push({ type: 'end', start: this.#at, end: this.#text.length, text });
    this.#isInRegex = true;
    this.#isOver = true;
  }

  #name(): void {
    const length = nameLength(this.#text, this.#at);
    const first = this.#text[this.#at];
    if (length > 0) this.#push('name', length);
    else if (first === '}') this.#closeVariable();
    else if (first === ':') this.#openArgument();
    else if (first === undefined) this.#unclosed();
    else this.#fail(`a variable's name cannot hold '${first}'`);
  }

  #openArgument(): void {
    this.#push(':', 1);
    this.#state = 'argument';
    this.#startPiece();
  }

  #unclosed(): void {
    const open = this.#tokens.findLast((token) => token.type === 'variable-open');
    this.#fail('%{ has no closing }', open?.start ?? 0, this.#text.length);
  }

  #startPiece(): void {
    this.#piece = '';
    this.#pieceStart = this.#at;
  }

  /** Hands out the text read so far, if there is any. */
  #flush(): void {
    if (this.#piece) this.#tokens.push({ type: 'text', start: this.#pieceStart, end: this.#at, text: this.#piece });
    this.#startPiece();
  }

  #append(text: string, length = 1): void {
    this.#piece += text;
    this.#at += length;
    if (this.#piece.length >= longest)
      this.#fail('the text is longer than 8191 characters', this.#pieceStart, this.#at);
  }

  /** One step inside a text or the argument of a function. */
  #inText(): void {
    const first = this.#text[this.#at];
    const next = this.#text[this.#at + 1];
    const isArgument = this.#state === 'argument';
    if (first === undefined) this.#endOfText();
    else if (first === '\n') this.#fail('a text cannot go on behind the end of a line');
    else if (first === '\\') this.#escape(next);
    else if (first === '$' && isDigit(next)) this.#interrupt(() => this.#push('backreference', 2));
    else if (first === '%' && next === '{') this.#interrupt(() => this.#openVariable());
    else if (isArgument && (first === '"' || first === "'")) this.#fail(quoteInArgument);
    else if (isArgument && first === '}') this.#interrupt(() => this.#closeVariable());
    else if (first === this.#quote) this.#interrupt(() => this.#closeQuote());
    else this.#append(first);
  }

  #interrupt(step: () => void): void {
    this.#flush();
    step();
    this.#startPiece();
  }

  #closeQuote(): void {
    this.#push('quote-close', 1);
    this.#quote = '';
    this.#state = 'expression';
  }

  #endOfText(): void {
    const open = this.#tokens.findLast((token) => token.type === 'quote-open');
    if (this.#state === 'argument') this.#unclosed();
    else if (this.#quote) this.#fail(`the text has no closing ${this.#quote}`, open?.start ?? 0, this.#text.length);
    else this.#endOfString();
  }

  /** httpd hands out the last piece of a string expression even where it is empty. */
  #endOfString(): void {
    this.#tokens.push({ type: 'text', start: this.#pieceStart, end: this.#at, text: this.#piece });
    this.#end();
  }

  #escape(next: string | undefined): void {
    if (next === undefined) this.#fail('a backslash must not be the last character');
    else if (isDigit(next)) this.#octal();
    else this.#append(letterEscapes[next] ?? next, 2);
  }

  #octal(): void {
    const digits = /^[0-9]*/.exec(this.#text.slice(this.#at + 1, this.#at + longest))?.[0] ?? '';
    const end = this.#at + 1 + digits.length;
    const code = /^[0-7]{1,3}$/.test(digits) ? Number.parseInt(digits, 8) : undefined;
    if (code === undefined) this.#fail(`\\${digits} is no character: up to three octal digits are`, this.#at, end);
    else if (code > 0xff) this.#fail(`\\${digits} is no character: the largest is \\377`, this.#at, end);
    else this.#append(String.fromCharCode(code), 1 + digits.length);
  }
}

const quoteInArgument = 'a quote cannot stand inside %{…:…}: the scanner of Apache jams there';

function nameLength(text: string, at: number): number {
  const name = /[a-zA-Z][a-zA-Z0-9_]*/y;
  name.lastIndex = at;
  return name.exec(text)?.[0].length ?? 0;
}

function isDigit(character: string | undefined): boolean {
  return character !== undefined && character >= '0' && character <= '9';
}

function unexpected(character: string): string {
  if (character === '&' || character === '|') return `'${character}' is no operator, '${character}${character}' is`;
  if (character === '%') return "'%' must be followed by a name in braces: %{NAME}";
  if (character === '$') return "'$' must be followed by one digit: $0 to $9";
  return `'${character}' cannot stand here; a text needs quotes`;
}
