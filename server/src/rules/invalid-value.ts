// Arguments that Apache refuses, or takes for something else than they seem.
import type { Configuration } from '../configuration/evaluate.ts';
import type { Visit } from '../configuration/visit.ts';
import type { Span } from '../text/span.ts';
import { findingsOf } from '../values/findings.ts';
import type { Finding } from '../values/kind.ts';
import { hasRightCount } from './argument-count.ts';
import type { Fix, Problem } from './problem.ts';
import { problemAt, type Rule, replaceFix, safe } from './rule.ts';

export const invalidValue: Rule = {
  id: 'invalid-value',
  severity: 'error',
  summary: 'Apache refuses this argument',
  *visit(visit, configuration) {
    yield* findings(
      visit,
      configuration,
      (finding) => finding.verdict === 'refused' && finding.rule === undefined,
      this,
    );
  },
};

export const doubtfulValue: Rule = {
  id: 'doubtful-value',
  severity: 'warning',
  summary: 'Apache takes this argument for something else than it seems',
  *visit(visit, configuration) {
    yield* findings(
      visit,
      configuration,
      (finding) => finding.verdict === 'doubtful' && finding.rule === undefined,
      this,
    );
  },
};

export const unknownParameter: Rule = {
  id: 'unknown-parameter',
  severity: 'error',
  summary: 'the directive has no such name=value parameter',
  *visit(visit, configuration) {
    yield* findings(visit, configuration, (finding) => finding.rule === 'unknown-parameter', this);
  },
};

export const missingPath: Rule = {
  id: 'missing-path',
  severity: 'error',
  summary: 'a file or folder that must exist does not',
  *visit(visit, configuration) {
    yield* findings(visit, configuration, (finding) => finding.rule === 'missing-path', this);
  },
};

/** The problems of `rule` among the findings on a visit's arguments. */
export function* findings(
  visit: Visit,
  configuration: Configuration,
  wanted: (finding: Finding) => boolean,
  rule: Rule,
): Generator<Problem> {
  for (const finding of memoised(visit, configuration)) {
    if (!wanted(finding)) continue;
    const span = finding.span ?? visit.words[0]?.span ?? visit.node.nameSpan;
    yield problemAt(rule, visit, span, finding.message, { fixes: fixesOf(finding, visit, span) });
  }
}

function fixesOf({ replacements = [], isSameMeaning }: Finding, visit: Visit, span: Span): Fix[] {
  if (visit.use) return [];
  const fixes = replacements.map((text) => replaceFix(`Change to ${text}`, visit.file, span, text));
  return isSameMeaning ? fixes.map(safe) : fixes;
}

interface Latest {
  readonly visit: Visit;
  readonly configuration: Configuration;
  readonly findings: readonly Finding[];
}

let latest: Latest | undefined;

/** Several rules look at the findings of one visit, one right after the other: only the latest are kept, since a large tree has a million visits. */
function memoised(visit: Visit, configuration: Configuration): readonly Finding[] {
  if (latest?.visit !== visit || latest.configuration !== configuration)
    latest = { visit, configuration, findings: hasRightCount(visit) ? [...findingsOf(visit, configuration)] : [] };
  return latest.findings;
}
