// What the certificate files below /etc/ssl hold in the configurations of the rules' pages: their names tell.
import type { CertificateFacts, KeyFacts, PemFacts } from '../../server/src/configuration/disk.ts';

const day = 86_400_000;
const now = Date.UTC(2026, 5, 1);

const good: CertificateFacts = {
  names: ['localhost', 'example.com', '*.example.com', '127.0.0.1'],
  validFrom: now - 100 * day,
  validTo: now + 200 * day,
  publicKey: 'key',
  keyType: 'ec',
  subject: 'CN=localhost',
  issuer: 'CN=localhost',
  hasIssuerUrl: false,
};

const signed = { ...good, issuer: 'CN=An Authority', hasIssuerUrl: true };

/** By the name without its ending; all others are as good as can be. */
const certificates: Readonly<Record<string, readonly CertificateFacts[]>> = {
  unordered: [{ ...good, publicKey: 'authority' }, good],
  expired: [{ ...good, validTo: now - day }],
  expiring: [{ ...good, validTo: now + 10 * day }],
  future: [{ ...good, validFrom: now + day }],
  'short-lived': [{ ...good, validFrom: now - day, validTo: now + 5 * day }],
  leaf: [signed],
  fullchain: [signed, { ...good, subject: 'CN=An Authority', issuer: 'CN=The Root' }],
  'other-chain': [signed, { ...good, subject: 'CN=The Root', issuer: 'CN=The Root' }],
  rsa: [{ ...good, keyType: 'rsa' }],
  torn: [],
  binary: [],
  nameless: [{ ...good, names: [] }],
};

const keys: Readonly<Record<string, KeyFacts>> = {
  other: { publicKey: 'other', isEncrypted: false },
  encrypted: { publicKey: undefined, isEncrypted: true },
};

/** A `.key` holds the key, a `.pem` certificate and key, anything else the certificate, as in `materialise`. */
export function samplePem(path: string): PemFacts | 'unknown' {
  const [, name = '', ending] = /^\/etc\/ssl\/(?:.*\/)?([^/]+)\.(\w+)$/.exec(path) ?? [];
  if (!ending) return 'unknown';
  return {
    certificates: ending === 'key' ? [] : (certificates[name] ?? [good]),
    keys: ending === 'key' || ending === 'pem' ? [keys[name] ?? { publicKey: 'key', isEncrypted: false }] : [],
    others: [],
    isTorn: name === 'torn',
    isBinary: name === 'binary',
    isReadableByAll: name === 'readable',
    lookedAt: now,
  };
}
