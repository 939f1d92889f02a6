// The words of an expression, as httpd's scanner cuts them (server/util_expr_scan.l).

export type TokenType =
  | 'true'
  | 'false'
  | 'digit'
  | 'name'
  | 'text'
  | 'regex'
  | 'backreference'
  | 'unary'
  | 'binary'
  | 'comparison'
  | 'match'
  | 'in'
  | 'concat'
  | 'and'
  | 'or'
  | 'not'
  | 'quote-open'
  | 'quote-close'
  | 'variable-open'
  | 'variable-close'
  | '('
  | ')'
  | '{'
  | '}'
  | ','
  | ':'
  | 'error'
  | 'end';

/** One word, and where it stands in the expression. */
export interface Token {
  readonly type: TokenType;
  readonly start: number;
  readonly end: number;
  /** What it says: the name, the operator as written, the text without escapes, the pattern, or why it is an error. */
  readonly text: string;
}

/** What the scanner is inside of: an expression, a text, the name in `%{…}`, or the argument after its colon. */
export type State = 'expression' | 'text' | 'name' | 'argument';

/** A condition has a truth value; a string is text with `%{…}` in it, such as the name of a realm. */
export type Mode = 'condition' | 'string';
