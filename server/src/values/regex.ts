// Regular expressions as PCRE2 reads them: only what it certainly refuses is reported.
import { regexProblem as problemOf } from '../expressions/regex.ts';
import { ArgumentText, argumentText, rewriteTexts } from './argument-text.ts';
import { type Finding, refused, type Value, type ValueContext, type ValueKind } from './kind.ts';

export const regex: ValueKind = {
  *check(value, context) {
    yield* regexFindings(value, 0, context);
  },
};

/** What is wrong with a pattern that begins `from` characters into the value; the context helps to show the exact place. */
export function* regexFindings(value: Value, from = 0, context?: ValueContext): Generator<Finding> {
  if (context && isElsewhere(context)) return;
  const pattern = patternOf(value, context).from(from);
  const problem = problemOf(pattern.text);
  if (!problem) return;
  yield refused(`not a regular expression: ${problem.message}`, { span: pattern.spanOf(problem.start, problem.end) });
}

/** ModSecurity compiles patterns in ways of its own. */
function isElsewhere({ visit }: ValueContext): boolean {
  return visit.info?.module.module === 'mod_security2';
}

/** mod_rewrite splits its line in a way of its own, and takes a `!` before the pattern of a rule. */
function patternOf(value: Value, context: ValueContext | undefined): ArgumentText {
  if (!context) return new ArgumentText(value.text, value.span);
  const { visit, parameter } = context;
  const plain = () => argumentText(value, visit, parameter !== undefined);
  if (visit.info?.key === 'rewritecond') return rewriteTexts(visit)[1] ?? plain();
  if (visit.info?.key !== 'rewriterule') return plain();
  const pattern = rewriteTexts(visit)[0] ?? plain();
  return pattern.text.startsWith('!') ? pattern.from(1) : pattern;
}
