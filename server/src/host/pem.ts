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
    if (!stat.isFile() || stat.size > largestFile) return 'unknown';
    return pemFacts(fs.readFileSync(file, 'latin1'), isReadableByAll(file), Date.now());
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    return code === 'ENOENT' || code === 'ENOTDIR' ? 'missing' : 'unknown';
  }
}

/** The facts of a PEM text; fails where a certificate or key in it is of a kind that cannot be read. */
function pemFacts(text: string, isReadable: boolean, lookedAt: number): PemFacts | 'unknown' {
  const blocks = [...text.matchAll(/-----BEGIN ([A-Z0-9 ]+)-----[\s\S]*?-----END \1-----/g)];
  if (blocks.length === 0) return 'unknown';
  const certificates: CertificateFacts[] = [];
  const keys: KeyFacts[] = [];
  for (const [block, label = ''] of blocks) {
    if (/^(?:X509 |TRUSTED )?CERTIFICATE$/.test(label)) certificates.push(certificateFacts(block));
    else if (label.endsWith('PRIVATE KEY')) keys.push(keyFacts(block, label));
  }
  return { certificates, keys, isReadableByAll: isReadable, lookedAt };
}

function certificateFacts(block: string): CertificateFacts {
  const certificate = new (crypto().X509Certificate)(block);
  return {
    names: namesOf(certificate.subjectAltName),
    validFrom: Date.parse(certificate.validFrom),
    validTo: Date.parse(certificate.validTo),
    publicKey: digestOf(certificate.publicKey),
  };
}

/** Node writes the extension as `DNS:example.com, IP Address:127.0.0.1`. */
function namesOf(extension: string | undefined): string[] {
  return (extension ?? '').split(', ').flatMap((entry) => /^(?:DNS|IP Address):"?([^"]+)"?$/.exec(entry)?.[1] ?? []);
}

function keyFacts(block: string, label: string): KeyFacts {
  const isEncrypted = label.startsWith('ENCRYPTED') || /^Proc-Type: 4,ENCRYPTED/m.test(block);
  return { isEncrypted, publicKey: isEncrypted ? undefined : digestOf(crypto().createPublicKey(block)) };
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
