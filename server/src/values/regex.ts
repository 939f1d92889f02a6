// Regular expressions as PCRE2 reads them: only what it certainly refuses is reported.
import { regexProblem as problemOf } from '../expressions/regex.ts';
import { argumentText, type ArgumentText, rewriteTexts } from './argument-text.ts';
import { type Finding, refused, type Value, type ValueContext, type ValueKind } from './kind.ts';

export const regex: ValueKind = {
  *check(value, context) {
    yield* regexFindings(value, 0, context);
  },
};

/** What is wrong with a pattern that begins `from` characters into the value. */
export function* regexFindings(value: Value, from: number, context: ValueContext): Generator<Finding> {
  const { visit } = context;
  // ModSecurity compiles patterns in ways of its own.
  if (visit.info?.module.module === 'mod_security2') return;
  yield* patternFindings(patternOf(value, context).from(from));
}

/** What is wrong with a pattern. */
export function* patternFindings(pattern: ArgumentText): Generator<Finding> {
  const problem = problemOf(pattern.text);
  if (problem) yield refused(`not a regular expression: ${problem.message}`, { span: pattern.spanOf(problem.start, problem.end) });
}

/** mod_rewrite splits its line in a way of its own, and takes a `!` before the pattern. */
function patternOf(value: Value, { visit, parameter }: ValueContext): ArgumentText {
  if (visit.info?.key !== 'rewriterule') return argumentText(value, visit, parameter !== undefined);
  const pattern = rewriteTexts(visit)[0] ?? argumentText(value, visit, false);
  return pattern.text.startsWith('!') ? pattern.from(1) : pattern;
}

/** For server/src/values/expression-parser.ts only, which nothing uses any more. */
export function regexProblem(pattern: string): { readonly message: string; readonly at: number } | undefined {
  const problem = problemOf(pattern);
  return problem && { message: problem.message, at: problem.start };
}
