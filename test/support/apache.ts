// Asks a real Apache: does it accept a configuration, and what does it answer once it runs?
import { execFile } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { loadModuleLines } from './apache-modules.ts';
import { type RunningServer, startServer } from './apache-server.ts';
import { readVerdict, type Verdict } from './apache-verdict.ts';
import { createKeyPair, type KeyPair, materialise } from './key-pair.ts';
import { pathOf } from './programs.ts';

export interface CheckOptions {
  /** The file's name, `test.conf` unless told; `.htaccess` is not read as such. */
  readonly name?: string;
  /** Other files to put beside it, by relative path. */
  readonly files?: Readonly<Record<string, string>>;
}

/** A server root of its own in a short temporary folder, with every packaged module loaded. */
export interface Sandbox {
  readonly folder: string;
  /** One key and its self-signed certificate for localhost, 127.0.0.1 and example.com with its subdomains. */
  readonly keyPair: KeyPair;
  /** What `apache2 -t` says of `text`. */
  check(text: string, options?: CheckOptions): Promise<Verdict>;
  /** What `apache2 -t` says of the main file at that path, which includes `base.conf` itself. */
  test(file: string): Promise<Verdict>;
  /** `text` with every path below /etc/ssl replaced by one in the sandbox, where the file is made on demand. */
  materialise(text: string): string;
  /** Starts a server whose ports are free ones of the loopback interface; fails with its log where it does not start. */
  start(text: string): Promise<RunningServer>;
  /** Deletes the folder. */
  remove(): void;
}

/** Makes a sandbox; fails where apache2 or openssl is missing. */
export async function createSandbox(): Promise<Sandbox> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'ap-'));
  // The unprivileged children must be able to enter it.
  fs.chmodSync(folder, 0o755);
  for (const name of ['run', 'logs', 'ssl', 'work']) fs.mkdirSync(path.join(folder, name));
  fs.writeFileSync(path.join(folder, 'mime.types'), 'text/html html\n');
  fs.writeFileSync(path.join(folder, 'modules.conf'), loadModuleLines());
  fs.writeFileSync(path.join(folder, 'base.conf'), baseConfiguration(folder));
  const keyPair = await createKeyPair(folder);
  const takeTurn = createQueue(2);
  return {
    folder,
    keyPair,
    check: (text, options = {}) => takeTurn(() => checkConfiguration(folder, text, options)),
    test: (file) => takeTurn(() => testFile(folder, file)),
    materialise: (text) => materialise(text, path.join(folder, 'ssl'), keyPair),
    start: (text) => startServer(folder, text),
    remove: () => fs.rmSync(folder, { recursive: true, force: true }),
  };
}

function baseConfiguration(folder: string): string {
  const lines = [
    `ServerRoot "${folder}"`,
    `DefaultRuntimeDir "${folder}/run"`,
    `PidFile "${folder}/run/httpd.pid"`,
    'ServerName localhost',
    `Include "${folder}/modules.conf"`,
    `TypesConfig "${folder}/mime.types"`,
    // Debian's mod_wsgi puts its sockets into /var/run/apache2, which may be missing.
    `WSGISocketPrefix "${folder}/run/wsgi"`,
  ];
  // Only root may change to another user, and Apache refuses to serve as root.
  if (process.getuid?.() === 0) lines.push('User www-data', 'Group www-data');
  return `${lines.join('\n')}\n`;
}

async function checkConfiguration(folder: string, text: string, options: CheckOptions): Promise<Verdict> {
  const work = fs.mkdtempSync(path.join(folder, 'work', 'c'));
  const file = path.join(work, options.name ?? 'test.conf');
  for (const [name, content] of Object.entries({ ...options.files, [path.basename(file)]: text })) {
    fs.mkdirSync(path.dirname(path.join(work, name)), { recursive: true });
    fs.writeFileSync(path.join(work, name), content);
  }
  const output = await runTest(folder, file, ['-C', `Include "${path.join(folder, 'base.conf')}"`]);
  fs.rmSync(work, { recursive: true, force: true });
  return readVerdict(output.text, output.accepted, work);
}

async function testFile(folder: string, file: string): Promise<Verdict> {
  const output = await runTest(folder, file, []);
  return readVerdict(output.text, output.accepted, path.dirname(file));
}

/** Runs `apache2 -t`, without a shell. */
function runTest(
  folder: string,
  file: string,
  before: readonly string[],
): Promise<{ text: string; accepted: boolean }> {
  return new Promise((resolve, reject) => {
    const args = ['-d', folder, ...before, '-f', file, '-t'];
    execFile(pathOf('apache2'), args, { timeout: 30_000, maxBuffer: 2 ** 26, env: {} }, (error, stdout, stderr) => {
      // A number is Apache's own exit status: a verdict. Anything else means that it did not run to its end.
      if (error !== null && typeof error.code !== 'number') reject(error);
      else resolve({ text: stdout + stderr, accepted: error === null });
    });
  });
}

/** Runs at most `limit` of the tasks it is given at the same time. */
function createQueue(limit: number): <T>(task: () => Promise<T>) => Promise<T> {
  let running = 0;
  const waiting: (() => void)[] = [];
  return async (task) => {
    if (running >= limit) await new Promise<void>((resolve) => waiting.push(resolve));
    else running++;
    try {
      return await task();
    } finally {
      const next = waiting.shift();
      if (next === undefined) running--;
      else next();
    }
  };
}
