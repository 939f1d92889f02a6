// What a client sees of a running site: whether its certificate holds for a name, and what the application answers.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import { verdict } from '../certificates/handshake.ts';
import type { RunningServer } from '../support/apache-server.ts';
import { pathOf } from '../support/programs.ts';
import { ask } from '../support/request.ts';

/** What the application tells of the request. */
export interface Facts {
  readonly processGroup: string;
  readonly scheme: string;
  readonly host: string;
}

/** Runs `use` against the server and stops it; a failure carries Apache's log. */
export async function serving(
  starting: Promise<RunningServer>,
  use: (server: RunningServer) => Promise<void>,
): Promise<void> {
  const server = await starting;
  try {
    await use(server);
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.message : error}\n${server.errorLog()}`, { cause: error });
  } finally {
    await server.stop();
  }
}

/** The application's answer, over TLS where a certificate to trust is given. */
export async function facts(server: RunningServer, host: string, authority?: string): Promise<Facts> {
  const secure = authority === undefined ? {} : { tls: { ca: fs.readFileSync(authority, 'utf8') } };
  const answer = await ask({ port: server.port(authority === undefined ? 80 : 443), host, ...secure });
  assert.equal(answer.status, 200, answer.body);
  return JSON.parse(answer.body) as Facts;
}

/** Node and OpenSSL, trusting `authority` alone, both take the certificate for each of `names`. */
export async function assertAccepted(
  server: RunningServer,
  authority: string,
  names: readonly string[],
): Promise<void> {
  assert.notEqual(names.length, 0);
  for (const name of names) assert.deepEqual(await verdicts(server, authority, name), ['accepted', 'accepted'], name);
}

/** Both refuse the certificate for each of `names`, and because of the name. */
export async function assertRefused(server: RunningServer, authority: string, names: readonly string[]): Promise<void> {
  for (const name of names) {
    const [node, openssl] = await verdicts(server, authority, name);
    assert.equal(node, 'ERR_TLS_CERT_ALTNAME_INVALID', name);
    assert.match(openssl, /mismatch/, name);
  }
}

async function verdicts(server: RunningServer, authority: string, name: string): Promise<[string, string]> {
  const port = server.port(443);
  return [await verdict(port, fs.readFileSync(authority, 'utf8'), name), opensslVerdict(port, authority, name)];
}

/** What `openssl s_client` says in its verification of the certificate for `name`. */
export function opensslVerdict(port: number, authority: string, name: string, address = '127.0.0.1'): string {
  const isAddress = /^[\d.]+$|:/.test(name);
  const wanted = isAddress ? ['-verify_ip', name] : ['-verify_hostname', name, '-servername', name];
  const trust = ['-CAfile', authority, '-no-CApath', '-no-CAstore', '-verify_return_error'];
  const args = ['s_client', '-connect', `${address}:${port}`, ...wanted, ...trust];
  const { status, stdout, stderr } = spawnSync(pathOf('openssl'), args, {
    input: '',
    encoding: 'utf8',
    timeout: 15_000,
  });
  if (status === 0 && /Verify return code: 0 \(ok\)/.test(stdout)) return 'accepted';
  return /verify error:.*|error:.*/.exec(stderr + stdout)?.[0] ?? `${stderr}${stdout}`;
}
