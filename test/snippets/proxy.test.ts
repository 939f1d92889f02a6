// Starts the proxy, redirect and TLS snippets on a real Apache, with real back ends behind them.
import * as assert from 'node:assert/strict';
import { once } from 'node:events';
import * as fs from 'node:fs';
import * as http from 'node:http';
import type * as net from 'node:net';
import * as path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { createSandbox, type Sandbox } from '../support/apache.ts';
import type { RunningServer } from '../support/apache-server.ts';
import { needs } from '../support/programs.ts';
import { type Answer, ask, type Question } from '../support/request.ts';
import { prepare } from '../support/snippets.ts';

const HOST = 'app.example.com';

describe('proxy and TLS snippets on a real Apache', needs('apache2', 'openssl'), () => {
  let sandbox: Sandbox;
  let backEnd: http.Server;
  let backEndPort: number;
  before(async () => {
    sandbox = await createSandbox();
    backEnd = http.createServer(answerAsBackEnd).on('upgrade', upgrade).listen(0, '127.0.0.1');
    await once(backEnd, 'listening');
    backEndPort = (backEnd.address() as net.AddressInfo).port;
  });
  after(() => {
    backEnd.close();
    sandbox.remove();
  });

  async function serving(text: string, body: (get: Get, server: RunningServer) => Promise<void>): Promise<void> {
    const server = await sandbox.start(text.replace(/127\.0\.0\.1:800\d/g, `127.0.0.1:${backEndPort}`));
    try {
      await body((rest) => ask({ port: server.port(443), host: HOST, tls: trust(), ...rest }), server);
    } finally {
      await server.stop();
    }
  }

  function trust(): { ca: string } {
    return { ca: fs.readFileSync(sandbox.keyPair.certificate, 'utf8') };
  }

  /** Puts lines that belong inside an HTTPS host into one. */
  function insideHost(lines: string): string {
    const { certificate, key } = sandbox.keyPair;
    const tls = `SSLEngine on\nSSLCertificateFile ${certificate}\nSSLCertificateKeyFile ${key}\n`;
    return `<VirtualHost *:443>\nServerName ${HOST}\n${tls}${lines}</VirtualHost>\n`;
  }

  test('proxy-host tells the back end scheme, port and host', () =>
    serving(prepare('proxy-host', sandbox), async (get, server) => {
      const host = `${HOST}:${server.port(443)}`;
      const seen = JSON.parse((await get({ headers: { host } })).body) as http.IncomingHttpHeaders;
      assert.equal(seen['x-forwarded-proto'], 'https');
      assert.equal(seen['x-forwarded-port'], String(server.port(443)));
      assert.equal(seen.host, host);
    }));

  test('proxy-unix', async () => {
    const socket = path.join(sandbox.folder, 'run/app.sock');
    const local = http.createServer(answerAsBackEnd).listen(socket);
    await once(local, 'listening');
    fs.chmodSync(socket, 0o777);
    const text = prepare('proxy-unix', sandbox).replace('/run/app/app.sock', socket);
    await serving(text, async (get) => assert.equal((await get({})).status, 200)).finally(() => local.close());
  });

  test('proxy-websocket upgrades at its path and proxies the rest', () =>
    serving(prepare('proxy-websocket', sandbox), async (get) => {
      assert.equal((await get({})).status, 200);
      const headers = { connection: 'Upgrade', upgrade: 'websocket' };
      assert.equal((await get({ path: '/ws/chat', headers })).status, 101);
    }));

  test('proxy-balancer', () =>
    serving(prepare('proxy-balancer', sandbox), async (get) => assert.equal((await get({})).status, 200)));

  test('proxy-html corrects links and redirects', () =>
    serving(insideHost(prepare('proxy-html', sandbox)), async (get) => {
      const page = await get({ path: '/app/page', headers: { 'accept-encoding': 'gzip' } });
      assert.match(page.body, /<a href="\/app\/next">/);
      assert.match(page.body, /<img src="\/app\/logo\.png">/);
      const redirect = await get({ path: '/app/redirect' });
      assert.equal(redirect.headers.location, `https://${HOST}/app/next`);
    }));

  test('redirect-host', () =>
    serving(prepare('redirect-host', sandbox), async (_get, server) => {
      const answer = await ask({ port: server.port(80), host: 'www.example.com', path: '/a' });
      assert.deepEqual([answer.status, answer.headers.location], [301, 'https://example.com/a']);
    }));

  test('hsts', () =>
    serving(insideHost(prepare('hsts', sandbox)), async (get) => {
      assert.equal((await get({ path: '/missing' })).headers['strict-transport-security'], 'max-age=63072000');
    }));

  test('tls-intermediate speaks TLS 1.2, but only with forward secrecy and an authenticated cipher', () =>
    serving(prepare('tls-intermediate', sandbox) + insideHost(''), async (get) => {
      const older = { ...trust(), maxVersion: 'TLSv1.2' } as const;
      assert.equal((await get({ path: '/missing', tls: older })).status, 404);
      await assert.rejects(get({ tls: { ...older, ciphers: 'ECDHE-ECDSA-AES256-SHA' } }), /alert handshake failure/);
    }));

  test('tls-modern refuses TLS 1.2', () =>
    serving(prepare('tls-modern', sandbox) + insideHost(''), async (get) => {
      assert.equal((await get({ path: '/missing' })).status, 404);
      await assert.rejects(get({ tls: { ...trust(), maxVersion: 'TLSv1.2' } }), /alert protocol version/);
    }));

  test('mutual-tls asks for a certificate at its location only', async () => {
    const [cert, key] = [sandbox.keyPair.certificate, sandbox.keyPair.key].map((file) => fs.readFileSync(file, 'utf8'));
    assert.ok(cert !== undefined && key !== undefined);
    await serving(insideHost(prepare('mutual-tls', sandbox)), async (get) => {
      assert.equal((await get({ path: '/open' })).status, 404);
      assert.equal((await get({ path: '/admin' })).status, 403);
      assert.equal((await get({ path: '/admin', tls: { ...trust(), cert, key } })).status, 404);
    });
  });
});

type Get = (rest: Partial<Question>) => Promise<Answer>;

/** A page with links below /page, a redirect below /redirect, else the request's headers as JSON. */
function answerAsBackEnd(request: http.IncomingMessage, response: http.ServerResponse): void {
  request.resume();
  if (request.url === '/page') {
    response.setHeader('Content-Type', 'text/html; charset=utf-8');
    response.end('<html><body><a href="/next">next</a><img src="/logo.png"></body></html>');
  } else if (request.url === '/redirect') {
    response.writeHead(302, { Location: `http://${request.headers.host}/next` }).end();
  } else {
    request.once('end', () => response.end(JSON.stringify(request.headers)));
  }
}

function upgrade(_request: http.IncomingMessage, socket: net.Socket): void {
  socket.end('HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n');
}
