// Checks the search for mkcert, and runs the real one with a root and trust stores of its own in a temporary folder.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { after, describe, test } from 'node:test';
import { findMkcert, installMkcertRoot, mkcertPair, mkcertRoot } from '../../client/src/certificates/mkcert.ts';
import { certificateNames } from '../../client/src/certificates/names.ts';
import { needs, pathOf } from '../support/programs.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { serving, verdict } from './handshake.ts';
import { verifies } from './openssl.ts';

const { names } = certificateNames(['app.example.com', '*.example.org', '10.1.2.3']);

/** Other suites run mkcert at the same time, so what it leaves behind is looked for in a folder of this one. */
const TEMPORARY = fs.mkdtempSync(path.join(os.tmpdir(), 'apache-suite-'));
process.env.TMPDIR = TEMPORARY;
after(() => fs.rmSync(TEMPORARY, { recursive: true, force: true }));

/** A file that can be run, and says something before it fails. */
function script(folder: string, name: string, text: string): string {
  const file = path.join(folder, name);
  fs.writeFileSync(file, `#!/bin/sh\n${text}\n`, { mode: 0o755 });
  return file;
}

describe('finding mkcert', () => {
  const search = { configured: '', environment: {}, platform: 'linux' as const };

  test('on the PATH, but never in a relative folder or under a file that cannot be run', (t) => {
    const folder = temporaryFolder(t);
    for (const name of ['plain', 'program', 'folder']) fs.mkdirSync(path.join(folder, name));
    fs.writeFileSync(path.join(folder, 'plain', 'mkcert'), '', { mode: 0o644 });
    fs.mkdirSync(path.join(folder, 'folder', 'mkcert'));
    const program = script(path.join(folder, 'program'), 'mkcert', 'exit 0');
    const relative = path.relative(process.cwd(), path.dirname(program));
    const find = (PATH: string) => findMkcert({ ...search, environment: { PATH } });
    assert.equal(find(['plain', 'folder', 'program'].map((name) => path.join(folder, name)).join(':')), program);
    assert.equal(find(`:${relative}:${folder}/plain`), undefined);
    assert.equal(findMkcert(search), undefined);
  });

  test('on Windows by the endings of PATHEXT that need no shell', (t) => {
    const folder = temporaryFolder(t);
    const windows = { ...search, platform: 'win32' as const };
    script(folder, 'mkcert.cmd', '');
    const environment = { Path: folder, PATHEXT: '.COM;.EXE;.BAT;.CMD' };
    assert.equal(findMkcert({ ...windows, environment }), undefined);
    const program = script(folder, 'mkcert.exe', '');
    assert.equal(findMkcert({ ...windows, environment }), program);
  });

  test('at the configured path, which has to be absolute and a program', (t) => {
    const program = script(temporaryFolder(t), 'my mkcert', '');
    assert.equal(findMkcert({ ...search, configured: program }), program);
    assert.throws(() => findMkcert({ ...search, configured: './mkcert' }), /must be absolute: \.\/mkcert/);
    assert.throws(() => findMkcert({ ...search, configured: '/nowhere/mkcert' }), /no program .*\/nowhere\/mkcert/);
  });
});

