// A cipher list in which OpenSSL finds no cipher: the configuration test passes, start-up fails.
import { titleOf } from '../configuration/hosts.ts';
import { counting } from '../configuration/sure.ts';
import { hasTls } from '../configuration/tls.ts';
import type { Visit } from '../configuration/visit.ts';
import { addsNothing, cipherListOf, isNonName, isTls13Suite } from './cipher-list.ts';
import type { Fix, Problem } from './problem.ts';
import { problemAt, type Rule, replaceFix, safe } from './rule.ts';

export const unusableCiphers: Rule = {
  id: 'unusable-ciphers',
  severity: 'error',
  summary: 'OpenSSL finds no cipher in the list',
  *host(host, configuration) {
    if (!hasTls(host, configuration)) return;
    const visit = counting(host, 'SSLCipherSuite', configuration, isForOlder);
    if (typeof visit !== 'string') yield* problemsOf(visit, titleOf(host));
  },
};

function isForOlder(visit: Visit): boolean {
  return visit.words.length < 2 || visit.words[0]?.text.toUpperCase() === 'SSL';
}

function* problemsOf(visit: Visit, title: string): Generator<Problem> {
  const list = cipherListOf(visit);
  if (!list || list.entries.length === 0) return;
  const adding = list.entries.filter(({ text }) => !addsNothing(text));
  if (!adding.every(({ text }) => isTls13Suite(text) || isNonName(text))) return;
  const message = `OpenSSL finds no cipher here for ${title}${reasonOf(adding)}: Apache fails to start with AH01898`;
  yield problemAt(unusableCiphers, visit, list.word.span, message, { fixes: fixesOf(visit, list.entries) });
}

function reasonOf(adding: readonly { readonly text: string }[]): string {
  if (adding.length === 0) return ', as the list only takes away';
  if (adding.some(({ text }) => isTls13Suite(text))) return '; suites of TLS 1.3 need TLSv1.3 as the first argument';
  return '';
}

/** A list of nothing but suites of TLS 1.3 is right behind its protocol. */
function fixesOf(visit: Visit, entries: readonly { readonly text: string }[]): Fix[] {
  const [first, second] = visit.words;
  if (visit.use || !first || second || !entries.every(({ text }) => isTls13Suite(text))) return [];
  const start = { start: first.span.start, end: first.span.start };
  return [safe(replaceFix('Insert TLSv1.3', visit.file, start, 'TLSv1.3 '))];
}
