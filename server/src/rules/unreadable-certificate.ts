// Certificate files in another form than PEM, damaged ones, and ones that hold something else.
import type { PemFacts } from '../configuration/disk.ts';
import type { Configuration } from '../configuration/evaluate.ts';
import { directivesOf, type Host } from '../configuration/hosts.ts';
import { counting, firstWordOf, isSureIn } from '../configuration/sure.ts';
import { hasTls, type NamedPem, namedPem, pairsOf } from '../configuration/tls.ts';
import type { Problem } from './problem.ts';
import { problemAt, type Rule } from './rule.ts';

export const unreadableCertificate: Rule = {
  id: 'unreadable-certificate',
  severity: 'error',
  summary: 'OpenSSL finds no certificate in the file, or cannot read one',
  *host(host, configuration) {
    const isSecure = hasTls(host, configuration);
    const pairs = isSecure ? (pairsOf(host, configuration) ?? []) : [];
    for (const { certificate } of pairs) yield* problemsOf(certificate, 'AH02562', true);
    if (isSecure) yield* authorityProblems(host, 'SSLCACertificateFile', configuration);
    if (firstWordOf(counting(host, 'SSLProxyEngine', configuration)) === 'on')
      yield* authorityProblems(host, 'SSLProxyCACertificateFile', configuration);
  },
};

/** Those of the host itself: the last one counts. */
function* authorityProblems(host: Host, name: string, configuration: Configuration): Generator<Problem> {
  const visit = directivesOf(host, name).at(-1);
  if (!visit || !isSureIn(visit, host)) return;
  for (const pem of namedPem(visit, configuration)) yield* problemsOf(pem, 'AH01895', false);
}

/** A key in the place of a host's certificate is told with the pair. */
function* problemsOf({ visit, word, facts }: NamedPem, number: string, isPaired: boolean): Generator<Problem> {
  if (typeof facts === 'string' || (isPaired && facts.certificates.length === 0 && facts.keys.length > 0)) return;
  const reason = reasonFor(facts);
  if (reason)
    yield problemAt(
      unreadableCertificate,
      visit,
      word.span,
      `${word.text} ${reason}: Apache fails to start with ${number}`,
    );
}

function reasonFor({ certificates, others, keys, isTorn, isBinary }: PemFacts): string | undefined {
  if (isBinary) return 'is not in PEM form but in a binary one';
  if (isTorn) return 'is damaged or cut off, and OpenSSL cannot read it';
  if (certificates.length > 0) return undefined;
  if (keys.length > 0) return 'holds a private key and no certificate';
  const [other] = others;
  return other ? `holds no certificate, but a ${other.toLowerCase()}` : 'holds no certificate in PEM form';
}
