// Starts the WSGI snippets on a real Apache and asks the application through them.
import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { createSandbox, type Sandbox } from '../support/apache.ts';
import type { RunningServer } from '../support/apache-server.ts';
import { needs } from '../support/programs.ts';
import { type Answer, ask, type Question } from '../support/request.ts';
import { prepare } from '../support/snippets.ts';

describe('WSGI snippets on a real Apache', needs('apache2', 'openssl'), () => {
  let sandbox: Sandbox;
  before(async () => {
    sandbox = await createSandbox();
  });
  after(() => sandbox.remove());

  /** Runs `body` with a function that asks a port of the running snippet `prefix`. */
  async function serving(prefix: string, body: (get: Get) => Promise<void>, inner = ''): Promise<void> {
    const text = prepare(prefix, sandbox).replace('</VirtualHost>', `${inner}</VirtualHost>`);
    const server = await sandbox.start(text);
    try {
      await body((port, host, rest = {}) => ask({ host, ...securely(port), ...rest, port: server.port(port) }));
    } catch (error) {
      throw withLog(error, server);
    } finally {
      await server.stop();
    }
  }

  function securely(port: number): Partial<Question> {
    return port === 443 ? { tls: { ca: fs.readFileSync(sandbox.keyPair.certificate, 'utf8') } } : {};
  }

  test('wsgi-host', () =>
    serving('wsgi-host', async (get) => {
      const facts = factsOf(await get(80, 'app.example.com'));
      assert.equal(facts.processGroup, 'app');
      assert.equal(facts.applicationGroup, '');
    }));

  test('wsgi-static', () =>
    serving('wsgi-static', async (get) => {
      assert.equal(factsOf(await get(80, 'app.example.com')).processGroup, 'app');
      const file = await get(80, 'app.example.com', { path: '/static/site.css' });
      assert.deepEqual([file.status, file.body], [200, 'body {}\n']);
    }));

  test('wsgi-http-https: one pool behind both hosts', () =>
    serving('wsgi-http-https', async (get) => {
      const plain = factsOf(await get(80, 'app.example.com'));
      const secure = factsOf(await get(443, 'app.example.com'));
      assert.deepEqual([plain.scheme, secure.scheme], ['http', 'https']);
      assert.deepEqual([plain.processGroup, secure.processGroup], ['app', 'app']);
    }));

  test('https-host', () =>
    serving('https-host', async (get) => {
      const redirect = await get(80, 'app.example.com', { path: '/a?b' });
      assert.deepEqual([redirect.status, redirect.headers.location], [301, 'https://app.example.com/a?b']);
      assert.equal(factsOf(await get(443, 'app.example.com')).scheme, 'https');
    }));

  test('flask', () =>
    serving('flask', async (get) => {
      assert.equal(path.basename(factsOf(await get(80, 'flask.example.com')).script), 'app.py');
      assert.equal((await get(80, 'flask.example.com', { path: '/static/site.css' })).status, 200);
    }));

  test('django', () =>
    serving('django', async (get) => {
      assert.equal(path.basename(factsOf(await get(80, 'django.example.com')).script), 'wsgi.py');
      for (const file of ['/static/site.css', '/media/site.css']) {
        assert.equal((await get(80, 'django.example.com', { path: file })).status, 200);
      }
    }));

  test('wsgi-apps', () =>
    serving('wsgi-apps', async (get) => {
      assert.equal(factsOf(await get(80, 'www.example.com', { path: '/blog/1' })).processGroup, 'blog');
      assert.equal(factsOf(await get(80, 'www.example.com', { path: '/other' })).processGroup, 'site');
    }));

  test('wsgi-behind-proxy', () =>
    serving('wsgi-behind-proxy', async (get) => {
      const headers = {
        'X-Forwarded-For': '192.0.2.7',
        'X-Forwarded-Host': 'public.example.com',
        'X-Forwarded-Proto': 'https',
      };
      const facts = factsOf(await get(8080, 'app.example.com', { headers }));
      assert.deepEqual([facts.client, facts.host, facts.scheme], ['192.0.2.7', 'public.example.com', 'https']);
    }));

  test('limit-body inside wsgi-host', () =>
    serving(
      'wsgi-host',
      async (get) => {
        const post = { method: 'POST', body: 'x'.repeat(1_048_577) };
        assert.equal((await get(80, 'app.example.com', { ...post, path: '/form' })).status, 413);
        assert.equal((await get(80, 'app.example.com', { ...post, path: '/upload' })).status, 200);
      },
      prepare('limit-body', sandbox),
    ));

  test('wsgi-tenants', () =>
    serving('wsgi-tenants', async (get) => {
      assert.equal(factsOf(await get(80, 'tenant.example.com')).processGroup, 'www-data');
    }));
});

type Get = (port: number, host: string, rest?: Partial<Question>) => Promise<Answer>;

interface Facts {
  readonly script: string;
  readonly processGroup: string;
  readonly applicationGroup: string;
  readonly scheme: string;
  readonly client: string;
  readonly host: string;
}

function factsOf(answer: Answer): Facts {
  assert.equal(answer.status, 200, answer.body);
  return JSON.parse(answer.body) as Facts;
}

function withLog(error: unknown, server: RunningServer): Error {
  return new Error(`${error instanceof Error ? error.message : error}\n${server.errorLog()}`, { cause: error });
}
