// SSLProtocol that names TLS 1.0 or 1.1.
import { compareVersions } from '../catalogue/version.ts';
import { protocolsOf } from '../configuration/tls.ts';
import type { Visit } from '../configuration/visit.ts';
import type { Word } from '../syntax/words.ts';
import type { Fix, Problem } from './problem.ts';
import { problemAt, type Rule, replaceFix } from './rule.ts';

export const insecureProtocol: Rule = {
  id: 'insecure-protocol',
  severity: 'warning',
  summary: 'TLS 1.0 or 1.1 is switched on by name',
  directives: ['SSLProtocol'],
  *line(visit, { settings: { apacheVersion } }) {
    // Apache knows TLS 1.3 since 2.4.36.
    yield* problemsOf(visit, apacheVersion && compareVersions(apacheVersion, '2.4.36') < 0 ? 3 : 4);
  },
};

function* problemsOf(visit: Visit, versions: number): Generator<Problem> {
  if (visit.hasUnknownVariable) return;
  const named = protocolsOf(visit.words)?.named ?? new Map<string, Word>();
  // Every version by its name is a choice for old clients, as the Mozilla generator's "old" profile makes it.
  if (named.size === versions) return;
  for (const [protocol, word] of named) {
    if (protocol !== 'TLSv1' && protocol !== 'TLSv1.1') continue;
    const message = `${protocol} is obsolete and insecure (RFC 8996); browsers and current OpenSSL refuse it`;
    yield problemAt(insecureProtocol, visit, word.span, message, { fixes: fixesOf(visit, protocol, word) });
  }
}

/** The word goes where at least TLS 1.2 or 1.3 stays on by a word of its own. */
function fixesOf(visit: Visit, protocol: string, word: Word): Fix[] {
  const rest = visit.words.filter((other) => other !== word);
  const left = protocolsOf(rest);
  if (visit.use || !left || ![...left.enabled].some((name) => /\.[23]$/.test(name)) || left.overriding) return [];
  const next = visit.words[visit.words.indexOf(word) + 1];
  const before = visit.words[visit.words.indexOf(word) - 1];
  const start = next ? word.span.start : (before?.span.end ?? word.span.start);
  const end = next ? next.span.start : word.span.end;
  return [replaceFix(`Remove ${protocol}`, visit.file, { start, end }, '')];
}
