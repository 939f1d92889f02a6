// What the rules find in one part of a file, kept for as long as nothing changes that they looked at.
import type { DirectiveInfo } from '../catalogue/directive-info.ts';
import { allowanceOf, isPassedOver } from '../configuration/allow-override.ts';
import type { Configuration } from '../configuration/evaluate.ts';
import { type Host, hostsIn } from '../configuration/hosts.ts';
import type { Segment } from '../configuration/segment.ts';
import type { Readings } from '../configuration/versions.ts';
import type { Visit } from '../configuration/visit.ts';
import { isNoticing, withReads } from '../text/reads.ts';
import type { Finding } from '../values/kind.ts';
import { anchored, isCurrent } from './anchor.ts';
import { argumentJudgement, problemOfFinding } from './invalid-value.ts';
import type { Problem } from './problem.ts';
import { type RightLines, rightLinesOf } from './right-lines.ts';
import type { Rule } from './rule.ts';
import { unknownDirective } from './unknown-directive.ts';
import { wrongContext } from './wrong-context.ts';

/** Hears of a rule that failed; the other rules go on. Without a listener the failure is thrown. */
export type FailureListener = (rule: string, error: unknown) => void;

/** Collects what rules find; one that fails does not keep the others from theirs. */
export class Collector {
  readonly problems: Problem[] = [];
  readonly #onFailure: FailureListener;

  constructor(onFailure: FailureListener) {
    this.#onFailure = onFailure;
  }

  /** What rules find on one directive: asked very often, so without a function of its own. */
  collectOn(rules: readonly Rule[], visit: Visit, configuration: Configuration): void {
    for (const rule of rules) {
      try {
        for (const problem of (rule.line ?? rule.visit)?.(visit, configuration) ?? none) this.problems.push(problem);
      } catch (error) {
        this.#onFailure(rule.id, error);
      }
    }
  }

  /** What rules find on one host. */
  collectOnHost(rules: readonly Rule[], host: Host, configuration: Configuration): void {
    for (const rule of rules) {
      try {
        for (const problem of rule.host?.(host, configuration) ?? none) this.problems.push(problem);
      } catch (error) {
        this.#onFailure(rule.id, error);
      }
    }
  }

  collect(rule: Rule, find: () => Iterable<Problem> | undefined): void {
    this.attempt(rule, () => {
      for (const problem of find() ?? none) this.problems.push(problem);
    });
  }

  /** What `work` for the rule gives back; undefined where it fails. */
  attempt<Value>(rule: Rule, work: () => Value): Value | undefined {
    try {
      return work();
    } catch (error) {
      this.#onFailure(rule.id, error);
      return undefined;
    }
  }
}

/** The problems of `segment` and of the virtual hosts that begin in it, as they were found before where that still holds. */
export function findingsIn(segment: Segment, asking: Asking): readonly Problem[] {
  const { configuration } = asking;
  if (!isNoticing()) return findAnew(segment, asking);
  const known = knownFindingsIn(segment, configuration);
  if (known) return known;
  const { value, reads } = withReads(() => findAnew(segment, asking));
  const problems = anchored(value, configuration);
  kept.set(segment, { problems, readings: configuration.versions.of(reads, new Set(hostsIn(segment))) });
  return problems;
}

/** What a check is made of, and who hears of rules that fail. */
interface Asking {
  readonly configuration: Configuration;
  readonly rules: RuleSet;
  readonly onFailure: FailureListener;
}

/** The same only where they were found before and that still holds. */
export function knownFindingsIn(segment: Segment, configuration: Configuration): readonly Problem[] | undefined {
  const known = kept.get(segment);
  if (!known || !configuration.versions.areSame(known.readings)) return undefined;
  return isCurrent(known.problems, configuration) ? known.problems : undefined;
}

/** The problems of one host by the rules that look at hosts. */
export function findingsOnHost(host: Host, configuration: Configuration, rules: RuleSet, to: Collector): void {
  to.collectOnHost(rules.forHosts, host, configuration);
}

interface Kept {
  readonly problems: readonly Problem[];
  readonly readings: Readings;
}

const kept = new WeakMap<Segment, Kept>();

