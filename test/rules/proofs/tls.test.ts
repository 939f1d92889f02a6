// Proves by handshakes and requests that Apache does what the pages of the TLS rules say it does in silence.
import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import { describe, test } from 'node:test';
import { needs } from '../../support/programs.ts';
import { type Answer, ask, type Question } from '../../support/request.ts';
import { fine, reported } from './samples.ts';
import { serversOfSuite } from './servers.ts';

describe('TLS', needs('apache2', 'openssl'), () => {
  const servers = serversOfSuite();

  /** The answer on port 443; the client trusts the certificate of the sandbox. */
  async function answer(
    text: string,
    tls: Question['tls'],
    host = 'example.com',
    more: Partial<Question> = {},
  ): Promise<Answer> {
    const server = await servers.sandbox.start(
      servers.sandbox.materialise(text.replaceAll('127.0.0.1:8000', servers.backEnd.address)),
    );
    const ca = fs.readFileSync(servers.sandbox.keyPair.certificate);
    try {
      return await ask({ host, ...more, port: server.port(more.port ?? 443), ...(tls ? { tls: { ca, ...tls } } : {}) });
    } finally {
      await server.stop();
    }
  }

  const isRefused = /handshake failure|protocol version|alert|socket hang up|ECONNRESET/i;

  test('a host that is right answers', async () => {
    assert.ok((await answer(fine('missing-certificate', 1), { maxVersion: 'TLSv1.2' })).status > 0);
  });

  test('overridden-protocol: only the last protocol is left', async () => {
    await assert.rejects(answer(reported('overridden-protocol', 2), { maxVersion: 'TLSv1.2' }), isRefused);
  });

  test('lone-protocol: no other protocol is left', async () => {
    const text = reported('lone-protocol', 1) + fine('missing-certificate', 1);
    await assert.rejects(answer(text, { minVersion: 'TLSv1.3' }), isRefused);
  });

  test('insecure-protocol: the old protocol is spoken where OpenSSL lets it', async () => {
    const ciphers = 'ALL:@SECLEVEL=0';
    const text = `SSLCipherSuite ${ciphers}\n${reported('insecure-protocol', 1)}${fine('missing-certificate', 1)}`;
    assert.ok((await answer(text, { minVersion: 'TLSv1', maxVersion: 'TLSv1', ciphers })).status > 0);
  });

  test('ignored-cipher: the misspelt cipher is not offered', async () => {
    const tls = { maxVersion: 'TLSv1.2', ciphers: 'ECDHE-ECDSA-AES128-GCM-SHA256' } as const;
    await assert.rejects(answer(reported('ignored-cipher', 1) + fine('missing-certificate', 1), tls), isRefused);
  });

  test('tls-not-enabled: the HTTPS port answers in plain HTTP', async () => {
    assert.ok((await answer(reported('tls-not-enabled', 1), undefined)).status > 0);
  });

  test('tls-not-enabled: so does one that Listen declares', async () => {
    const { status } = await answer(reported('tls-not-enabled', 3), undefined, 'example.com', { port: 8443 });
    assert.ok(status > 0);
  });

  test('hsts-over-http: the header goes out in the clear', async () => {
    const { status, headers } = await answer(reported('hsts-over-http', 1), undefined, 'example.com', { port: 80 });
    assert.deepEqual([status, headers['strict-transport-security']], [301, 'max-age=31536000']);
  });

  test('unlike-tls-hosts: the second host is not to be had on the connection of the first', async () => {
    const across = async (text: string, host: string) =>
      (await answer(text, {}, 'www.example.com', { headers: { host } })).status;
    assert.equal(await across(reported('unlike-tls-hosts', 1), 'api.example.com'), 421);
    assert.equal(await across(reported('unlike-tls-hosts', 2), 'admin.example.com'), 421);
    assert.notEqual(await across(fine('unlike-tls-hosts', 1), 'api.example.com'), 421);
  });

  test('missing-client-authority: a client with a certificate is turned away', async () => {
    const { certificate, key } = servers.sandbox.keyPair;
    const own = { cert: fs.readFileSync(certificate), key: fs.readFileSync(key) };
    await assert.rejects(answer(reported('missing-client-authority', 1), own), isRefused);
  });

  test('uncovered-name: clients refuse the certificate', async () => {
    await assert.rejects(answer(reported('uncovered-name', 1), {}, 'www.example.org'), /altnames/);
    await assert.rejects(answer(reported('uncovered-name', 2), {}, 'a.b.example.com'), /altnames/);
  });

  test('encrypted-key: without a terminal Apache does not start', async () => {
    await assert.rejects(answer(reported('encrypted-key', 1), {}), /AH02578/);
  });

  test('missing-forwarded-proto: the back end is told nothing', async () => {
    const { headers } = await answer(reported('missing-forwarded-proto', 1), {});
    assert.equal(headers['x-scheme'], 'untold');
  });
});
