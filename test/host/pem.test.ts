// Proves that real certificate and key files are read for what they are.
import assert from 'node:assert/strict';
import { createPrivateKey, X509Certificate } from 'node:crypto';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { PemFacts } from '../../server/src/configuration/disk.ts';
import { NodeDisk } from '../../server/src/host/node-disk.ts';
import { createKeyPair, type KeyPair } from '../support/key-pair.ts';
import { needs } from '../support/programs.ts';

describe('PEM files', needs('openssl'), () => {
  const folder = fs.mkdtempSync(path.join(fs.realpathSync(os.tmpdir()), 'apache-pem-'));
  after(() => fs.rmSync(folder, { recursive: true }));
  let pair: KeyPair;
  before(async () => {
    fs.chmodSync(folder, 0o755);
    pair = await createKeyPair(folder);
  });

  test('a certificate has its names, its dates and no key', () => {
    const { certificates, keys, lookedAt } = factsOf(pair.certificate);
    assert.deepEqual(certificates[0]?.names, ['localhost', 'example.com', '*.example.com', '127.0.0.1']);
    const days = ((certificates[0]?.validTo ?? 0) - (certificates[0]?.validFrom ?? 0)) / 86_400_000;
    assert.deepEqual([days, keys.length], [2, 0]);
    assert.ok((certificates[0]?.validFrom ?? lookedAt) <= lookedAt);
  });

  test('a key belongs to its certificate and to no other', () => {
    const digest = factsOf(pair.key).keys[0]?.publicKey;
    assert.equal(digest, factsOf(pair.certificate).certificates[0]?.publicKey);
    assert.notEqual(digest, factsOf(pair.other.certificate).certificates[0]?.publicKey);
  });

  test('certificates and keys keep their order', () => {
    const chain = write(
      'chain.pem',
      [pair.other.certificate, pair.certificate, pair.key].map(textOf).join('# between\n'),
    );
    const { certificates, keys } = factsOf(chain);
    const [first, second] = certificates.map(({ publicKey }) => publicKey);
    assert.deepEqual([second, certificates.length], [keys[0]?.publicKey, 2]);
    assert.notEqual(first, second);
  });

  test('an encrypted key is told apart, in both forms', () => {
    const key = createPrivateKey(textOf(pair.key));
    for (const type of ['pkcs8', 'sec1'] as const) {
      const text = key.export({ type, format: 'pem', cipher: 'aes-256-cbc', passphrase: 'secret' }).toString();
      assert.deepEqual(factsOf(write(`${type}.key`, text)).keys, [{ publicKey: undefined, isEncrypted: true }]);
    }
  });

  test('who can read a file depends on its mode and on the folders above', {
    skip: process.platform === 'win32',
  }, () => {
    const closed = path.join(folder, 'closed');
    fs.mkdirSync(closed, { mode: 0o700 });
    const readable = (name: string, mode: number) => {
      const file = write(name, textOf(pair.key));
      fs.chmodSync(file, mode);
      return factsOf(file).isReadableByAll;
    };
    assert.deepEqual(
      [readable('a.key', 0o644), readable('b.key', 0o640), readable('closed/c.key', 0o644)],
      [true, false, false],
    );
  });

  test('what cannot be looked at is not known', () => {
    assert.equal(new NodeDisk().pem(path.join(folder, 'nowhere.crt')), 'missing');
    assert.equal(new NodeDisk(undefined, () => false).pem(pair.certificate), 'unknown');
  });

  test('a file without certificates and keys has none', () => {
    const { certificates, keys, isTorn, isBinary } = factsOf(write('text.crt', 'no certificate\n'));
    assert.deepEqual([certificates, keys, isTorn, isBinary], [[], [], false, false]);
  });

  test('a damaged part is told, wherever it stands', () => {
    const text = textOf(pair.certificate);
    for (const [name, torn] of Object.entries({
      'part.crt': text.replace(/\n[^\n]{40}/, '\n'),
      'cut.crt': text.slice(0, 300),
      'second.crt': text + text.slice(0, 300),
      'junk.crt': text.replace(/-----END.*/, '$& and more'),
    }))
      assert.ok(factsOf(write(name, torn)).isTorn, name);
  });

  test('lines may end as on Windows or in blanks, and text may stand around', () => {
    const text = textOf(pair.certificate);
    for (const [name, whole] of Object.entries({
      'windows.crt': text.replaceAll('\n', '\r\n'),
      'blanks.crt': text.replaceAll('-----\n', '-----  \n'),
      'commented.crt': `Certificate:\n    Data:\n${text}`,
      'mark.crt': `\uFEFF${text}`,
    }))
      assert.deepEqual(
        [factsOf(write(name, whole)).certificates.length, factsOf(path.join(folder, name)).isTorn],
        [1, false],
      );
  });

  test('an indented certificate is none, and DER is another form', () => {
    const text = textOf(pair.certificate);
    assert.equal(factsOf(write('indented.crt', text.replace(/^/gm, '  '))).certificates.length, 0);
    const file = path.join(folder, 'binary.crt');
    fs.writeFileSync(file, new X509Certificate(text).raw);
    assert.ok(factsOf(file).isBinary);
  });

  test('a changed file is read anew after a refresh', () => {
    const disk = new NodeDisk();
    const file = write('changing.crt', textOf(pair.certificate));
    const before = disk.pem(file);
    fs.writeFileSync(file, textOf(pair.other.certificate));
    assert.equal(disk.pem(file), before);
    disk.refresh();
    assert.notDeepEqual(disk.pem(file), before);
  });

  function write(name: string, text: string): string {
    const file = path.join(folder, name);
    fs.writeFileSync(file, text);
    return file;
  }
});

function factsOf(file: string): PemFacts {
  const facts = new NodeDisk().pem(file);
  assert.ok(typeof facts !== 'string', `${file} is ${facts}`);
  return facts;
}

function textOf(file: string): string {
  return fs.readFileSync(file, 'utf8');
}
