// A back end that tells in its answer how a request reached it.
import * as http from 'node:http';
import type { AddressInfo } from 'node:net';

export interface BackEnd {
  /** Host and port on the loopback interface. */
  readonly address: string;
  stop(): void;
}

/** Starts the back end. The answer has the path in `x-path` and the forwarded scheme in `x-scheme`; `/…/moved` redirects to `/there`. */
export async function startBackEnd(): Promise<BackEnd> {
  const server = http.createServer((request, response) => {
    response.setHeader('x-path', request.url ?? '');
    response.setHeader('x-scheme', request.headers['x-forwarded-proto'] ?? 'untold');
    if (request.url?.endsWith('/moved'))
      response.writeHead(302, { location: `http://${request.headers.host}/app/there` });
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { address: `127.0.0.1:${port}`, stop: () => server.close() };
}
