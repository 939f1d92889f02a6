// SSLProtocol +TLSv1.2: the plus sign adds to an empty list.
import { protocolsOf } from '../configuration/tls.ts';
import type { Visit } from '../configuration/visit.ts';
import type { Problem } from './problem.ts';
import { problemAt, type Rule } from './rule.ts';

export const loneProtocol: Rule = {
  id: 'lone-protocol',
  severity: 'information',
  summary: 'a protocol with + is the only one left',
  directives: ['SSLProtocol', 'SSLProxyProtocol'],
  *visit(visit) {
    yield* problemsOf(visit);
  },
};

function* problemsOf(visit: Visit): Generator<Problem> {
  const [word, ...others] = visit.words;
  if (!word?.text.startsWith('+') || others.length > 0) return;
  const [left, ...more] = protocolsOf([word])?.enabled ?? [];
  if (!left || more.length > 0) return;
  const message = `+ adds to an empty list, not to the default: ${left} is the only protocol left`;
  yield problemAt(loneProtocol, visit, word.span, message);
}
