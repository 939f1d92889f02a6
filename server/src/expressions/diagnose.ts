// All that httpd refuses in an expression: its grammar, its names, its regular expressions.
import { nameProblem } from './lookup.ts';
import { parseExpression } from './parse.ts';
import { regexProblem } from './regex.ts';
import type { Mode } from './token.ts';
import type { Pattern } from './tree.ts';

export interface ExpressionProblem {
  readonly start: number;
  readonly end: number;
  readonly message: string;
  readonly replacements: readonly string[];
  /** The name may come from a module that is not known here. */
  readonly isUnknownName: boolean;
}

/** The problems of `text` in order; empty where httpd takes it, and in doubt. */
export function diagnose(text: string, mode: Mode): ExpressionProblem[] {
  const { problem, names, patterns } = parseExpression(text, mode);
  const problems: ExpressionProblem[] = names.flatMap((use) => nameProblem(use) ?? []);
  const cut = patterns.find(isCutShort);
  if (cut) return [located({ start: cut.start, end: cut.end, message: cutShort }, 0)];
  for (const pattern of patterns) {
    const found = regexProblem(pattern.text);
    if (found) problems.push(located(found, pattern.from));
  }
  if (problem) problems.push(located(problem, 0));
  return problems.sort((a, b) => a.start - b.start);
}

const cutShort =
  'the pattern ends here, since a backslash does not protect its delimiter: write m#…# where the pattern holds a slash';

/** `/a\/b/` is the pattern `a\`, which no regular expression can be. */
function isCutShort({ text }: Pattern): boolean {
  return (/\\+$/.exec(text)?.[0].length ?? 0) % 2 === 1;
}

function located(
  { start, end, message }: { start: number; end: number; message: string },
  offset: number,
): ExpressionProblem {
  return { start: start + offset, end: end + offset, message, replacements: [], isUnknownName: false };
}
