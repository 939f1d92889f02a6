// A certificate that has expired, will within a month, or is not valid yet.
import { hasTls, isMismatch, type NamedPem, pairsOf } from '../configuration/tls.ts';
import type { Problem } from './problem.ts';
import { problemAt, type Rule } from './rule.ts';

export const expiredCertificate: Rule = {
  id: 'expired-certificate',
  severity: 'warning',
  summary: 'the certificate has expired or soon will',
  *host(host, configuration) {
    if (!hasTls(host, configuration)) return;
    for (const pair of pairsOf(host, configuration) ?? []) if (!isMismatch(pair)) yield* problemsOf(pair.certificate);
  },
};

const day = 86_400_000;
const monthAhead = 30 * day;

function* problemsOf({ visit, word, facts }: NamedPem): Generator<Problem> {
  const first = typeof facts === 'string' ? undefined : facts.certificates[0];
  if (!first || typeof facts === 'string') return;
  const left = first.validTo - facts.lookedAt;
  const on = (time: number) => new Date(time).toISOString().slice(0, 10);
  const at = (message: string) => problemAt(expiredCertificate, visit, word.span, message);
  if (left <= 0) yield at(`the certificate expired on ${on(first.validTo)}: browsers refuse it`);
  else if (first.validFrom > facts.lookedAt)
    yield at(`the certificate is valid from ${on(first.validFrom)} on: until then browsers refuse it`);
  else if (left < monthAhead && !isShortLived(first.validTo - first.validFrom, left)) {
    yield {
      ...at(`the certificate expires on ${on(first.validTo)}, in ${Math.ceil(left / day)} days`),
      severity: 'information',
    };
  }
}

/** A certificate for weeks is renewed by a program, and is told only in the last third of its life. */
function isShortLived(life: number, left: number): boolean {
  return life < 3 * monthAhead && left * 3 > life;
}
