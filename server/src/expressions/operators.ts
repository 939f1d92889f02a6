// Cuts what stands outside of quotes and `%{…}`: names, numbers and operators. The longest fit wins, then the first.
import type { TokenType } from './token.ts';

/** The operator, name or number at `at`; undefined for a character that httpd refuses. */
export function operatorAt(
  text: string,
  at: number,
): { readonly type: TokenType; readonly length: number } | undefined {
  for (const pattern of [dashed, word, number]) {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0];
    if (found) return { type: typeOf(found), length: found.length };
  }
  const symbol = symbols.find((candidate) => text.startsWith(candidate, at));
  return symbol ? { type: typeOf(symbol), length: symbol.length } : undefined;
}

const dashed = /-[a-zA-Z_][a-zA-Z_0-9]*/y;
const word = /[a-zA-Z][a-zA-Z0-9_]*/y;
const number = /-?[0-9]+/y;

/** Longer ones first, since the longest fit wins. */
const symbols = ['==', '!=', '<=', '>=', '=~', '!~', '&&', '||', '=', '<', '>', '!', '.', '(', ')', '{', '}', ',', ':'];

const fixed: Readonly<Record<string, TokenType>> = {
  '=': 'comparison',
  '==': 'comparison',
  '!=': 'comparison',
  '<': 'comparison',
  '<=': 'comparison',
  '>': 'comparison',
  '>=': 'comparison',
  '-eq': 'comparison',
  '-ne': 'comparison',
  '-lt': 'comparison',
  '-le': 'comparison',
  '-gt': 'comparison',
  '-ge': 'comparison',
  eq: 'comparison',
  ne: 'comparison',
  lt: 'comparison',
  le: 'comparison',
  gt: 'comparison',
  ge: 'comparison',
  '=~': 'match',
  '!~': 'match',
  '-in': 'in',
  in: 'in',
  and: 'and',
  '&&': 'and',
  or: 'or',
  '||': 'or',
  not: 'not',
  '!': 'not',
  '.': 'concat',
  true: 'true',
  false: 'false',
  '(': '(',
  ')': ')',
  '{': '{',
  '}': '}',
  ',': ',',
  ':': ':',
};

function typeOf(text: string): TokenType {
  const known = Object.hasOwn(fixed, text) ? fixed[text] : undefined;
  if (known) return known;
  if (/^-?\d/.test(text)) return 'digit';
  if (!text.startsWith('-')) return 'name';
  return text.length === 2 ? 'unary' : 'binary';
}
