// Runs the rules over a configuration and applies the user's suppressions and severities.
import { allowanceOf, isReadAtAll } from '../configuration/allow-override.ts';
import type { Configuration } from '../configuration/evaluate.ts';
import { mainOf } from '../configuration/hosts.ts';
import { type Segment, segmentsTowards } from '../configuration/segment.ts';
import { unnoticed } from '../text/reads.ts';
import type { SourceFile } from '../text/source-file.ts';
import { rules } from './all.ts';
import { Collector, type FailureListener, findingsIn, findingsOnHost, knownFindingsIn, RuleSet } from './findings.ts';
import { includedError, includedErrors } from './included-error.ts';
import type { Problem, Severity } from './problem.ts';
import type { Rule } from './rule.ts';
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
  return resultOf(checkInSteps(configuration, severities, onFailure));
}

/**
 * The same, with a pause after each part of a file that is looked at anew, at which it can be left: a large tree takes
 * seconds at first.
 */
export function* checkInSteps(
  configuration: Configuration,
  severities: SeveritySettings = {},
  onFailure: FailureListener = rethrow,
): Generator<undefined, Problem[]> {
  const checking = { configuration, rules: rulesFor(configuration), severities, onFailure };
  const found = yield* findingsInAll(configuration.segments, checking);
  const problems = told([...overallFindings(configuration.files.values(), checking), ...found], severities);
  return [...problems, ...derived(problems, checking)];
}

/**
 * The problems that are shown in `file`: an editor asks for open files first, and most files of a tree are not open.
 * A file with Include lines tells of the errors behind them, so it takes a check of what it includes.
 */
export function checkFile(
  configuration: Configuration,
  file: SourceFile,
  severities: SeveritySettings = {},
  onFailure: FailureListener = rethrow,
): Problem[] {
  return resultOf(checkFileInSteps(configuration, file, severities, onFailure));
}

/** The same with a pause after each part that is looked at anew. */
export function* checkFileInSteps(
  configuration: Configuration,
  file: SourceFile,
  severities: SeveritySettings = {},
  onFailure: FailureListener = rethrow,
): Generator<undefined, Problem[]> {
  const checking = { configuration, rules: rulesFor(configuration), severities, onFailure };
  const { segments, files } = toLookAt(file, configuration);
  const found = yield* findingsInAll(segments, checking);
  const problems = told([...overallFindings(files, checking), ...found], severities);
  const own = problems.filter((problem) => problem.file.uri === file.uri);
  if (files.length === 1) return own;
  const others = problems.filter((problem) => problem.file.uri !== file.uri);
  return [...own, ...derived(others, checking).filter((problem) => problem.file.uri === file.uri)];
}

/** What `steps` come to, all done at once. */
export function resultOf<Result>(steps: Generator<undefined, Result>): Result {
  for (let step = steps.next(); ; step = steps.next()) if (step.done) return step.value;
}

function* findingsInAll(segments: readonly Segment[], checking: Checking): Generator<undefined, Problem[]> {
  const found: Problem[] = [];
  for (const segment of segments) {
    const known = knownFindingsIn(segment, checking.configuration);
    for (const problem of known ?? findingsIn(segment, checking)) found.push(problem);
    if (!known) yield;
  }
  return found;
}

interface Checking {
  readonly configuration: Configuration;
  readonly rules: RuleSet;
  readonly severities: SeveritySettings;
  readonly onFailure: FailureListener;
}

interface Checked {
  readonly segments: readonly Segment[];
  readonly files: readonly SourceFile[];
}

/** What may have a problem that is shown in `file`: the first file includes all others, and in a circle each does. */
function toLookAt(file: SourceFile, configuration: Configuration): Checked {
  const { start, hasCircle, files } = configuration;
  if (file === start.file || hasCircle) return { segments: configuration.segments, files: [...files.values()] };
  const own = configuration.segmentsOf(file);
  const uris = new Set([file.uri, ...own.flatMap(({ includedUris }) => [...includedUris])]);
  return { segments: segmentsFor(uris, configuration), files: [...uris].flatMap((uri) => files.get(uri) ?? []) };
}

/** The segments whose problems may be shown in these files: their own, and those that include them, since a host may begin there. */
function segmentsFor(uris: ReadonlySet<string>, { root }: Configuration): Segment[] {
  return segmentsTowards(uris, root).filter(
    (segment) =>
      uris.has(segment.tree.part.file.uri) || (segment.around.scope.host === undefined && hasHostWith(uris, segment)),
  );
}

/** Says whether a host that begins in `segment` goes on in one of these files. */
function hasHostWith(uris: ReadonlySet<string>, segment: Segment): boolean {
  return segment.inclusionsOf(uris).some(({ around }) => around.scope.host !== undefined);
}

/** What the rules find that look at the whole, at these files as wholes, and at the main server. */
function overallFindings(files: Iterable<SourceFile>, { configuration, rules, onFailure }: Checking): Problem[] {
  const collector = new Collector(onFailure);
  for (const rule of rules.forFiles) collector.collect(rule, () => findingsOnFiles(rule, files, configuration));
  for (const rule of rules.forTrees) collector.collect(rule, () => rule.tree?.(configuration));
  findingsOnHost(mainOf(configuration), configuration, rules, collector);
  return collector.problems;
}

function* findingsOnFiles(rule: Rule, files: Iterable<SourceFile>, configuration: Configuration): Generator<Problem> {
  for (const file of files) for (const problem of rule.file?.(file, configuration) ?? []) yield problem;
}

/** Those that neither a setting nor a comment silences, each once. */
function told(problems: readonly Problem[], severities: SeveritySettings): Problem[] {
  const heard = problems.filter((problem) => severities[problem.rule] !== 'off' && !isSuppressed(problem));
  return distinct(heard.map((problem) => withSeverity(problem, severities)));
}

/** What Include lines tell of `problems`. */
function derived(problems: readonly Problem[], { configuration, severities }: Checking): Problem[] {
  if (severities[includedError.id] === 'off') return [];
  const heard = [...includedErrors(problems, configuration)].filter((problem) => !isSuppressed(problem));
  return heard.map((problem) => withSeverity(problem, severities));
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