function findAnew(segment: Segment, { configuration, rules, onFailure }: Asking): readonly Problem[] {
  const collector = new Collector(onFailure);
  for (const rule of rules.forParts) collector.collect(rule, () => rule.part?.(segment.tree, configuration));
  const checking = {
    configuration,
    rules,
    rightLines: rightLinesOf(configuration),
    mayPassOver: allowanceOf(configuration) !== undefined,
  };
  for (const { visits } of segment.stretches) for (const visit of visits) findingsOnVisit(visit, checking, collector);
  for (const host of hostsIn(segment)) findingsOnHost(host, configuration, rules, collector);
  return collector.problems;
}

/** What is the same for all directives of a check. */
interface Checking {
  readonly configuration: Configuration;
  readonly rules: RuleSet;
  readonly rightLines: RightLines;
  /** The file is a .htaccess of which Apache may pass over some lines. */
  readonly mayPassOver: boolean;
}

function findingsOnVisit(visit: Visit, checking: Checking, to: Collector): void {
  const { configuration, rules, rightLines, mayPassOver } = checking;
  const { ofLine, ofVisit } = rules.forDirective(visit.info);
  if (mayPassOver && isPassedOver(visit, configuration)) {
    to.collectOn(ofLine.filter(isAboutReading), visit, configuration);
    return;
  }
  if (!rightLines.has(visit)) {
    const { length } = to.problems;
    to.collectOn(ofLine, visit, configuration);
    const isOfLine = findingsOnArguments(visit, configuration, rules, to);
    if (isOfLine && to.problems.length === length) rightLines.add(visit);
  }
  if (ofVisit.length > 0) to.collectOn(ofVisit, visit, configuration);
}

/** What Apache passes over can still be wrong where it stands. */
function isAboutReading(rule: Rule): boolean {
  return rule === wrongContext || rule === unknownDirective;
}

/** Tells what is wrong with the arguments, each by the rule whose finding it is; gives back whether the line alone says so. */
function findingsOnArguments(visit: Visit, configuration: Configuration, rules: RuleSet, to: Collector): boolean {
  const [responsible] = rules.forFindings;
  const isOfLine =
    responsible &&
    to.attempt(responsible, () => {
      const judgement = argumentJudgement(visit, configuration);
      to.problems.push(...problemsOf(judgement.findings, visit, rules));
      return judgement.isOfLine;
    });
  return isOfLine === true;
}

function problemsOf(findings: readonly Finding[], visit: Visit, rules: RuleSet): readonly Problem[] {
  if (findings.length === 0) return none;
  return findings.flatMap((finding) => {
    const rule = rules.forFindings.find((candidate) => candidate.finds?.(finding));
    return rule ? [problemOfFinding(rule, finding, visit)] : [];
  });
}

const none: readonly Problem[] = [];

/** Rules, sorted by what they look at. */
export class RuleSet {
  readonly forParts: readonly Rule[];
  readonly forHosts: readonly Rule[];
  readonly forFiles: readonly Rule[];
  readonly forTrees: readonly Rule[];
  readonly forFindings: readonly Rule[];
  readonly #forDirectives: readonly Rule[];
  readonly #byDirective = new Map<DirectiveInfo | undefined, DirectiveRules>();

  constructor(rules: readonly Rule[]) {
    this.forParts = rules.filter((rule) => rule.part);
    this.forHosts = rules.filter((rule) => rule.host);
    this.forFiles = rules.filter((rule) => rule.file);
    this.forTrees = rules.filter((rule) => rule.tree);
    this.forFindings = rules.filter((rule) => rule.finds);
    this.#forDirectives = rules.filter((rule) => rule.line ?? rule.visit);
  }

  /** The rules that look at a directive; none stands for unknown names. */
  forDirective(info: DirectiveInfo | undefined): DirectiveRules {
    const known = this.#byDirective.get(info);
    if (known) return known;
    const fitting = this.#forDirectives.filter(({ directives, concerns }) => {
      const isNamed = directives?.some((name) => name.toLowerCase() === info?.key) ?? true;
      return isNamed && (concerns?.(info) ?? true);
    });
    const found = { ofLine: fitting.filter((rule) => rule.line), ofVisit: fitting.filter((rule) => rule.visit) };
    this.#byDirective.set(info, found);
    return found;
  }
}

/** The rules for one directive: those that look at the line alone, and the others. */
interface DirectiveRules {
  readonly ofLine: readonly Rule[];
  readonly ofVisit: readonly Rule[];
}
