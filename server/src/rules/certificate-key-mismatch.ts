// Certificate and private key that do not belong together, or stand in each other's place.
import { hasTls, type NamedPair, pairsOf } from '../configuration/tls.ts';
import type { Fix, Problem } from './problem.ts';
import { problemAt, type Rule } from './rule.ts';

export const certificateKeyMismatch: Rule = {
  id: 'certificate-key-mismatch',
  severity: 'error',
  summary: 'the private key does not belong to the certificate',
  *host(host, configuration) {
    if (!hasTls(host, configuration)) return;
    for (const pair of pairsOf(host, configuration) ?? []) yield* problemsOf(pair);
  },
};

function* problemsOf(pair: NamedPair): Generator<Problem> {
  const { certificate, key } = pair;
  if (typeof certificate.facts === 'string' || certificate.facts.isTorn) return;
  const [first, ...others] = certificate.facts.certificates;
  const at = (message: string, fixes: Fix[] = []) =>
    problemAt(certificateKeyMismatch, certificate.visit, certificate.word.span, message, { fixes });
  if (!first) {
    if (certificate.facts.keys.length > 0)
      yield at(
        `${certificate.word.text} holds a private key and no certificate: Apache fails to start with AH02562`,
        swapOf(pair),
      );
    return;
  }
  const holder = key ?? certificate;
  const digest = typeof holder.facts === 'string' ? undefined : holder.facts.keys[0]?.publicKey;
  if (!digest || digest === first.publicKey) return;
  const place = others.findIndex((other) => other.publicKey === digest) + 2;
  const dies = 'Apache fails to start with AH02565';
  if (place > 1) {
    yield at(`certificate ${place} of ${certificate.word.text} belongs to the key; it must stand first: ${dies}`);
    return;
  }
  const message = `the key does not belong to the certificate ${certificate.word.text}: ${dies}`;
  const related = [{ file: certificate.visit.file, span: certificate.word.span, message: 'the certificate' }];
  yield problemAt(certificateKeyMismatch, holder.visit, holder.word.span, message, { related });
}

/** Where each file holds what the other should, the names change places. */
function swapOf({ certificate, key }: NamedPair): Fix[] {
  if (!key || typeof key.facts === 'string' || key.facts.certificates.length === 0) return [];
  if (certificate.visit.use || key.visit.use) return [];
  const edits = [
    { uri: certificate.visit.file.uri, span: certificate.word.inner, text: key.word.text },
    { uri: key.visit.file.uri, span: key.word.inner, text: certificate.word.text },
  ];
  return [{ title: 'Swap certificate and key', isPreferred: true, edits }];
}
