// Runs the bundled program as a user would.
import { spawnSync } from 'node:child_process';
import * as path from 'node:path';

export const program = path.join(process.cwd(), 'dist/apache-ls.js');
export const samples = path.join(process.cwd(), 'test/cli/samples');

export interface Run {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `apache-ls` with `words` in the folder of the samples. */
export function run(words: readonly string[], input: string | Buffer = ''): Run {
  const options = { cwd: samples, input, encoding: 'utf8', maxBuffer: 1 << 28 } as const;
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...words], options);
  return { status, stdout, stderr };
}

/** A row of the JSON output. */
export interface Row {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly severity: 'error' | 'warning' | 'information' | 'hint';
  readonly code: string;
  readonly message: string;
  readonly url: string;
  readonly fixes: readonly FixRow[];
}

export interface FixRow {
  readonly title: string;
  readonly preferred: boolean;
  readonly edits: readonly (Pick<Row, 'file' | 'line' | 'column' | 'endLine' | 'endColumn'> & {
    readonly text: string;
  })[];
}

/** The problems that `apache-ls check --format json` prints for `words`. */
export function problems(words: readonly string[], input: string | Buffer = ''): readonly Row[] {
  const { stdout, stderr } = run(['check', '--format', 'json', ...words], input);
  if (stderr !== '') throw new Error(stderr);
  return JSON.parse(stdout);
}

/** `name:line:column code` of each problem, with the file's name alone. */
export function places(rows: readonly Row[]): readonly string[] {
  return rows.map(({ file, line, column, code }) => `${path.basename(file)}:${line}:${column} ${code}`);
}
