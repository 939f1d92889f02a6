// Messages about expressions that depend on what was written.
import type { Token } from './token.ts';

/** What to say of a name that is no value. */
export function bareMessage(text: string): string {
  const lower = text.toLowerCase();
  if (['true', 'false', 'not', 'and', 'or'].includes(lower)) return `'${text}' is written in lower case: ${lower}`;
  const variable = /^[A-Z][A-Z0-9_]+$/.test(text) ? `, a variable %{…}: %{${text}}` : '';
  return `'${text}' stands alone: a text needs quotes: '${text}'${variable}`;
}

/** What to say where a comparison should come, but does not. */
export function operatorWanted(token: Token): string {
  if (token.type === 'unary') return `${token.text} tests one value and stands before it`;
  return token.type === 'end'
    ? 'the expression is incomplete: a comparison such as == or =~ is missing'
    : 'a comparison such as ==, -eq, =~ or -in is missing before this';
}
