// SSLProtocol or SSLProxyProtocol that leaves no protocol: the configuration test passes, start-up fails.
import type { Configuration } from '../configuration/evaluate.ts';
import { type Host, titleOf } from '../configuration/hosts.ts';
import { counting, firstWordOf } from '../configuration/sure.ts';
import { protocolsOf } from '../configuration/tls.ts';
import type { Problem } from './problem.ts';
import { problemAt, type Rule, replaceFix, safe } from './rule.ts';
import { spanOfWords } from './word-span.ts';

export const emptyProtocolSet: Rule = {
  id: 'empty-protocol-set',
  severity: 'error',
  summary: 'no TLS protocol is left',
  *host(host, configuration) {
    yield* problemsOf(host, 'SSLProtocol', 'SSLEngine', configuration);
    yield* problemsOf(host, 'SSLProxyProtocol', 'SSLProxyEngine', configuration);
  },
};

function* problemsOf(host: Host, name: string, engine: string, configuration: Configuration): Generator<Problem> {
  if (firstWordOf(counting(host, engine, configuration)) !== 'on') return;
  const visit = counting(host, name, configuration);
  if (typeof visit === 'string') return;
  // Which of the old protocols there are is up to OpenSSL, and Apache refuses the others by name.
  if (visit.words.some((word) => /^\+?SSLv[23]$/i.test(word.text))) return;
  const protocols = protocolsOf(visit.words);
  const span = spanOfWords(visit.words);
  const first = visit.words[0];
  if (!protocols || protocols.enabled.size > 0 || !span || !first) return;
  const onlyTakesAway = visit.words.every((word) => /^-(?!all$)/i.test(word.text));
  const why = onlyTakesAway ? '; the list starts empty, and - takes away from nothing' : '';
  const message = `no protocol is left for ${titleOf(host)}${why}: Apache fails to start with AH02231`;
  const start = { start: first.span.start, end: first.span.start };
  const fixes = onlyTakesAway && !visit.use ? [safe(replaceFix('Insert all', visit.file, start, 'all '))] : [];
  yield problemAt(emptyProtocolSet, visit, span, message, { fixes });
}