describe('running mkcert', needs('mkcert', 'openssl'), () => {
  test('the certificate is signed by its root and accepted for its names only', async (t) => {
    const run = withOwnRoot(temporaryFolder(t));
    assert.equal((await mkcertRoot(run)).exists, false);
    const pair = await mkcertPair(run, names, 'ec-p256');
    const root = await mkcertRoot(run);
    assert.equal(root.exists, true);
    assert.equal(root.folder, run.environment.CAROOT);
    assert.deepEqual(pair.storesWithoutRoot, ['system']);
    await serving(pair, async (port) => {
      const authority = fs.readFileSync(root.certificate, 'utf8');
      for (const name of ['app.example.com', 'any.example.org', '10.1.2.3', 'localhost', '::1']) {
        assert.equal(await verdict(port, authority, name), 'accepted', name);
      }
      assert.equal(await verdict(port, authority, 'other.example.com'), 'ERR_TLS_CERT_ALTNAME_INVALID');
    });
    const file = path.join(root.folder, 'leaf.crt');
    fs.writeFileSync(file, pair.certificate);
    assert.ok(verifies(file, root.certificate, '-verify_hostname', 'app.example.com'));
  });

  test('the key is of the kind that was asked for, and nothing stays behind', async (t) => {
    const folder = temporaryFolder(t);
    const run = withOwnRoot(folder);
    const kindOf = async (algorithm: 'ec-p256' | 'rsa-2048') =>
      new X509Certificate((await mkcertPair(run, names, algorithm)).certificate).publicKey.asymmetricKeyType;
    assert.equal(await kindOf('ec-p256'), 'ec');
    assert.equal(await kindOf('rsa-2048'), 'rsa');
    assert.deepEqual(leftovers(), []);
  });

  test('its own words are in the error', async (t) => {
    const folder = temporaryFolder(t);
    fs.writeFileSync(path.join(folder, 'root'), 'a file where a folder should be');
    const message = /^Error: mkcert failed with exit status 1: failed to .*root/;
    await assert.rejects(mkcertPair(withOwnRoot(folder), names, 'ec-p256'), message);
    assert.deepEqual(leftovers(), []);
  });

  test("its root is in the browsers' store only after the explicit call", needs('certutil'), async (t) => {
    const run = withOwnRoot(temporaryFolder(t));
    const database = path.join(run.environment.HOME, '.pki', 'nssdb');
    fs.mkdirSync(database, { recursive: true });
    execFileSync(pathOf('certutil'), ['-d', `sql:${database}`, '-N', '--empty-password']);
    const browsers = { ...run, environment: { ...run.environment, TRUST_STORES: 'nss' } };
    const missing = (await mkcertPair(browsers, names, 'ec-p256')).storesWithoutRoot;
    assert.equal(missing.length, 1);
    assert.match(missing[0] ?? '', /Chrom/);
    await installMkcertRoot(browsers);
    assert.deepEqual((await mkcertPair(browsers, names, 'ec-p256')).storesWithoutRoot, []);
  });
});

describe('a program that does not do its work', () => {
  test('is stopped when the time is over, or when the user cancels', async (t) => {
    const program = script(temporaryFolder(t), 'mkcert', 'exec /bin/sleep 60');
    await assert.rejects(mkcertPair({ program, timeout: 50 }, names, 'ec-p256'), /gave no answer within 0.05 seconds/);
    const signal = AbortSignal.timeout(50);
    await assert.rejects(mkcertPair({ program, signal }, names, 'ec-p256'), /was cancelled/);
    assert.deepEqual(leftovers(), []);
  });

  test('is named when it cannot be run', async (t) => {
    const program = path.join(temporaryFolder(t), 'gone');
    await assert.rejects(mkcertRoot({ program }), /mkcert cannot be run: .*gone/);
  });

  test('gets its arguments as they are, without a shell', async (t) => {
    const folder = temporaryFolder(t);
    const program = script(folder, 'mkcert', `printf '%s\\n' "$@" > '${folder}/arguments'; exit 3`);
    const strange = [{ type: 'dns' as const, value: '$(touch x); *' }];
    await assert.rejects(mkcertPair({ program }, strange, 'rsa-2048'), /exit status 3\.$/);
    const given = fs.readFileSync(path.join(folder, 'arguments'), 'utf8').trimEnd().split('\n');
    assert.deepEqual([given[0], given[2], given[4]], ['-cert-file', '-key-file', '$(touch x); *']);
  });
});

/** mkcert with a root, a home and trust stores apart from those of this machine. */
function withOwnRoot(folder: string): {
  program: string;
  environment: Record<string, string> & { HOME: string; CAROOT: string };
} {
  const stores = { CAROOT: path.join(folder, 'root'), HOME: folder, TRUST_STORES: 'system' };
  if (!fs.existsSync(stores.CAROOT)) fs.mkdirSync(stores.CAROOT);
  return { program: pathOf('mkcert'), environment: { PATH: process.env.PATH ?? '', ...stores } };
}

function leftovers(): string[] {
  return fs.readdirSync(TEMPORARY).filter((name) => name.startsWith('apache-mkcert-'));
}
