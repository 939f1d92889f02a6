// Times of whole processes: a check against Apache's own configuration test, the start of the server, and how long a
// real VS Code takes to activate the extension.
import { spawn, spawnSync } from 'node:child_process';
import * as path from 'node:path';
import { pathToFileURL } from 'node:url';
import { pathOf } from '../support/programs.ts';
import { summaryOf, type Times, timesOf, timesOfAsync } from './measure.ts';

const server = path.join(process.cwd(), 'dist/apache-ls.js');

/** `apache2 -t` on a main file. Throws with its message where it refuses the file. */
export function apacheTimes(main: string, rounds: number): Times {
  return timesOf(rounds, () => run(pathOf('apache2'), ['-t', '-f', main], [0]));
}

/** `apache-ls check` on the tree of a main file. */
export function checkTimes(main: string, rounds: number): Times {
  return timesOf(rounds, () => run(process.execPath, [server, 'check', '--format', 'json', '--root', main], [0, 1]));
}

/** The memory that a check needs at most, in MiB. */
export function checkMemory(main: string): number {
  const script = `process.on('exit', () => process.stderr.write(String(process.resourceUsage().maxRSS))); process.argv = ['node', ${JSON.stringify(server)}, 'check', '--format', 'json', '--root', ${JSON.stringify(main)}]; require(${JSON.stringify(server)});`;
  const { stderr } = spawnSync(process.execPath, ['-e', script], { encoding: 'utf8', maxBuffer: 1 << 28 });
  return Number(stderr) / 1024;
}

/** From the start of the server over stdio to the first problems it tells. */
export function startTimes(rounds: number): Promise<Times> {
  return timesOfAsync(rounds, firstAnswer);
}

/** What VS Code says of the packaged extension's activation in so many starts; undefined where there is no VS Code. */
export function activationTimes(starts: number): Times | undefined {
  const output = run(process.execPath, ['test/bench/activation.mjs', String(starts)], [0]);
  const times: number[] | null = JSON.parse(output.trim().split('\n').at(-1) ?? '');
  return times === null ? undefined : summaryOf(times);
}

function run(program: string, parameters: readonly string[], good: readonly number[]): string {
  const { status, stdout, stderr } = spawnSync(program, parameters, { encoding: 'utf8', maxBuffer: 1 << 28 });
  if (status === null || !good.includes(status)) throw new Error(`${program} ${parameters.join(' ')}: ${stderr}`);
  return stdout;
}

function firstAnswer(): Promise<number> {
  return new Promise((resolve, reject) => {
    const start = process.hrtime.bigint();
    const child = spawn(process.execPath, [server, '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
    child.on('error', reject);
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      output += chunk;
      if (!output.includes('textDocument/publishDiagnostics')) return;
      resolve(Number(process.hrtime.bigint() - start) / 1e6);
      child.kill();
    });
    const uri = pathToFileURL(path.join(process.cwd(), 'sites-enabled/site.conf')).href;
    const send = (message: object) => {
      const text = JSON.stringify({ jsonrpc: '2.0', ...message });
      child.stdin.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
    };
    send({ id: 1, method: 'initialize', params: { processId: process.pid, rootUri: null, capabilities: {} } });
    send({ method: 'initialized', params: {} });
    const textDocument = { uri, languageId: 'apacheconf', version: 1, text: 'SSLEngine maybe\n' };
    send({ method: 'textDocument/didOpen', params: { textDocument } });
  });
}
