// SSLProtocol with a bare protocol behind others: it throws them away.
import { protocolsOf } from '../configuration/tls.ts';
import type { Visit } from '../configuration/visit.ts';
import type { Word } from '../syntax/words.ts';
import type { Problem } from './problem.ts';
import { problemAt, type Rule, replaceFix } from './rule.ts';
import { spanOfWords } from './word-span.ts';

export const overriddenProtocol: Rule = {
  id: 'overridden-protocol',
  severity: 'warning',
  summary: 'a protocol without a sign throws away those before it',
  directives: ['SSLProtocol', 'SSLProxyProtocol'],
  *line(visit) {
    yield* problemsOf(visit);
  },
};

function* problemsOf(visit: Visit): Generator<Problem> {
  if (visit.hasUnknownVariable) return;
  const protocols = protocolsOf(visit.words);
  if (!protocols?.overriding) return;
  const left = [...protocols.enabled].join(' and ');
  const message = `${protocols.overriding.text} without + throws away what stands before it: only ${left} stays`;
  const wanted = signed(visit.words);
  const span = spanOfWords(visit.words);
  const fixes = wanted && span && !visit.use ? [replaceFix(`Change to ${wanted}`, visit.file, span, wanted)] : [];
  yield problemAt(overriddenProtocol, visit, protocols.overriding.span, message, { fixes });
}

/** A list of plain names means exactly these; with `all` among them nobody knows. */
function signed(words: readonly Word[]): string | undefined {
  const names = words.map((word) => word.text).filter((text) => text.toLowerCase() !== '-all');
  if (names.some((name) => !/^\+?TLSv1(?:\.[123])?$/i.test(name))) return undefined;
  return ['-all', ...names.map((name) => name.replace(/^\+?/, '+'))].join(' ');
}
