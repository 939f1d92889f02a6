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
    if (!isMisspelt(match[0])) continue;
    const near = nearest(match[0], names);
    // Versions of OpenSSL differ in whether they look at upper and lower case.
    if (near?.toLowerCase() === match[0].toLowerCase()) continue;
    const start = list.inner.start + match.index;
    const span = { start, end: Math.min(start + match[0].length, list.inner.end) };
    const meant = near ? `; did you mean ${near}?` : '';
    const message = `OpenSSL has no group ${match[0]}: Apache fails to start with AH02407${meant}`;
    const fixes = near && !visit.use ? [replaceFix(`Change to ${near}`, visit.file, span, near)] : [];
    // A provider that is not known here may bring groups of its own.
    yield problemAt(unknownCurve, visit, span, message, { fixes, severity: near ? 'error' : 'warning' });
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
  /^(?:sect\d+[rk]\d|secp\d+[rk]\d|prime\d+v\d|c2\w+|wap-\w+|brainpool\w+|ffdhe\d+|modp_\d+|[xX](?:25519|448)(?:\w*)|[PKB]-\d+|\w*(?:MLKEM|mlkem|kyber)\d+|auto|SM2|ED\d+|(?:frodo|bike|hqc|ntru|p\d+_|x\d+_)\w+|DEFAULT)$/;

function isMisspelt(name: string): boolean {
  if (names.includes(name) || !/^[\w-]+$/.test(name)) return false;
  return /^[PKB]-?\d+$/i.test(name) ? !/^(?:P-(?:192|224|256|384|521)|[KB]-\d+)$/.test(name) : !real.test(name);
}
