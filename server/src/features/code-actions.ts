// Quick fixes: what the problems at the cursor carry, and a certificate for a TLS host that lacks one.
import type { Fix, Problem } from '../rules/problem.ts';
import type { Span } from '../text/span.ts';

export interface Action {
  readonly title: string;
  readonly problem: Problem;
  readonly fix: Fix;
}

/** The fixes of the problems that touch `span`. */
export function quickFixes(problems: readonly Problem[], uri: string, span: Span): Action[] {
  return problems
    .filter((problem) => problem.file.uri === uri && problem.span.start <= span.end && span.start <= problem.span.end)
    .flatMap((problem) => (problem.fixes ?? []).map((fix) => ({ title: fix.title, problem, fix })));
}
