// Splits an ap_expr expression into tokens, as server/util_expr_scan.l does.

export type TokenType =
  | 'true' | 'false' | 'not' | 'and' | 'or' | 'compare' | 'match' | 'in' | 'binary' | 'unary' | 'digit' | 'name'
  | 'regex' | 'regex-start' | 'string-start' | 'variable-start' | 'reference' | 'dot' | 'mark' | 'end';

export interface Token {
  readonly type: TokenType;
  readonly text: string;
  readonly at: number;
}

/** Something that Apache refuses in an expression. */
export class ExpressionError extends Error {
  readonly at: number;

  constructor(message: string, at: number) {
    super(message);
    this.at = at;
  }
}

/** The longest match wins, the first one among equals. */
const patterns: readonly (readonly [TokenType, RegExp])[] = [
  ['true', /true/y],
  ['false', /false/y],
  ['not', /not|!/y],
  ['and', /and|&&/y],
  ['or', /or|\|\|/y],
  ['match', /=~|!~/y],
  ['compare', /==?|!=|<=?|>=?|-(?:eq|ne|ge|le|gt|lt)|lt|le|gt|ge|ne|eq/y],
  ['in', /-?in/y],
  ['unary', /-[a-zA-Z_]/y],
  ['binary', /-[a-zA-Z_][a-zA-Z_0-9]+/y],
  ['digit', /-?[0-9]+/y],
  ['regex-start', /m[/#$%^,;:_?|\-!.'"]|\//y],
  ['name', /[a-zA-Z][a-zA-Z0-9_]*/y],
  ['string-start', /["']/y],
  ['variable-start', /%\{/y],
  ['reference', /\$[0-9]/y],
  ['dot', /\./y],
  ['mark', /[(){},:]/y],
];

/** The token at or behind `from`. Throws an ExpressionError where there is none. */
export function tokenAt(text: string, from: number): Token {
  const at = from + (/^[ \t\n]*/.exec(text.slice(from))?.[0].length ?? 0);
  if (at >= text.length) return { type: 'end', text: '', at };
  const found = longestMatch(text, at);
  if (!found) throw new ExpressionError(`Apache cannot read the expression at '${text[at]}'`, at);
  return found.type === 'regex-start' ? regexAt(text, found) : found;
}

function longestMatch(text: string, at: number): Token | undefined {
  let best: Token | undefined;
  for (const [type, pattern] of patterns) {
    pattern.lastIndex = at;
    const match = pattern.exec(text)?.[0];
    if (match && match.length > (best?.text.length ?? 0)) best = { type, text: match, at };
  }
  return best;
}

/** From its opening delimiter to the closing one, with the `i` behind it. The end of the text closes nothing. */
function regexAt(text: string, start: Token): Token {
  const delimiter = start.text.at(-1) ?? '/';
  const from = start.at + start.text.length;
  const end = text.indexOf(delimiter, from);
  if (end < 0) throw new ExpressionError(`the regular expression is not closed by ${delimiter}`, start.at);
  const stop = text[end + 1] === 'i' ? end + 2 : end + 1;
  return { type: 'regex', text: text.slice(start.at, stop), at: start.at };
}
