// Checks self-signed certificates with openssl, curl, Python and real TLS handshakes.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { before, describe, test } from 'node:test';
import { promisify } from 'node:util';
import { certificateNames } from '../../client/src/certificates/names.ts';
import { type KeyAlgorithm, type PemPair, selfSigned } from '../../client/src/certificates/self-signed.ts';
import { needs, pathOf } from '../support/programs.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { serving, verdict } from './handshake.ts';
import { textOf, verifies } from './openssl.ts';

const WRITTEN = ['https://app.example.com:443', '*.example.org', '10.1.2.3', '[2001:db8::7]', 'my_app.example.net'];
const ALGORITHMS: KeyAlgorithm[] = ['ec-p256', 'rsa-2048', 'rsa-3072'];
const run = promisify(execFile);

function make(
  options: { algorithm?: KeyAlgorithm; days?: number; now?: Date; written?: string[] } = {},
): Promise<PemPair> {
  const { algorithm = 'ec-p256', days = 397, now = new Date(), written = WRITTEN } = options;
  return selfSigned({ names: certificateNames(written), algorithm, days, now });
}

function save(folder: string, pair: PemPair): string {
  const file = path.join(folder, 'self.crt');
  fs.writeFileSync(file, pair.certificate);
  return file;
}

for (const algorithm of ALGORITHMS) {
  describe(`self-signed, ${algorithm}`, needs('openssl'), () => {
    let pair: PemPair;
    before(async () => {
      pair = await make({ algorithm });
    });

    test('openssl reads the extensions of a server that is no authority', (t) => {
      const text = textOf(save(temporaryFolder(t), pair));
      assert.match(text, /Basic Constraints: critical\s+CA:FALSE/);
      assert.match(text, /Extended Key Usage:\s+TLS Web Server Authentication\n/);
      const usage = algorithm === 'ec-p256' ? 'Digital Signature' : 'Digital Signature, Key Encipherment';
      assert.match(text, new RegExp(`Key Usage: critical\\s+${usage}\\n`));
      const size = { 'ec-p256': /NIST CURVE: P-256/, 'rsa-2048': /\(2048 bit\)/, 'rsa-3072': /\(3072 bit\)/ }[
        algorithm
      ];
      assert.match(text, size);
      assert.match(text, /Subject: O = Local HTTPS certificate, CN = app.example.com\n/);
    });

    test('openssl takes it as its own trust anchor, for its names only', (t) => {
      const file = save(temporaryFolder(t), pair);
      for (const name of ['app.example.com', 'any.example.org', 'my_app.example.net', 'localhost']) {
        assert.ok(verifies(file, file, '-verify_hostname', name), name);
      }
      for (const name of ['example.com', 'other.example.com', 'a.b.example.org']) {
        assert.ok(!verifies(file, file, '-verify_hostname', name), name);
      }
      for (const address of ['10.1.2.3', '2001:db8::7', '127.0.0.1', '::1']) {
        assert.ok(verifies(file, file, '-verify_ip', address), address);
      }
      assert.ok(!verifies(file, file, '-verify_ip', '10.1.2.4'));
    });

    test('a TLS client accepts its names and refuses others', () =>
      serving(pair, async (port) => {
        for (const name of ['app.example.com', 'any.example.org', 'localhost', '127.0.0.1', '::1']) {
          assert.equal(await verdict(port, pair.certificate, name), 'accepted', name);
        }
        assert.equal(await verdict(port, pair.certificate, 'other.example.com'), 'ERR_TLS_CERT_ALTNAME_INVALID');
        const stranger = await make();
        assert.notEqual(await verdict(port, stranger.certificate, 'localhost'), 'accepted');
      }));
  });
}

test('curl and Python accept the certificate as their only authority', needs('curl', 'python3'), async (t) => {
  const pair = await make();
  const file = save(temporaryFolder(t), pair);
  await serving(pair, async (port) => {
    const curl = await run(pathOf('curl'), ['-sS', '--cacert', file, `https://localhost:${port}/`]);
    assert.equal(curl.stdout, 'hello');
    const refused = ['-sS', '--cacert', file, '--connect-to', `::127.0.0.1:${port}`, 'https://other.example.com/'];
    await assert.rejects(run(pathOf('curl'), refused), /curl: \(60\)/);
    const python = await run(pathOf('python3'), ['-c', PYTHON, file, String(port)]);
    assert.equal(python.stdout.trim(), '200 hello');
  });
});

/** Python 3.13 verifies strictly by default; here every version does. */
const PYTHON = `
import ssl, sys, urllib.request
context = ssl.create_default_context(cafile=sys.argv[1])
context.verify_flags |= ssl.VERIFY_X509_STRICT
answer = urllib.request.urlopen(f"https://127.0.0.1:{sys.argv[2]}/", context=context)
print(answer.status, answer.read().decode())
`;

test('it is valid from an hour ago for the given number of days', async () => {
  const now = new Date('2026-03-01T12:00:00Z');
  const certificate = new X509Certificate((await make({ now, days: 397 })).certificate);
  assert.equal(new Date(certificate.validFrom).toISOString(), '2026-03-01T11:00:00.000Z');
  assert.equal(new Date(certificate.validTo).toISOString(), '2027-04-02T11:00:00.000Z');
});

test('more than 825 days, none, or a fraction are refused', async () => {
  await make({ days: 825 });
  for (const days of [826, 0, -1, 1.5, Number.NaN]) await assert.rejects(make({ days }), RangeError, String(days));
});

test('serial numbers are positive, 16 bytes long and differ', async () => {
  const serials = new Set<string>();
  for (let count = 0; count < 20; count += 1) {
    const { serialNumber } = new X509Certificate((await make()).certificate);
    assert.match(serialNumber, /^[4-7][0-9A-F]{31}$/);
    serials.add(serialNumber);
  }
  assert.equal(serials.size, 20);
});

test('the key is PKCS#8 and belongs to the certificate', async () => {
  const pair = await make();
  assert.match(pair.key, /^-----BEGIN PRIVATE KEY-----\n(.{1,64}\n)+-----END PRIVATE KEY-----\n$/);
  const { createPrivateKey } = await import('node:crypto');
  assert.ok(new X509Certificate(pair.certificate).checkPrivateKey(createPrivateKey(pair.key)));
});

test('a first name too long for a common name still is in the certificate', needs('openssl'), async (t) => {
  const long = `${'a'.repeat(60)}.${'b'.repeat(20)}.example`;
  const pair = await make({ written: [long] });
  const file = save(temporaryFolder(t), pair);
  assert.match(textOf(file), /Subject: O = Local HTTPS certificate\n/);
  assert.ok(verifies(file, file, '-verify_hostname', long));
});
