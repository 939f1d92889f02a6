// ProxyPassMatch with a path that may stand anywhere in the request.

import { isInLocation } from '../configuration/scopes.ts';
import type { Visit } from '../configuration/visit.ts';
import type { Problem } from './problem.ts';
import { problemAt, type Rule, replaceFix } from './rule.ts';

export const unanchoredProxyPattern: Rule = {
  id: 'unanchored-proxy-pattern',
  severity: 'information',
  summary: 'the pattern of a ProxyPassMatch does not start with ^',
  directives: ['ProxyPassMatch'],
  *visit(visit) {
    yield* problemsOf(visit);
  },
};

function* problemsOf(visit: Visit): Generator<Problem> {
  if (visit.hasUnknownVariable || isInLocation(visit)) return;
  const [pattern, target] = visit.words;
  const [, name] = /^(\/[\w-]+(?:\/[\w-]+)*)(?=[/($]|$)/.exec(pattern?.text ?? '') ?? [];
  if (!pattern || !name || !target) return;
  const message = `without ^ the pattern also fits inside of a path: /other${name} is taken as well`;
  const start = { start: pattern.inner.start, end: pattern.inner.start };
  const fixes = visit.use ? [] : [replaceFix('Insert ^', visit.file, start, '^')];
  yield problemAt(unanchoredProxyPattern, visit, pattern.span, message, { fixes });
}
