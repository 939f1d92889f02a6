// A misspelt key exchange group: the configuration test passes, start-up fails.
import { isSureIn } from '../configuration/sure.ts';
import { hasTls } from '../configuration/tls.ts';
import type { Visit } from '../configuration/visit.ts';
import { nearest } from '../text/nearest.ts';
import type { Problem } from './problem.ts';
import { problemAt, type Rule, replaceFix } from './rule.ts';

export const unknownCurve: Rule = {
  id: 'unknown-curve',
  severity: 'error',
  summary: 'OpenSSL has no curve or group of this name',
  *host(host, configuration) {
    if (!hasTls(host, configuration)) return;
    for (const visit of host.visits) if (isSureIn(visit, host)) yield* problemsOf(visit);
  },
};

function* problemsOf(visit: Visit): Generator<Problem> {
  if (visit.node.name.toLowerCase() !== 'sslopensslconfcmd' || visit.hasUnknownVariable) return;
  const [command, list] = visit.words;
  if (!list || !/^(?:curves|groups)$/i.test(command?.text ?? '')) return;
  for (const match of list.text.matchAll(/[^:]+/g)) {
    const near = isMisspelt(match[0]) ? nearest(match[0], names) : undefined;
    // Versions of OpenSSL differ in whether they look at upper and lower case.
    if (!near || near.toLowerCase() === match[0].toLowerCase()) continue;
    const start = list.inner.start + match.index;
    const span = { start, end: Math.min(start + match[0].length, list.inner.end) };
    const message = `OpenSSL has no group ${match[0]}: Apache fails to start with AH02407; did you mean ${near}?`;
    const fixes = visit.use ? [] : [replaceFix(`Change to ${near}`, visit.file, span, near)];
    yield problemAt(unknownCurve, visit, span, message, { fixes });
  }
}

/** Groups that guides and generators write. */
const names = [
  'X25519',
  'X448',
  'P-256',
  'P-384',
  'P-521',
  'prime256v1',
  'secp256r1',
  'secp384r1',
  'secp521r1',
  'X25519MLKEM768',
];

/** Names of the same make that some version of OpenSSL has, however near to another one they are. */
const real =
  /^(?:sect\d+[rk]\d|secp\d+[rk]\d|prime\d+v\d|c2\w+|wap-\w+|brainpool\w+|ffdhe\d+|modp_\d+|[xX](?:25519|448)(?:\w*)|[PKB]-\d+|\w*(?:MLKEM|mlkem|kyber)\d+|auto|SM2|ED\d+)$/;

function isMisspelt(name: string): boolean {
  if (names.includes(name) || !/^[\w-]+$/.test(name)) return false;
  return /^[PKB]-?\d+$/i.test(name) ? !/^(?:P-(?:192|224|256|384|521)|[KB]-\d+)$/.test(name) : !real.test(name);
}
