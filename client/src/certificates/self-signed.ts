// Makes a self-signed certificate and its key in memory, without any other program.
import { webcrypto } from 'node:crypto';
import type { CertificateNames } from './names.ts';

export type KeyAlgorithm = 'ec-p256' | 'rsa-2048' | 'rsa-3072';

/** A certificate and its private key as PEM text. */
export interface PemPair {
  readonly certificate: string;
  readonly key: string;
}

export interface SelfSignedRequest {
  readonly names: CertificateNames;
  readonly algorithm: KeyAlgorithm;
  readonly days: number;
  readonly now: Date;
}

/** Apple's systems refuse a certificate of a private issuer that lives longer. */
export const LONGEST_DAYS = 825;

const DAY = 86_400_000;

/** Clocks differ: a container or a phone a few minutes behind would otherwise find the certificate "not yet valid". */
const EARLIER = 3_600_000;

/**
 * Makes the key and the certificate. The certificate is its own trust anchor, and no authority: trusting it trusts
 * this one key for these names, where a trusted authority could vouch for any name if its key leaked. Apache would
 * warn about an authority's certificate too (AH01906), and Firefox refuses one as a server's.
 * Fails with a RangeError where `days` is no whole number from 1 to 825.
 */
export async function selfSigned(request: SelfSignedRequest): Promise<PemPair> {
  if (!Number.isInteger(request.days) || request.days < 1 || request.days > LONGEST_DAYS) {
    throw new RangeError(`A certificate can be valid for 1 to ${LONGEST_DAYS} days, not ${request.days}.`);
  }
  const keys = await generateKeys(request.algorithm);
  const certificate = await sign(request, keys);
  const pkcs8 = Buffer.from(await webcrypto.subtle.exportKey('pkcs8', keys.privateKey));
  return { certificate, key: pem('PRIVATE KEY', pkcs8) };
}

function generateKeys(algorithm: KeyAlgorithm): Promise<webcrypto.CryptoKeyPair> {
  const usages = ['sign', 'verify'] as const;
  if (algorithm === 'ec-p256') {
    return webcrypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, usages);
  }
  const publicExponent = new Uint8Array([1, 0, 1]);
  const modulusLength = algorithm === 'rsa-2048' ? 2048 : 3072;
  const parameters = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256', publicExponent, modulusLength };
  return webcrypto.subtle.generateKey(parameters, true, usages);
}

async function sign(request: SelfSignedRequest, keys: webcrypto.CryptoKeyPair): Promise<string> {
  const x509 = await import('./x509.ts');
  const start = request.now.getTime() - EARLIER;
  const certificate = await x509.X509CertificateGenerator.createSelfSigned(
    {
      keys,
      serialNumber: serialNumber(),
      name: subjectOf(request.names),
      notBefore: new Date(start),
      notAfter: new Date(start + request.days * DAY),
      signingAlgorithm: { name: keys.privateKey.algorithm.name, hash: 'SHA-256' },
      extensions: await extensions(x509, request, keys.publicKey),
    },
    webcrypto,
  );
  return pem('CERTIFICATE', Buffer.from(certificate.rawData));
}

async function extensions(x509: typeof import('./x509.ts'), request: SelfSignedRequest, key: webcrypto.CryptoKey) {
  const { digitalSignature, keyEncipherment } = x509.KeyUsageFlags;
  // Only the RSA key exchange of TLS 1.2 encrypts with the certificate's key.
  const usage = request.algorithm === 'ec-p256' ? digitalSignature : digitalSignature | keyEncipherment;
  return [
    new x509.BasicConstraintsExtension(false, undefined, true),
    new x509.KeyUsagesExtension(usage, true),
    new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
    new x509.SubjectAlternativeNameExtension([...request.names.names]),
    await x509.SubjectKeyIdentifierExtension.create(key, false, webcrypto),
    await x509.AuthorityKeyIdentifierExtension.create(key, false, webcrypto),
  ];
}

/** An issuer may not be empty (RFC 5280, 4.1.2.4), so the organization stands there even where no common name fits. */
function subjectOf(names: CertificateNames): Array<Record<string, string[]>> {
  const organization = { O: ['Local HTTPS certificate'] };
  return names.commonName === undefined ? [organization] : [organization, { CN: [names.commonName] }];
}

/** 16 random bytes in hexadecimal, positive because the first bit is clear, not zero because the second is set. */
function serialNumber(): string {
  const bytes = Buffer.from(webcrypto.getRandomValues(new Uint8Array(16)));
  bytes[0] = ((bytes[0] ?? 0) & 0x3f) | 0x40;
  return bytes.toString('hex');
}

function pem(label: string, bytes: Buffer): string {
  const lines = bytes.toString('base64').match(/.{1,64}/g) ?? [];
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ''].join('\n');
}
