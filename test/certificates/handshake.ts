// Serves a certificate on loopback and looks at what a TLS client makes of it, for the tests of this folder.
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import * as tls from 'node:tls';
import type { PemPair } from '../../client/src/certificates/self-signed.ts';

/** Runs `use` while a TLS server with `pair` answers each connection with a short HTTP response. */
export async function serving<T>(pair: PemPair, use: (port: number) => Promise<T>): Promise<T> {
  const server = tls.createServer({ cert: pair.certificate, key: pair.key }, (socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: close\r\n\r\nhello'));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    return await use((server.address() as AddressInfo).port);
  } finally {
    server.close();
  }
}

/** The error code of a client that trusts only `ca` and asks for `name`, or `accepted`. */
export function verdict(port: number, ca: string, name: string): Promise<string> {
  return new Promise((resolve) => {
    // An address is checked against the IP names, and is no server name to send.
    const options = { port, host: '127.0.0.1', ca, servername: serverName(name) };
    const checkServerIdentity = (_: string, certificate: tls.PeerCertificate) =>
      tls.checkServerIdentity(name, certificate);
    const socket = tls.connect({ ...options, checkServerIdentity }, () => {
      socket.destroy();
      resolve('accepted');
    });
    socket.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
  });
}

function serverName(name: string): string {
  return /^[\d.]+$|:/.test(name) ? '' : name;
}
