// Runs the rules over a configuration and applies the user's suppressions and severities.
import { allowanceOf, isReadAtAll } from '../configuration/allow-override.ts';
import type { Configuration } from '../configuration/evaluate.ts';
import { mainOf } from '../configuration/hosts.ts';
import { type Segment, segmentsTowards } from '../configuration/segment.ts';
import { unnoticed } from '../text/reads.ts';
import type { SourceFile } from '../text/source-file.ts';
import { rules } from './all.ts';
import { Collector, type FailureListener, findingsIn, findingsOnHost, RuleSet } from './findings.ts';
import { includedError, includedErrors } from './included-error.ts';
import type { Problem, Severity } from './problem.ts';
import { isSuppressed } from './suppression.ts';
import { unreadHtaccess } from './unread-htaccess.ts';

export type { FailureListener } from './findings.ts';

export type SeveritySettings = Readonly<Record<string, Severity | 'off'>>;

/** The same as `check` where nothing is asked a second time: quicker, and it keeps nothing. */
export function checkOnce(configuration: Configuration, onFailure: FailureListener = rethrow): Problem[] {
  return unnoticed(() => check(configuration, {}, onFailure));
}

/** All problems of `configuration`, file by file in the order of reading, each file's by position. */
export function check(
  configuration: Configuration,
  severities: SeveritySettings = {},
  onFailure: FailureListener = rethrow,
): Problem[] {
  const steps = checkInSteps(configuration, severities, onFailure);
  for (let step = steps.next(); ; step = steps.next()) if (step.done) return step.value;
}

/** The same, with a pause after each part of a file, at which it can be left: a large tree takes seconds at first. */
export function* checkInSteps(
  configuration: Configuration,
  severities: SeveritySettings = {},
  onFailure: FailureListener = rethrow,
): Generator<undefined, Problem[]> {
  const active = rulesFor(configuration);
  const found: Problem[] = [];
  for (const segment of configuration.segments) {
    found.push(...findingsIn(segment, configuration, active, onFailure));
    yield;
  }
  const overall = overallFindings(configuration.files.values(), configuration, active, onFailure);
  const problems = told([...overall, ...found], severities);
  if (severities[includedError.id] === 'off') return problems;
  const derived = [...includedErrors(problems, configuration)].filter((problem) => !isSuppressed(problem));
  return [...problems, ...derived.map((problem) => withSeverity(problem, severities))];
}

/**
 * The problems that are shown in `file`: an editor asks for open files first, and most files of a tree are not open.
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
    : problemsAround(file, configuration, severities, onFailure);
  return problems.filter((problem) => problem.file.uri === file.uri);
}

function problemsAround(
  file: SourceFile,
  configuration: Configuration,
  severities: SeveritySettings,
  onFailure: FailureListener,
): Problem[] {
  const active = rulesFor(configuration);
  const found = segmentsFor(file, configuration).flatMap((segment) =>
    findingsIn(segment, configuration, active, onFailure),
  );
  return told([...overallFindings([file], configuration, active, onFailure), ...found], severities);
}

/** What the rules find that look at the whole, at these files as wholes, and at the main server. */
function overallFindings(
  files: Iterable<SourceFile>,
  configuration: Configuration,
  rules: RuleSet,
  onFailure: FailureListener,
): Problem[] {
  const collector = new Collector(onFailure);
  for (const file of files)
    for (const rule of rules.forFiles) collector.collect(rule, () => rule.file?.(file, configuration));
  for (const rule of rules.forTrees) collector.collect(rule, () => rule.tree?.(configuration));
  findingsOnHost(mainOf(configuration), configuration, rules, collector);
  return collector.problems;
}

/** Those that neither a setting nor a comment silences, each once. */
function told(problems: readonly Problem[], severities: SeveritySettings): Problem[] {
  const heard = problems.filter((problem) => severities[problem.rule] !== 'off' && !isSuppressed(problem));
  return distinct(heard.map((problem) => withSeverity(problem, severities)));
}

/** The segments whose problems may be shown in `file`: its own, and those that include it, since a host may begin there. */
function segmentsFor(file: SourceFile, { root }: Configuration): Segment[] {
  const uris = new Set([file.uri]);
  return segmentsTowards(uris, root).filter(
    (segment) =>
      segment.tree.part.file === file || (segment.around.scope.host === undefined && hasHostWith(uris, segment)),
  );
}

/** Says whether a host that begins in `segment` goes on in one of these files. */
function hasHostWith(uris: ReadonlySet<string>, segment: Segment): boolean {
  return segment.inclusionsOf(uris).some(({ around }) => around.scope.host !== undefined);
}

const all = new RuleSet(rules);
const onlyUnread = new RuleSet([unreadHtaccess]);

/** What Apache does not read has no mistakes, only that it is not read. */
function rulesFor(configuration: Configuration): RuleSet {
  const allowance = allowanceOf(configuration);
  return allowance && !isReadAtAll(allowance) ? onlyUnread : all;
}

function rethrow(_rule: string, error: unknown): never {
  throw error;
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
  return severity && severity !== 'off' ? { ...problem, file: problem.file, severity } : problem;
}
