// Proves with certificates of an authority of its own what clients make of a chain that is not whole.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { after, before, describe, test } from 'node:test';
import * as tls from 'node:tls';
import { promisify } from 'node:util';
import { catalogue } from '../../../server/src/catalogue/catalogue.ts';
import { evaluate } from '../../../server/src/configuration/evaluate.ts';
import { NodeDisk } from '../../../server/src/host/node-disk.ts';
import { check } from '../../../server/src/rules/check.ts';
import { createSandbox, type Sandbox } from '../../support/apache.ts';
import { needs, pathOf } from '../../support/programs.ts';

describe('a chain of certificates', needs('apache2', 'openssl'), () => {
  let sandbox: Sandbox;
  before(async () => {
    sandbox = await createSandbox();
    await certify('root', ['-x509']);
    await certify('intermediate', signedBy('root', 'basicConstraints=critical,CA:TRUE'));
    await certify('leaf', signedBy('intermediate', 'subjectAltName=DNS:example.com'));
    await certify('public', signedBy('intermediate', 'subjectAltName=DNS:example.com', issuerUrl));
    for (const [name, parts] of Object.entries(bundles))
      fs.writeFileSync(file(name), parts.map((part) => fs.readFileSync(file(part), 'utf8')).join(''));
  });
  after(() => sandbox.remove());

  const issuerUrl = 'authorityInfoAccess=caIssuers;URI:http://authority.example.com/intermediate.crt';
  const bundles = {
    'leaf-full': ['leaf', 'intermediate'],
    'leaf-root': ['leaf', 'root'],
    'public-full': ['public', 'intermediate'],
  };

  for (const [name, isTold, outcome] of [
    ['public', true, 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
    ['leaf-root', true, 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'],
    ['leaf-full', false, 'verified'],
    ['public-full', false, 'verified'],
  ] as const) {
    test(`${name}: ${outcome}`, async () => {
      const text = hostWith([[name, name.split('-')[0] ?? '']]);
      assert.equal(rulesIn(text).includes('missing-intermediate'), isTold);
      assert.equal((await handshake(text)).outcome, outcome);
    });
  }

  test('a certificate of a private authority without more to go by is passed over', () => {
    assert.ok(!rulesIn(hostWith([['leaf', 'leaf']])).includes('missing-intermediate'));
  });

  test('of two certificates with one type of key, the later one is served', async () => {
    const text = hostWith([
      ['leaf-full', 'leaf'],
      ['public-full', 'public'],
    ]);
    assert.ok(rulesIn(text).includes('repeated-certificate'));
    assert.deepEqual((await handshake(text)).served, new X509Certificate(fs.readFileSync(file('public'))).raw);
  });

  function file(name: string, ending = 'crt'): string {
    return path.join(sandbox.folder, `chain-${name}.${ending}`);
  }

  function signedBy(issuer: string, ...extensions: string[]): string[] {
    const options = ['-x509', '-CA', file(issuer), '-CAkey', file(issuer, 'key')];
    return [...options, ...extensions.flatMap((extension) => ['-addext', extension])];
  }

  async function certify(name: string, options: readonly string[]): Promise<void> {
    const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-keyout', file(name, 'key')];
    const rest = ['-subj', `/CN=${name}`, '-days', '90', '-out', file(name)];
    await promisify(execFile)(pathOf('openssl'), ['req', ...key, ...options, ...rest]);
  }

  function hostWith(pairs: readonly (readonly [string, string])[]): string {
    const lines = pairs.map(
      ([name, key]) => `SSLCertificateFile ${file(name)}\nSSLCertificateKeyFile ${file(key, 'key')}\n`,
    );
    return `<VirtualHost *:443>\nServerName example.com\nSSLEngine on\n${lines.join('')}</VirtualHost>\n`;
  }

  function rulesIn(text: string): string[] {
    fs.writeFileSync(path.join(sandbox.folder, 'httpd.conf'), text);
    const disk = new NodeDisk();
    const main = disk.read(path.join(sandbox.folder, 'httpd.conf'));
    assert.ok(typeof main !== 'string');
    const settings = { catalogue, defines: [], environment: {} };
    return check(evaluate({ file: main, isMain: true, context: 'server' }, settings, disk)).map(({ rule }) => rule);
  }

  /** What a client that knows the root alone makes of the server, and the certificate that it got. */
  async function handshake(text: string): Promise<{ readonly outcome: string; readonly served: Buffer }> {
    const server = await sandbox.start(text);
    const ca = fs.readFileSync(file('root'));
    const socket = tls.connect({
      port: server.port(443),
      host: '127.0.0.1',
      servername: 'example.com',
      ca,
      rejectUnauthorized: false,
    });
    await once(socket, 'secureConnect');
    const outcome = socket.authorized ? 'verified' : String(socket.authorizationError);
    const served = socket.getPeerCertificate().raw;
    socket.destroy();
    await server.stop();
    return { outcome, served };
  }
});
