// Runs the configuration test of Apache and waits for its verdict.
import { execFile } from 'node:child_process';
import * as path from 'node:path';
import { readVerdict, type Verdict } from './output.ts';

export interface TestRun {
  readonly program: string;
  /** The main file; undefined means the one that the program was built for. */
  readonly mainFile: string | undefined;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Names for `-D`. */
  readonly defines?: readonly string[];
  readonly signal?: AbortSignal;
  /** In milliseconds. */
  readonly timeout?: number;
}

const TIMEOUT = 60_000;

/** Tests the configuration. Fails where the program cannot be run, is cancelled or gives no answer in time. */
export function testConfiguration(run: TestRun): Promise<Verdict> {
  const defines = (run.defines ?? []).flatMap((name) => ['-D', name]);
  const parameters = ['-t', ...defines, ...(run.mainFile === undefined ? [] : placeParameters(run.mainFile))];
  const options = {
    cwd: path.dirname(run.mainFile ?? run.program),
    env: { ...run.environment, LC_ALL: 'C' },
    timeout: run.timeout ?? TIMEOUT,
    windowsHide: true,
    ...(run.signal === undefined ? {} : { signal: run.signal }),
  };
  return new Promise((resolve, reject) => {
    const child = execFile(run.program, parameters, options, (error, stdout, stderr) => {
      const code = error === null ? 0 : error.code;
      if (typeof code === 'number') resolve(readVerdict(`${stderr}\n${stdout}`, code));
      else reject(new Error(failure(run.program, error, options.timeout), { cause: error }));
    });
    child.stdin?.end();
  });
}

/** Relative paths start at the main file's folder until it names its ServerRoot, as the language server takes them. */
function placeParameters(mainFile: string): string[] {
  return ['-d', path.dirname(mainFile), '-f', mainFile];
}

function failure(program: string, error: (Error & { killed?: boolean }) | null, timeout: number): string {
  if (error?.name === 'AbortError') return 'The configuration test was cancelled.';
  if (error?.killed) return `${program} gave no answer within ${timeout / 1000} seconds.`;
  return `${program} cannot be run: ${error?.message}`;
}
