// What can be written at a place of an expression.
import { scan } from './scan.ts';
import type { Mode, Token, TokenType } from './token.ts';
import type { NameSort } from './tree.ts';
import { entriesOf, operators } from './vocabulary.ts';

export interface Suggestion {
  readonly label: string;
  readonly summary: string;
  readonly kind: 'variable' | 'function' | 'keyword';
}

export interface Suggestions {
  /** What they replace. */
  readonly start: number;
  readonly end: number;
  readonly suggestions: readonly Suggestion[];
}

/** What fits at index `at` of `text`, by what stands before it. */
export function suggest(text: string, mode: Mode, at: number): Suggestions {
  const before = text.slice(0, at);
  const { tokens, state } = scan(before, mode);
  if (state === 'name') return replacing(text, at, /\w*$/, /^\w*/, insideVariable());
  if (state === 'regex' || state === 'argument') return none(at);
  if (state === 'text' && mode === 'condition')
    return before.endsWith('%') ? replacing(text, at, /%$/, /^/, wholeVariables()) : none(at);
  if (mode === 'string') return replacing(text, at, /%?$/, /^/, wholeVariables());
  const partial = /(?:-?[A-Za-z]\w*|-|%|[=!<>~&|]+)$/.exec(before)?.[0] ?? '';
  const last = tokens
    .filter(({ type, end }) => type !== 'end' && type !== 'error' && end <= at - partial.length)
    .at(-1);
  return replacing(text, at, /(?:-?[A-Za-z]\w*|-|%|[=!<>~&|]+)$/, /^\w*/, behind(last));
}

function none(at: number): Suggestions {
  return { start: at, end: at, suggestions: [] };
}

function replacing(
  text: string,
  at: number,
  before: RegExp,
  after: RegExp,
  suggestions: readonly Suggestion[],
): Suggestions {
  const start = at - (before.exec(text.slice(0, at))?.[0].length ?? 0);
  const end = at + (after.exec(text.slice(at))?.[0].length ?? 0);
  return { start, end, suggestions };
}

function insideVariable(): Suggestion[] {
  return [...named('variable', 'variable', (name) => name), ...named('function', 'function', (name) => `${name}:`)];
}

function wholeVariables(): Suggestion[] {
  return [
    ...named('variable', 'variable', (name) => `%{${name}}`),
    ...named('function', 'function', (name) => `%{${name}:`),
  ];
}

function named(sort: NameSort, kind: Suggestion['kind'], label: (name: string) => string): Suggestion[] {
  return entriesOf(sort).map(({ name, summary }) => ({ label: label(name), summary, kind }));
}

const values: ReadonlySet<TokenType> = new Set([
  'digit',
  'quote-close',
  'variable-close',
  'backreference',
  ')',
  '}',
  'regex',
  'true',
  'false',
]);
const conditionsFollow: ReadonlySet<TokenType | undefined> = new Set([undefined, 'and', 'or', 'not', '(']);

/** What may follow the token. */
function behind(last: Token | undefined): Suggestion[] {
  const type = last?.type;
  if (type === 'match' || type === 'name') return [];
  if (type === 'in') return named('list-function', 'function', (name) => `${name}(`);
  if (type !== undefined && values.has(type)) return infixes();
  const operands = [
    ...named('variable', 'variable', (name) => `%{${name}}`),
    ...named('function', 'function', (name) => `${name}(`),
  ];
  if (!conditionsFollow.has(type)) return operands;
  return [...operands, ...named('unary', 'keyword', (name) => `-${name}`), ...worded(['true', 'false', '!'])];
}

function infixes(): Suggestion[] {
  const own = Object.keys(operators).filter((name) => !['true', 'false', '!', '='].includes(name));
  return [...worded(own), ...named('binary', 'keyword', (name) => `-${name}`)];
}

function worded(names: readonly string[]): Suggestion[] {
  return names.map((label) => ({ label, summary: operators[label] ?? '', kind: 'keyword' as const }));
}
