// Finds and runs mkcert, which signs certificates with a root of its own that browsers can be told to trust.
import { execFile } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { configuredProgram, isProgram } from '../programs.ts';
import type { SubjectName } from './names.ts';
import type { KeyAlgorithm, PemPair } from './self-signed.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** Where mkcert is looked for. */
export interface MkcertSearch {
  /** What the user set; empty means the PATH. */
  readonly configured: string;
  readonly environment: Environment;
  readonly platform: NodeJS.Platform;
}

/** How mkcert is run. */
export interface MkcertRun {
  readonly program: string;
  readonly environment?: Environment;
  readonly signal?: AbortSignal;
  readonly timeout?: number;
}

export interface MkcertRoot {
  readonly folder: string;
  /** Where the root certificate is, or will be after the first certificate. */
  readonly certificate: string;
  readonly exists: boolean;
}

export interface MkcertPair extends PemPair {
  /** The trust stores that lack mkcert's root, in mkcert's words, such as `system`. Java's are not looked at. */
  readonly storesWithoutRoot: readonly string[];
}

const TIMEOUT = 60_000;

/** The installation may wait for somebody who answers the system's own question. */
const INSTALL_TIMEOUT = 300_000;

/**
 * The absolute path of mkcert, or undefined where it is neither configured nor on the PATH.
 * Fails where a path is configured and no program is there.
 */
export function findMkcert(search: MkcertSearch): string | undefined {
  if (search.configured !== '') return configuredProgram('apache.certificates.mkcertPath', search.configured);
  const folders = (variable(search.environment, 'PATH') ?? '').split(search.platform === 'win32' ? ';' : ':');
  // A relative folder on the PATH would let the opened folder bring its own mkcert.
  const candidates = folders
    .filter((folder) => path.isAbsolute(folder))
    .flatMap((folder) => endings(search).map((ending) => path.join(folder, `mkcert${ending}`)));
  return candidates.find(isProgram);
}

/** Where mkcert keeps its root, and whether there is one yet. Fails where mkcert does. */
export async function mkcertRoot(run: MkcertRun): Promise<MkcertRoot> {
  const folder = (await runMkcert(run, ['-CAROOT'])).stdout.trim();
  const certificate = path.join(folder, 'rootCA.pem');
  return { folder, certificate, exists: fs.existsSync(certificate) };
}

/**
 * A certificate for `names`, signed by mkcert's root, which mkcert makes on its first use. Changes no trust store.
 * Fails with mkcert's own words, after `timeout` milliseconds, or as soon as `signal` says so.
 */
export async function mkcertPair(
  run: MkcertRun,
  names: readonly SubjectName[],
  algorithm: KeyAlgorithm,
): Promise<MkcertPair> {
  // mkdtemp gives the folder to its owner alone (0700), so nobody else sees the key on its way.
  const folder = await fs.promises.mkdtemp(path.join(os.tmpdir(), 'apache-mkcert-'));
  try {
    const [certificate, key] = [path.join(folder, 'new.crt'), path.join(folder, 'new.key')];
    const kind = algorithm === 'ec-p256' ? ['-ecdsa'] : [];
    const values = names.map((name) => name.value);
    const { stderr } = await runMkcert(run, [...kind, '-cert-file', certificate, '-key-file', key, ...values], folder);
    return {
      certificate: await fs.promises.readFile(certificate, 'utf8'),
      key: await fs.promises.readFile(key, 'utf8'),
      storesWithoutRoot: storesWithoutRoot(stderr),
    };
  } finally {
    await fs.promises.rm(folder, { recursive: true, force: true });
  }
}

/**
 * Runs `mkcert -install`: from then on this user's browsers and programs trust whatever mkcert's root signs.
 * Call it only after the user said yes to exactly that. Fails with mkcert's own words.
 */
export async function installMkcertRoot(run: MkcertRun): Promise<void> {
  await runMkcert({ timeout: INSTALL_TIMEOUT, ...run }, ['-install']);
}

/** Windows runs without a shell only what ends in .exe or .com, whatever PATHEXT adds. */
function endings(search: MkcertSearch): readonly string[] {
  if (search.platform !== 'win32') return [''];
  const extensions = (variable(search.environment, 'PATHEXT') ?? '.EXE').split(';');
  return extensions.filter((extension) => /^\.(exe|com)$/i.test(extension)).map((extension) => extension.toLowerCase());
}

/** Windows spells it Path as often as PATH. */
function variable(environment: Environment, name: string): string | undefined {
  return Object.entries(environment).find(([key]) => key.toUpperCase() === name)?.[1];
}

function runMkcert(run: MkcertRun, args: string[], folder = os.tmpdir()): Promise<{ stdout: string; stderr: string }> {
  const options = {
    cwd: folder,
    env: { ...(run.environment ?? process.env) },
    timeout: run.timeout ?? TIMEOUT,
    windowsHide: true,
    ...(run.signal === undefined ? {} : { signal: run.signal }),
  };
  return new Promise((resolve, reject) => {
    const child = execFile(run.program, args, options, (error, stdout, stderr) => {
      if (error === null) resolve({ stdout, stderr });
      else reject(new Error(`mkcert ${failure(error, stderr, options.timeout)}`, { cause: error }));
    });
    child.stdin?.end();
  });
}

function failure(error: Error & { code?: unknown; killed?: boolean }, stderr: string, timeout: number): string {
  if (error.name === 'AbortError') return 'was cancelled.';
  if (error.killed) return `gave no answer within ${timeout / 1000} seconds.`;
  if (typeof error.code === 'string') return `cannot be run: ${error.message}`;
  const said = stderr.replace(/^ERROR: /gm, '').trim();
  return `failed with exit status ${error.code}${said === '' ? '.' : `: ${said}`}`;
}

function storesWithoutRoot(stderr: string): string[] {
  const notes = stderr.matchAll(/local CA is not installed in the (.+) trust store/g);
  return [...notes].map((note) => note[1] ?? '').filter((store) => store !== 'Java');
}
