// Explains the name or operator at a place of an expression.
import { entryOf } from './lookup.ts';
import { scan } from './scan.ts';
import type { Mode, Token } from './token.ts';
import type { NameSort } from './tree.ts';
import { operators } from './vocabulary.ts';

/** Markdown about what stands at index `at` of `text`; undefined where there is nothing to tell. */
export function explain(text: string, mode: Mode, at: number): string | undefined {
  const { tokens } = scan(text, mode);
  for (const [index, token] of tokens.entries()) {
    if (token.type === 'error' || at < token.start || at > token.end) continue;
    const sort = sortOf(token, tokens[index - 1], tokens[index + 1]);
    const explanation = sort ? named(sort, token) : operator(token);
    if (explanation) return explanation;
  }
  return undefined;
}

function sortOf({ type }: Token, before: Token | undefined, after: Token | undefined): NameSort | undefined {
  if (type === 'unary' || type === 'binary') return type;
  if (type !== 'name') return undefined;
  if (before?.type === 'variable-open') return after?.type === ':' ? 'function' : 'variable';
  return before?.type === 'in' ? 'list-function' : 'function';
}

const shown: Readonly<Record<NameSort, (name: string) => string>> = {
  variable: (name) => `%{${name}}`,
  function: (name) => `${name}(…)`,
  'list-function': (name) => `${name}(…)`,
  unary: (name) => `-${name}`,
  binary: (name) => `-${name}`,
};

function named(sort: NameSort, { text }: Token): string | undefined {
  const name = sort === 'unary' || sort === 'binary' ? text.slice(1) : text;
  const entry = entryOf(sort, name);
  if (entry) return `\`${shown[sort](entry.name)}\`: ${entry.summary}`;
  if (sort === 'variable' && /^SSL_/i.test(name)) return `\`%{${name}}\`: a variable of mod_ssl.`;
  return undefined;
}

/** The operators that are words, too. */
const spelledOut: Readonly<Record<string, string>> = { and: '&&', or: '||', not: '!' };

function operator({ text }: Token): string | undefined {
  const sign = spelledOut[text] ?? (Object.hasOwn(operators, `-${text}`) ? `-${text}` : text);
  const summary = Object.hasOwn(operators, sign) ? operators[sign] : undefined;
  if (summary === undefined || sign === text) return summary && `\`${text}\`: ${summary}`;
  return `\`${text}\`, the same as \`${sign}\`: ${summary.replace(/; `\w+` says so, too\.$/, '.')}`;
}
