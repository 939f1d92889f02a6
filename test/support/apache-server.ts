// Runs a real Apache in the foreground on free ports of the loopback interface.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import * as fs from 'node:fs';
import * as net from 'node:net';
import * as path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { pathOf } from './programs.ts';

export interface RunningServer {
  readonly pid: number;
  /** The port that stands for `written` in the configuration, where every port was replaced by a free one. */
  port(written: number): number;
  errorLog(): string;
  /** Ends the server and waits until it is gone. */
  stop(): Promise<void>;
}

/** Starts `text` in the server root `folder`; fails with the error log where Apache ends or does not come up in 20 s. */
export async function startServer(folder: string, text: string): Promise<RunningServer> {
  const work = fs.mkdtempSync(path.join(folder, 'work', 's'));
  fs.chmodSync(work, 0o755);
  const file = path.join(work, 'test.conf');
  const base = `Include "${path.join(folder, 'base.conf')}"`;
  return onFreePorts(portsOf(text), (ports) => {
    fs.writeFileSync(file, withPorts(text, ports));
    return launch(['-d', folder, '-C', base, '-f', file], work, ports);
  });
}

/** Calls `start` with a free port of the loopback interface for each of `written`, again where one was taken meanwhile. */
export async function onFreePorts(
  written: readonly number[],
  start: (ports: ReadonlyMap<number, number>) => Promise<RunningServer>,
  attempts = 3,
): Promise<RunningServer> {
  try {
    return await start(await freePorts(written));
  } catch (error) {
    if (attempts === 1 || !String(error).includes('AH00072')) throw error;
    return onFreePorts(written, start, attempts - 1);
  }
}

/**
 * Runs Apache with `args` until it answers on all of `ports`; its log and process id go into the folder `work`. Fails
 * with the error log where it ends or does not come up in 20 s.
 */
export async function launch(
  args: readonly string[],
  work: string,
  ports: ReadonlyMap<number, number>,
): Promise<RunningServer> {
  const log = path.join(work, 'error.log');
  const pidFile = path.join(work, 'httpd.pid');
  for (const file of [log, pidFile]) fs.rmSync(file, { force: true });
  const child = spawnServer([...args, '-c', `PidFile "${pidFile}"`, '-c', `ErrorLog "${log}"`], `${log}.out`);
  const server: RunningServer = {
    pid: child.pid ?? 0,
    port: (written) => ports.get(written) ?? fail(`The configuration does not listen on port ${written}.`),
    errorLog: () => readIfThere(log) + readIfThere(`${log}.out`),
    stop: () => stop(child),
  };
  try {
    await ready(child, pidFile, ports, server);
    return server;
  } catch (error) {
    await stop(child);
    throw error;
  }
}

/** Every port that a Listen or a <VirtualHost> names, and 80 where none does. */
export function portsOf(text: string): readonly number[] {
  const found = [...text.matchAll(/^[ \t]*(?:Listen|<VirtualHost)[ \t][^\n]*/gim)].flatMap(([line]) =>
    [...line.matchAll(/[: \t](\d{1,5})(?=[\s>"]|$)/g)].map((match) => Number(match[1])),
  );
  return found.length === 0 ? [80] : [...new Set(found)];
}

async function freePorts(written: readonly number[]): Promise<ReadonlyMap<number, number>> {
  // All are held open together, so that none is handed out twice.
  const probes = await Promise.all(written.map(() => listening()));
  const free = probes.map((probe) => (probe.address() as net.AddressInfo).port);
  await Promise.all(probes.map((probe) => once(probe.close(), 'close')));
  return new Map(written.map((port, index) => [port, free[index] ?? 0]));
}

async function listening(): Promise<net.Server> {
  const probe = net.createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  return probe;
}

/** Drops the Listen lines of `text` for ones of the loopback interface, and renames the ports of its hosts. */
function withPorts(text: string, ports: ReadonlyMap<number, number>): string {
  const listen = [...ports.values()].map((port) => `Listen 127.0.0.1:${port}\n`).join('');
  const hosts = text
    .replace(/^[ \t]*Listen[ \t][^\n]*/gim, '')
    .replace(/^[ \t]*<VirtualHost[ \t][^\n]*/gim, (line) =>
      line.replace(/:(\d{1,5})(?=[\s>"])/g, (_whole, port: string) => `:${ports.get(Number(port))}`),
    );
  return listen + hosts;
}

function spawnServer(args: readonly string[], outputFile: string): ChildProcess {
  const output = fs.openSync(outputFile, 'w');
  // A process group of its own lets `stop` end the daemon processes together with their parent.
  const child = spawn(pathOf('apache2'), [...args, '-D', 'FOREGROUND'], {
    detached: true,
    env: {},
    stdio: ['ignore', output, output],
  });
  fs.closeSync(output);
  endWithUs(child);
  return child;
}

const running = new Set<ChildProcess>();

/** A server must not outlive the tests, however they end. */
function endWithUs(child: ChildProcess): void {
  running.add(child);
  child.once('exit', () => running.delete(child));
  if (process.listeners('exit').includes(endAll)) return;
  process.on('exit', endAll);
  // Node runs no exit listeners when a signal ends it.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => process.exit(1));
}

function endAll(): void {
  for (const child of running) killGroup(child);
}

/** The process id is written when nothing of the start can fail any more; then every port must take a connection. */
async function ready(
  child: ChildProcess,
  pidFile: string,
  ports: ReadonlyMap<number, number>,
  server: RunningServer,
): Promise<void> {
  const end = Date.now() + 20_000;
  const isUp = async () =>
    fs.existsSync(pidFile) && (await Promise.all([...ports.values()].map(connects))).every(Boolean);
  while (!(await isUp())) {
    if (hasEnded(child)) throw new Error(`Apache did not start:\n${server.errorLog()}`);
    if (Date.now() > end) throw new Error(`Apache did not answer in 20 s:\n${server.errorLog()}`);
    await delay(20);
  }
}

async function connects(port: number): Promise<boolean> {
  const socket = net.connect(port, '127.0.0.1');
  const answered = once(socket, 'connect').then(
    () => true,
    () => false,
  );
  const result = await answered;
  socket.destroy();
  return result;
}

async function stop(child: ChildProcess): Promise<void> {
  if (hasEnded(child)) return;
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  const patience = setTimeout(() => killGroup(child), 8000);
  await gone;
  clearTimeout(patience);
}

function killGroup(child: ChildProcess): void {
  if (child.pid === undefined || hasEnded(child)) return;
  process.kill(-child.pid, 'SIGKILL');
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

function readIfThere(file: string): string {
  return fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : '';
}

function fail(message: string): never {
  throw new Error(message);
}
