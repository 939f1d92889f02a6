// Too few or too many arguments.
import type { Rule } from './rule.ts';

export const argumentCount: Rule = {
  id: 'argument-count',
  severity: 'error',
  summary: 'the directive has too few or too many arguments',
  finds: (finding) => finding.rule === 'argument-count',
};
