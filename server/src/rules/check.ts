// Runs the rules over a configuration and applies the user's suppressions and severities.
import { allowanceOf, isPassedOver, isReadAtAll } from '../configuration/allow-override.ts';
import type { Configuration } from '../configuration/evaluate.ts';
import type { Visit } from '../configuration/visit.ts';
import { parse } from '../syntax/parse.ts';
import { memo } from '../text/memo.ts';
import type { SourceFile } from '../text/source-file.ts';
import { rules } from './all.ts';
import { includedError, includedErrors } from './included-error.ts';
import type { Problem, Severity } from './problem.ts';
import type { Rule } from './rule.ts';
import { unknownDirective } from './unknown-directive.ts';
import { unreadHtaccess } from './unread-htaccess.ts';
import { wrongContext } from './wrong-context.ts';

export type SeveritySettings = Readonly<Record<string, Severity | 'off'>>;

/** Hears of a rule that failed; the other rules go on. Without a listener the failure is thrown. */
export type FailureListener = (rule: string, error: unknown) => void;

/** All problems of `configuration`, file by file in the order of reading, each file's by position. */
export function check(
  configuration: Configuration,
  severities: SeveritySettings = {},
  onFailure: FailureListener = rethrow,
): Problem[] {
  const problems = problemsIn(configuration, severities, undefined, onFailure);
  if (severities[includedError.id] === 'off') return problems;
  const derived = [...includedErrors(problems, configuration)].filter((problem) => !isSuppressed(problem));
  return [...problems, ...derived.map((problem) => withSeverity(problem, severities))];
}

/**
 * The problems that are shown in `file`: an editor asks for open files only, and most files of a tree are not open.
 * A file with Include lines tells of the errors behind them, so it takes a check of everything.
 */
export function checkFile(
  configuration: Configuration,
  file: SourceFile,
  severities: SeveritySettings = {},
  onFailure: FailureListener = rethrow,
): Problem[] {
  const isIncluding = configuration.includes.some((link) => link.visit.file === file);
  const problems = isIncluding
    ? check(configuration, severities, onFailure)
    : problemsIn(configuration, severities, file, onFailure);
  return problems.filter((problem) => problem.file.uri === file.uri);
}

function problemsIn(
  configuration: Configuration,
  severities: SeveritySettings,
  wanted: SourceFile | undefined,
  onFailure: FailureListener,
): Problem[] {
  const active = rulesFor(configuration).filter((rule) => severities[rule.id] !== 'off');
  const problems: Problem[] = [];
  const collect = (rule: Rule, find: () => Iterable<Problem> | undefined) => {
    try {
      for (const problem of find() ?? []) if (!isSuppressed(problem)) problems.push(withSeverity(problem, severities));
    } catch (error) {
      onFailure(rule.id, error);
    }
  };
  for (const rule of active) collect(rule, () => rule.tree?.(configuration));
  for (const file of wanted ? [wanted] : configuration.files.values()) {
    for (const rule of active) collect(rule, () => rule.file?.(file, configuration));
  }
  const visiting = active.filter((rule) => rule.visit);
  for (const visit of configuration.visits) {
    if (wanted && shownIn(visit) !== wanted) continue;
    const fitting = isPassedOver(visit, configuration)
      ? visiting.filter((rule) => rule === wrongContext || rule === unknownDirective)
      : visiting;
    for (const rule of fitting) collect(rule, () => rule.visit?.(visit, configuration));
  }
  return distinct(problems);
}

/** What Apache does not read has no mistakes, only that it is not read. */
function rulesFor(configuration: Configuration): readonly Rule[] {
  const allowance = allowanceOf(configuration);
  return allowance && !isReadAtAll(allowance) ? [unreadHtaccess] : rules;
}

function rethrow(_rule: string, error: unknown): never {
  throw error;
}

/** What goes wrong in a macro is shown where it is used. */
function shownIn(visit: Visit): SourceFile {
  return visit.use ? shownIn(visit.use) : visit.file;
}

/** A file that is included twice tells its problems once. */
function distinct(problems: readonly Problem[]): Problem[] {
  const seen = new Map<string, Problem>();
  for (const problem of problems) {
    const key = `${problem.file.uri} ${problem.span.start} ${problem.span.end} ${problem.rule} ${problem.message}`;
    if (!seen.has(key)) seen.set(key, problem);
  }
  return inOrder([...seen.values()]);
}

/** Files as they come, each with its problems by position. */
function inOrder(problems: readonly Problem[]): Problem[] {
  const byFile = new Map<SourceFile, Problem[]>();
  for (const problem of problems) {
    const known = byFile.get(problem.file);
    if (known) known.push(problem);
    else byFile.set(problem.file, [problem]);
  }
  return [...byFile.values()].flatMap((own) => own.sort((a, b) => a.span.start - b.span.start));
}

function withSeverity(problem: Problem, severities: SeveritySettings): Problem {
  const severity = severities[problem.rule];
  return severity && severity !== 'off' ? { ...problem, severity } : problem;
}

interface Suppression {
  readonly rules: readonly string[];
  /** The line that it is about; the whole file where there is none. */
  readonly line: number | undefined;
}

/** `# apache-ls ignore-next-line <rule>…` and `# apache-ls ignore-file <rule>…` */
const suppressionsIn: (file: SourceFile) => readonly Suppression[] = memo((file) => {
  if (!file.text.includes('apache-ls')) return [];
  return parse(file).comments.flatMap(({ text, span }) => {
    const [, scope, names] = /^#\s*apache-ls\s+ignore-(next-line|file)\s+(.+)$/.exec(text) ?? [];
    if (!names) return [];
    return [{ rules: names.split(/[\s,]+/), line: scope === 'file' ? undefined : file.positionAt(span.end).line + 1 }];
  });
});

function isSuppressed({ file, span, rule }: Problem): boolean {
  return suppressionsIn(file).some((suppression) => {
    if (!suppression.rules.includes(rule)) return false;
    return suppression.line === undefined || suppression.line === file.positionAt(span.start).line;
  });
}
