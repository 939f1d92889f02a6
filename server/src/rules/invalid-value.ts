// Arguments that Apache refuses, or takes for something else than they seem.
import type { Configuration } from '../configuration/evaluate.ts';
import type { Visit } from '../configuration/visit.ts';
import type { Span } from '../text/span.ts';
import { type Judgement, judgementOf } from '../values/findings.ts';
import type { Finding } from '../values/kind.ts';
import type { Fix, Problem } from './problem.ts';
import { problemAt, type Rule, replaceFix, safe } from './rule.ts';

export const invalidValue: Rule = {
  id: 'invalid-value',
  severity: 'error',
  summary: 'Apache refuses this argument',
  finds: (finding) => finding.verdict === 'refused' && finding.rule === undefined,
};

export const doubtfulValue: Rule = {
  id: 'doubtful-value',
  severity: 'warning',
  summary: 'Apache takes this argument for something else than it seems',
  finds: (finding) => finding.verdict === 'doubtful' && finding.rule === undefined,
};

export const unknownParameter: Rule = {
  id: 'unknown-parameter',
  severity: 'error',
  summary: 'the directive has no such name=value parameter',
  finds: (finding) => finding.rule === 'unknown-parameter',
};

export const missingPath: Rule = {
  id: 'missing-path',
  severity: 'error',
  summary: 'a file or folder that must exist does not',
  finds: (finding) => finding.rule === 'missing-path',
};

/** What is wrong with the arguments of `visit`. */
export function argumentJudgement(visit: Visit, configuration: Configuration): Judgement {
  const judgement = judgementOf(visit, configuration);
  if (visit.certainty === 'certain') return judgement;
  // Conditions are written for the machines that lack the file.
  return { ...judgement, findings: judgement.findings.filter(({ rule }) => rule !== 'missing-path') };
}

/** A finding as a problem of `rule`. */
export function problemOfFinding(rule: Rule, finding: Finding, visit: Visit): Problem {
  const span = finding.span ?? visit.words[0]?.span ?? visit.node.nameSpan;
  const fixes = fixesOf(finding, visit, span);
  const { message, severity } = finding;
  return problemAt(rule, visit, span, message, severity ? { fixes, severity } : { fixes });
}

function fixesOf({ replacements = [], isSameMeaning }: Finding, visit: Visit, span: Span): Fix[] {
  if (visit.use) return [];
  const fixes = replacements.map((text) => replaceFix(`Change to ${text}`, visit.file, span, text));
  return isSameMeaning ? fixes.map(safe) : fixes;
}
