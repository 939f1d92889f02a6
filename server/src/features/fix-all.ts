// Fixes that are applied together: the safe ones of a file, or those of one rule.
import type { Edit, Fix, Problem } from '../rules/problem.ts';

/** The edits of the safe fixes in the file at `uri`, as far as they do not get in each other's way. */
export function safeEdits(problems: readonly Problem[], uri: string): Edit[] {
  return together(
    problems.flatMap(({ fixes = [] }) => fixes.find((fix) => fix.isSafe) ?? []),
    uri,
  ).flat();
}

/** One fix for all problems of `rule` in the file at `uri` that have one right answer; none unless there are several. */
export function fixOfRule(rule: string, problems: readonly Problem[], uri: string): Fix[] {
  const own = problems.filter((problem) => problem.rule === rule);
  const fixed = together(
    own.flatMap(({ fixes = [] }) => (fixes.length === 1 ? fixes : [])),
    uri,
  );
  if (fixed.length < 2) return [];
  const which = fixed.length === own.length ? `all ${own.length}` : `${fixed.length} of ${own.length}`;
  return [{ title: `Fix ${which} problems of ${rule} in this file`, isPreferred: false, edits: fixed.flat() }];
}

/**
 * The edits of each fix that stays within the file at `uri` and touches nothing that an earlier one changes. A fix of
 * several problems is made once, and mends them all.
 */
function together(fixes: readonly Fix[], uri: string): (readonly Edit[])[] {
  const taken: Edit[] = [];
  const made = new Set<string>();
  return fixes.flatMap(({ edits }) => {
    const key = edits.map(({ span, text }) => `${span.start} ${span.end} ${text}`).join('\n');
    if (made.has(key)) return [[]];
    const isFree = edits.every((edit) => edit.uri === uri && !taken.some((other) => areInConflict(edit, other)));
    if (!isFree) return [];
    taken.push(...edits);
    made.add(key);
    return [edits];
  });
}

/** Two edits at one place are in conflict even where both only insert: nothing says which comes first. */
function areInConflict({ span: a }: Edit, { span: b }: Edit): boolean {
  return a.start === b.start || (a.start < b.end && b.start < a.end);
}
