// A back end that tells in its answer how a request reached it.
import * as fs from 'node:fs';
import * as http from 'node:http';
import * as https from 'node:https';
import type { AddressInfo } from 'node:net';
import type { KeyPair } from '../../support/key-pair.ts';

export interface BackEnd {
  /** Host and port on the loopback interface. */
  readonly address: string;
  stop(): void;
}

/** Starts the back end over TLS with the certificate that nobody signed. */
export async function startSecureBackEnd({ certificate, key }: KeyPair): Promise<BackEnd> {
  const pair = { cert: fs.readFileSync(certificate), key: fs.readFileSync(key) };
  return listening(https.createServer(pair, (_request, response) => response.end('a secret')));
}

async function listening(server: http.Server | https.Server): Promise<BackEnd> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { address: `127.0.0.1:${port}`, stop: () => server.close() };
}

/** Starts the back end. The answer has the path in `x-path` the forwarded scheme in `x-scheme` and port in `x-port`; `/…/moved` redirects to `/there`. */
export async function startBackEnd(): Promise<BackEnd> {
  const server = http.createServer((request, response) => {
    response.setHeader('x-path', request.url ?? '');
    response.setHeader('x-port', request.headers['x-forwarded-port'] ?? 'untold');
    response.setHeader('x-scheme', request.headers['x-forwarded-proto'] ?? 'untold');
    if (request.url?.endsWith('/moved'))
      response.writeHead(302, { location: `http://${request.headers.host}/app/there` });
    response.end();
  });
  return listening(server);
}
