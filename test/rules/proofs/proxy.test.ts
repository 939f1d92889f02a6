// Proves by requests that Apache does what the pages of the proxy rules say it does in silence.
import assert, { fail } from 'node:assert/strict';
import * as fs from 'node:fs';
import { describe, test } from 'node:test';
import { createSandbox } from '../../support/apache.ts';
import { needs } from '../../support/programs.ts';
import { type Answer, ask } from '../../support/request.ts';
import { rulePages } from '../rule-pages.ts';
import { startSecureBackEnd } from './backend.ts';
import { reported } from './samples.ts';
import { serversOfSuite } from './servers.ts';

describe('the proxy', needs('apache2', 'openssl'), () => {
  const servers = serversOfSuite();

  /** The answer of a server with the page's configuration, where port 8000 and named hosts lead to the back end. */
  async function answer(rule: string, sample: number, path: string, headers = {}): Promise<Answer> {
    const text = reported(rule, sample).replace(/127\.0\.0\.1:8000|backend\.example\.com/g, servers.backEnd.address);
    const server = await servers.sandbox.start(servers.sandbox.materialise(text));
    try {
      return await ask({
        port: server.port(80),
        host: 'example.com',
        path: path.replace('BACKEND', servers.backEnd.address),
        headers,
      });
    } finally {
      await server.stop();
    }
  }

  /** What the back end was asked for; undefined where it was not asked. */
  async function asked(rule: string, sample: number, path: string): Promise<string | undefined> {
    return (await answer(rule, sample, path)).headers['x-path']?.toString();
  }

  test('unequal-slashes: the rest of the path is glued to the URL', async () => {
    assert.equal((await answer('unequal-slashes', 1, '/app/x')).status, 500);
    assert.equal((await answer('unequal-slashes', 2, '/x')).status, 500);
    assert.equal(await asked('unequal-slashes', 3, '/app/x'), '/v1x');
    assert.equal(await asked('unequal-slashes', 4, '/app/x'), '/v1//x');
    assert.equal((await answer('unequal-slashes', 5, '/app/x')).status, 500);
    assert.equal(await asked('unequal-slashes', 6, '/app/x'), '//x');
  });

  test('shadowed-proxy-pass: the first mapping that fits takes the request', async () => {
    assert.equal(await asked('shadowed-proxy-pass', 1, '/app/admin/x'), '/app/admin/x');
    assert.equal(await asked('shadowed-proxy-pass', 2, '/static/x'), '/static/x');
    assert.equal(await asked('shadowed-proxy-pass', 4, '/special/x'), '/special/x');
    assert.equal(await asked('shadowed-proxy-pass', 5, '/app/x'), '/x');
  });

  test('shadowed-proxy-pass: of two sections the last one counts', async () => {
    assert.equal(await asked('shadowed-proxy-pass', 6, '/app/admin/x'), '/app/admin/x');
  });

  test('undefined-balancer: nobody is there to ask', async () => {
    assert.equal((await answer('undefined-balancer', 1, '/x')).status, 503);
    assert.equal((await answer('undefined-balancer', 3, '/x')).status, 503);
  });

  test('missing-ssl-proxy-engine: TLS to the back end is refused', async () => {
    for (const [sample, path] of [1, 2, 3].map((each) => [each, each === 3 ? '/app/x' : '/x'] as const)) {
      assert.equal((await answer('missing-ssl-proxy-engine', sample, path)).status, 500);
    }
  });

  test('open-proxy: anybody may ask for anything', async () => {
    assert.equal(await asked('open-proxy', 1, 'http://BACKEND/open'), '/open');
    assert.equal(await asked('open-proxy', 2, 'http://BACKEND/open'), '/open');
  });

  test('proxied-host-from-request: the client names the host', async () => {
    assert.equal(await asked('proxied-host-from-request', 1, '/@BACKEND/chosen'), '/chosen');
    assert.equal((await answer('proxied-host-from-request', 1, '/x')).status, 500);
  });

  test('proxied-host-from-request: the whole host comes from the path', async () => {
    assert.equal(await asked('proxied-host-from-request', 4, '/fetch/BACKEND/chosen'), '/chosen');
  });

  test('unset-proxy-header: the client says on which port it came', async () => {
    const { headers } = await answer('unset-proxy-header', 1, '/', { 'x-forwarded-port': '6666' });
    assert.equal(headers['x-port'], '6666');
  });

  test('unset-proxy-header, mended: Apache says it', async () => {
    const { text } = rulePages().find(({ rule }) => rule.id === 'unset-proxy-header')?.fixes[0]?.after ?? fail();
    const server = await servers.sandbox.start(
      text.replace('ProxyPass / http://127.0.0.1:8000/', `ProxyPass / http://${servers.backEnd.address}/`),
    );
    const { headers } = await ask({
      port: server.port(80),
      host: 'example.com',
      headers: { 'x-forwarded-port': '6666' },
    });
    await server.stop();
    assert.equal(headers['x-port'], '80');
  });

  test('unserved-proxy-scheme: nobody speaks the protocol', async () => {
    const other = await createSandbox();
    const modules = `${other.folder}/modules.conf`;
    fs.writeFileSync(modules, fs.readFileSync(modules, 'utf8').replace(/^.*proxy_fcgi.*\n/m, ''));
    const server = await other.start('ProxyPass / fcgi://127.0.0.1:1/\n');
    const { status } = await ask({ port: server.port(80), host: 'example.com' });
    const log = server.errorLog();
    await server.stop();
    other.remove();
    assert.equal(status, 500);
    assert.match(log, /AH01144/);
  });

  test('unverified-back-end: a certificate that nobody signed is good enough', async () => {
    const secure = await startSecureBackEnd(servers.sandbox.keyPair);
    const port = secure.address.split(':')[1];
    for (const sample of [1, 2]) {
      const text = reported('unverified-back-end', sample).replaceAll('api.example.com', `localhost:${port}`);
      const server = await servers.sandbox.start(text);
      const { status, body } = await ask({ port: server.port(80), host: 'example.com', path: '/api' });
      await server.stop();
      assert.deepEqual([status, body], [200, 'a secret']);
    }
    secure.stop();
  });

  test('unanchored-proxy-pattern: the path may stand anywhere', async () => {
    assert.equal(await asked('unanchored-proxy-pattern', 1, '/other/app/x'), '/x');
  });

  test('missing-proxy-pass-reverse: the address of the back end gets out', async () => {
    const { headers } = await answer('missing-proxy-pass-reverse', 1, '/app/moved');
    assert.equal(headers.location, `http://${servers.backEnd.address}/app/there`);
  });

  test('missing-rewrite-engine: the rule is ignored', async () => {
    assert.notEqual((await answer('missing-rewrite-engine', 1, '/')).status, 301);
  });

  test('ineffective-hsts: an error page goes out without the header', async () => {
    const { status, headers } = await answer('ineffective-hsts', 1, '/nowhere');
    assert.deepEqual([status, headers['strict-transport-security']], [404, undefined]);
  });
});
