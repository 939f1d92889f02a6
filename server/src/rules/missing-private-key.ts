// A certificate without its private key.
import type { PemFacts } from '../configuration/disk.ts';
import { hasTls, type NamedPem, pairsOf } from '../configuration/tls.ts';
import { problemAt, type Rule } from './rule.ts';

export const missingPrivateKey: Rule = {
  id: 'missing-private-key',
  severity: 'error',
  summary: 'no private key is given for a certificate',
  *host(host, configuration) {
    if (!hasTls(host, configuration)) return;
    for (const { certificate, key } of pairsOf(host, configuration) ?? []) {
      const holder = key ?? certificate;
      const facts = known(holder);
      // Apache reads a key in DER form; a key in the place of the certificate is another rule's business.
      if (!facts || facts.keys.length > 0 || facts.isBinary || facts.others.some(isStored)) continue;
      if (known(certificate)?.certificates.length === 0 || (!key && facts.isTorn)) continue;
      const message = key
        ? `${key.word.text} holds no private key: Apache fails to start with AH02579`
        : `${certificate.word.text} holds no private key, and no SSLCertificateKeyFile names one: Apache fails to start with AH02579`;
      yield problemAt(missingPrivateKey, holder.visit, holder.word.span, message);
    }
  },
};

/** A key that lies elsewhere, of which the file holds only the address. */
function isStored(label: string): boolean {
  return /PKCS#11|URI|KEY/.test(label) && !/PUBLIC/.test(label);
}

function known(pem: NamedPem): PemFacts | undefined {
  return typeof pem.facts === 'string' ? undefined : pem.facts;
}
