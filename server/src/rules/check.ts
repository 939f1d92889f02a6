// Runs the rules over a configuration and applies the user's suppressions and severities.
import type { Configuration } from '../configuration/evaluate.ts';
import { parse } from '../syntax/parse.ts';
import type { SourceFile } from '../text/source-file.ts';
import { rules } from './all.ts';
import type { Problem, Severity } from './problem.ts';

export type SeveritySettings = Readonly<Record<string, Severity | 'off'>>;

/** All problems of `configuration`, file by file in the order of reading, each file's by position. */
export function check(configuration: Configuration, severities: SeveritySettings = {}): Problem[] {
  const active = rules.filter((rule) => severities[rule.id] !== 'off');
  const problems: Problem[] = [];
  for (const rule of active) problems.push(...(rule.tree?.(configuration) ?? []));
  for (const file of configuration.files.values()) {
    for (const rule of active) problems.push(...(rule.file?.(file, configuration) ?? []));
  }
  for (const visit of configuration.visits) {
    for (const rule of active) if (rule.visit) problems.push(...rule.visit(visit, configuration));
  }
  return distinct(problems.filter((problem) => !isSuppressed(problem)).map((problem) => withSeverity(problem, severities)));
}

/** A file that is included twice tells its problems once. */
function distinct(problems: readonly Problem[]): Problem[] {
  const seen = new Map<string, Problem>();
  for (const problem of problems) {
    const key = `${problem.file.uri} ${problem.span.start} ${problem.span.end} ${problem.rule} ${problem.message}`;
    if (!seen.has(key)) seen.set(key, problem);
  }
  return [...seen.values()].sort((a, b) => (a.file === b.file ? a.span.start - b.span.start : 0));
}

function withSeverity(problem: Problem, severities: SeveritySettings): Problem {
  const severity = severities[problem.rule];
  return severity && severity !== 'off' ? { ...problem, severity } : problem;
}

/** `# apache-ls ignore-next-line <rule>…` and `# apache-ls ignore-file <rule>…` */
function isSuppressed(problem: Problem): boolean {
  const { file } = problem;
  if (!file.text.includes('apache-ls')) return false;
  const line = file.positionAt(problem.span.start).line;
  return parse(file).comments.some((comment) => {
    const match = /^#\s*apache-ls\s+ignore-(next-line|file)\s+(.+)$/.exec(comment.text);
    if (!match?.[2]?.split(/[\s,]+/).includes(problem.rule)) return false;
    return match[1] === 'file' || file.positionAt(comment.span.end).line + 1 === line;
  });
}
