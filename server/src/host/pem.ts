// Reads the certificates and private keys of a PEM file and keeps only facts about them.
import type { KeyObject } from 'node:crypto';
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { CertificateFacts, KeyFacts, PemFacts } from '../configuration/disk.ts';

/** Certificates with their chains are a few kilobytes; a bundle of authorities is not looked at. */
const largestFile = 256 * 1024;

/** Loading it takes as long as a small check, and most checks read no certificate. */
const crypto = () => require('node:crypto') as typeof import('node:crypto');

/** The facts of the file at `file`: `missing` where there is none, `unknown` where it cannot be read or holds a part that cannot. */
export function readPem(file: string): PemFacts | 'missing' | 'unknown' {
  try {
    const stat = fs.statSync(file);
    if (!stat.isFile() || stat.size === 0 || stat.size > largestFile) return 'unknown';
    const text = fs.readFileSync(file, 'latin1').replace(/^\xEF\xBB\xBF/, '');
    return pemFacts(text, isReadableByAll(file), Date.now());
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    return code === 'ENOENT' || code === 'ENOTDIR' ? 'missing' : 'unknown';
  }
}

/** The facts of a file's text; fails where a certificate or key in it is of a kind that cannot be read. */
function pemFacts(text: string, isReadable: boolean, lookedAt: number): PemFacts {
  const blocks = [...text.matchAll(block)];
  const certificates: CertificateFacts[] = [];
  const keys: KeyFacts[] = [];
  const others: string[] = [];
  let isTorn = blocks.length < [...text.matchAll(beginning)].length;
  for (const [written, label = ''] of blocks) {
    try {
      if (/^(?:X509 |TRUSTED )?CERTIFICATE$/.test(label)) certificates.push(certificateFacts(written));
      else if (label.endsWith('PRIVATE KEY')) keys.push(keyFacts(written, label));
      else others.push(label);
    } catch (error) {
      // Node does not take every form of a trusted certificate.
      if (!isDamage(error) || label.startsWith('TRUSTED')) throw error;
      isTorn = true;
    }
  }
  // A DER sequence.
  const isBinary = blocks.length === 0 && /^0.*[^\t\n\r -~]/s.test(text);
  return { certificates, keys, others, isTorn, isBinary, isReadableByAll: isReadable, lookedAt };
}

/** OpenSSL looks for the two lines at the start of a line, behind a byte order mark too (get_name in pem_lib.c). */
const beginning = /^-----BEGIN ([^-\r\n]+)-----[ \t]*\r?$/gm;
const block = /^-----BEGIN ([^-\r\n]+)-----[ \t]*\r?\n[\s\S]*?^-----END \1-----[ \t]*\r?$/gm;

/** Bad Base64 or bad DER, as opposed to an algorithm that is not known here. */
function isDamage(error: unknown): boolean {
  return error instanceof Error && 'code' in error && /^ERR_OSSL_(?:PEM|ASN1)_/.test(String(error.code));
}

function certificateFacts(written: string): CertificateFacts {
  const certificate = new (crypto().X509Certificate)(written);
  // A company's own directory publishes its root there as well.
  const access = certificate.infoAccess ?? '';
  return {
    names: namesOf(certificate.subjectAltName),
    validFrom: Date.parse(certificate.validFrom),
    validTo: Date.parse(certificate.validTo),
    publicKey: digestOf(certificate.publicKey),
    keyType: certificate.publicKey.asymmetricKeyType ?? 'unknown',
    subject: certificate.subject,
    issuer: certificate.issuer,
    hasIssuerUrl: /CA Issuers - URI:http:/i.test(access) && !/ldap:/i.test(access),
  };
}

/** Node writes the extension as `DNS:example.com, IP Address:127.0.0.1`. */
function namesOf(extension: string | undefined): string[] {
  return (extension ?? '').split(', ').flatMap((entry) => /^(?:DNS|IP Address):"?([^"]+)"?$/.exec(entry)?.[1] ?? []);
}

function keyFacts(written: string, label: string): KeyFacts {
  const isEncrypted = label.startsWith('ENCRYPTED') || /^Proc-Type: 4,ENCRYPTED/m.test(written);
  return { isEncrypted, publicKey: isEncrypted ? undefined : digestOf(crypto().createPublicKey(written)) };
}

function digestOf(key: KeyObject): string {
  return crypto()
    .createHash('sha256')
    .update(key.export({ type: 'spki', format: 'der' }))
    .digest('hex');
}

/** A closed folder above protects a file whose own mode does not. */
function isReadableByAll(file: string): boolean {
  if (process.platform === 'win32') return false;
  const real = fs.realpathSync(file);
  if ((fs.statSync(real).mode & 0o004) === 0) return false;
  for (let folder = path.dirname(real); ; folder = path.dirname(folder)) {
    if ((fs.statSync(folder).mode & 0o001) === 0) return false;
    if (folder === path.dirname(folder)) return true;
  }
}
