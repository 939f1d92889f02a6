// Goes over the words of an expression, and notes the first mistake.
import type { Token, TokenType } from './token.ts';

/** A place that httpd refuses, and why. */
export interface SyntaxProblem {
  readonly start: number;
  readonly end: number;
  readonly message: string;
}

/** Deeper nesting is not read, so that no text can exhaust the stack. */
const deepest = 200;

/** The base of the parser. */
export class TokenCursor {
  readonly #tokens: readonly Token[];
  #at = 0;
  #depth = 0;
  protected problem: SyntaxProblem | undefined;
  protected gaveUp = false;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  /** The word at the place. */
  get next(): Token {
    return this.#tokens[this.#at] ?? { type: 'end', start: 0, end: 0, text: '' };
  }

  /** Goes over the next word. */
  take(): Token {
    const token = this.next;
    if (token.type !== 'end') this.#at++;
    return token;
  }

  /** Goes over the next word where it is of that type. */
  takeIf(type: TokenType): boolean {
    if (this.next.type !== type) return false;
    this.#at++;
    return true;
  }

  /** Goes over the next word, which must be of that type. */
  expect(type: TokenType, message: string): Token {
    if (this.next.type !== type) this.fail(message);
    return this.take();
  }

  /** Notes the first mistake and goes to the end, so that everything that is open returns. What the scanner says comes first. */
  fail(message: string, place: { start: number; end: number } = this.#place()): void {
    const token = this.next;
    const isFromScanner = token.type === 'error' || (token.type === 'end' && token.text !== '');
    const { start, end } = isFromScanner ? token : place;
    this.problem ??= { start, end, message: isFromScanner ? token.text : message };
    this.#at = this.#tokens.length;
  }

  /** At the end of the expression a mistake is shown on its last word. */
  #place(): { start: number; end: number } {
    const token = this.next;
    return token.type === 'end' ? (this.#tokens.at(-2) ?? { start: 0, end: 0 }) : token;
  }

  /** Reads something that may hold itself; undefined where that goes too deep. */
  nested<Result>(read: () => Result): Result | undefined {
    if (this.#depth >= deepest) this.#giveUp();
    if (this.gaveUp) return undefined;
    this.#depth++;
    const result = read();
    this.#depth--;
    return result;
  }

  #giveUp(): void {
    this.gaveUp = true;
    this.#at = this.#tokens.length;
  }

  /** Where the last taken word ends. */
  get end(): number {
    return this.#tokens[Math.max(0, Math.min(this.#at, this.#tokens.length) - 1)]?.end ?? 0;
  }
}
