// Asks a server on the loopback interface under any host name, plain or over TLS.
import * as http from 'node:http';
import * as https from 'node:https';

export interface Question {
  readonly port: number;
  /** The name of the virtual host. */
  readonly host: string;
  readonly path?: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Over TLS, trusting `ca`; `cert` and `key` are the client's. */
  readonly tls?: Pick<https.RequestOptions, 'ca' | 'cert' | 'key' | 'ciphers' | 'minVersion' | 'maxVersion'>;
}

export interface Answer {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: string;
}

/** The answer to one request on a connection of its own; fails where there is none, or TLS refuses the certificate. */
export function ask(question: Question): Promise<Answer> {
  const { port, host, path = '/', method = 'GET', tls } = question;
  const headers = { host, ...question.headers };
  const common = { host: '127.0.0.1', port, path, method, headers, agent: false, timeout: 15_000 };
  return new Promise((resolve, reject) => {
    const request =
      tls === undefined ? http.request({ ...common }) : https.request({ ...common, ...tls, servername: host });
    request.on('response', (response) => resolve(readAnswer(response)));
    request.on('upgrade', (response, socket) => {
      socket.destroy();
      resolve({ status: response.statusCode ?? 0, headers: response.headers, body: '' });
    });
    request.on('timeout', () => request.destroy(new Error(`${host}${path} did not answer.`)));
    request.on('error', reject);
    request.end(question.body);
  });
}

async function readAnswer(response: http.IncomingMessage): Promise<Answer> {
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  return { status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks).toString() };
}
