// All that httpd refuses in an expression: its grammar, its names, its regular expressions.
import { nameProblem } from './lookup.ts';
import { parseExpression } from './parse.ts';
import { regexProblem } from './regex.ts';
import type { Mode } from './token.ts';

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
  for (const pattern of patterns) {
    const found = regexProblem(pattern.text);
    if (found) problems.push(located(found, pattern.from));
  }
  if (problem) problems.push(located(problem, 0));
  return problems.sort((a, b) => a.start - b.start);
}

function located(
  { start, end, message }: { start: number; end: number; message: string },
  offset: number,
): ExpressionProblem {
  return { start: start + offset, end: end + offset, message, replacements: [], isUnknownName: false };
}
