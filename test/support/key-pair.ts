// Makes the certificate and key that configurations under test point at.
import { execFile } from 'node:child_process';
import { createPrivateKey, X509Certificate } from 'node:crypto';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { promisify } from 'node:util';
import { pathOf } from './programs.ts';

export interface KeyPair {
  readonly certificate: string;
  readonly key: string;
  /** A certificate and key that have nothing to do with them. */
  readonly other: { readonly certificate: string; readonly key: string };
}

/** Writes a self-signed certificate and its key into `folder` with openssl. */
export async function createKeyPair(folder: string): Promise<KeyPair> {
  const [pair, other] = await Promise.all([writePair(folder, ''), writePair(folder, 'other-')]);
  return { ...pair, other };
}

async function writePair(folder: string, prefix: string): Promise<{ certificate: string; key: string }> {
  const certificate = path.join(folder, `${prefix}certificate.pem`);
  const key = path.join(folder, `${prefix}key.pem`);
  const names = 'subjectAltName=DNS:localhost,DNS:example.com,DNS:*.example.com,IP:127.0.0.1';
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  const output = ['-keyout', key, '-out', certificate];
  const subject = ['-days', '2', '-subj', '/CN=localhost', '-addext', names];
  await promisify(execFile)(pathOf('openssl'), ['req', '-x509', ...curve, ...output, ...subject]);
  return { certificate, key };
}

/** Replaces each /etc/ssl path of `text` by one below `folder` that exists, made from `pair`. */
export function materialise(text: string, folder: string, pair: KeyPair): string {
  return text.replace(
    /(\bSSL\w*Path[ \t]+"?)?\/etc\/ssl((?:\/[\w.*+-]*)+)/gi,
    (_whole, directive = '', rest: string) => {
      const target = path.join(folder, rest);
      const isFolder = directive !== '' || rest.endsWith('/') || /^\/(certs|private)$/.test(rest);
      if (isFolder) fs.mkdirSync(target, { recursive: true });
      else writePem(target, pair);
      return `${directive}${target}`;
    },
  );
}

function writePem(target: string, pair: KeyPair): void {
  // Another check may be reading it at this moment.
  if (fs.existsSync(target)) return;
  fs.mkdirSync(path.dirname(target), { recursive: true });
  fs.writeFileSync(target, contentFor(target, pair), { mode: 0o600 });
}

/**
 * A .key holds the key, a .pem both, since a proxy's client certificate needs both in one file.
 * `torn.crt` has lost a part, `binary.crt` is in DER form;
 * `other.key` fits no certificate, `encrypted.key` has a pass phrase, and in `unordered.crt` the certificate of the key comes last.
 */
function contentFor(target: string, pair: KeyPair): string | Buffer {
  const key = fs.readFileSync(target.endsWith('/other.key') ? pair.other.key : pair.key, 'utf8');
  if (target.endsWith('/encrypted.key')) return encrypted(key);
  if (target.endsWith('.key')) return key;
  const certificate = fs.readFileSync(pair.certificate, 'utf8');
  if (target.endsWith('/torn.crt')) return certificate.replace(/\n[^\n]{40}/, '\n');
  if (target.endsWith('/binary.crt')) return new X509Certificate(certificate).raw;
  if (target.endsWith('/unordered.crt')) return fs.readFileSync(pair.other.certificate, 'utf8') + certificate;
  return target.endsWith('.pem') ? certificate + key : certificate;
}

function encrypted(key: string): string {
  const form = { type: 'pkcs8', format: 'pem', cipher: 'aes-256-cbc', passphrase: 'a pass phrase' } as const;
  return createPrivateKey(key).export(form).toString();
}
