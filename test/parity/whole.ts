// Compares our verdict on whole configurations with Apache's, line by line: where Apache refuses a line, it is taken out and both are asked again.
import * as fs from 'node:fs';
import * as path from 'node:path';
import { uriOf } from '../../server/src/configuration/paths.ts';
import type { Problem } from '../../server/src/rules/problem.ts';
import type { Sandbox } from '../support/apache.ts';
import type { Verdict } from '../support/apache-verdict.ts';
import { errorsIn, isAt } from './our-verdict.ts';
import { drawFiles } from './whole-files.ts';

export interface Difference {
  readonly sort: 'false error' | 'missed';
  readonly message: string;
  readonly files: ReadonlyMap<string, string>;
}

const mostRounds = 12;

/** How the configuration of that seed is judged differently; undefined where it is not. */
export async function differenceInWhole(seed: number, sandbox: Sandbox): Promise<Difference | undefined> {
  const folder = fs.mkdtempSync(path.join(sandbox.folder, 'work', 'w'));
  const files = drawFiles(seed);
  files.set('httpd.conf', `Include "${sandbox.folder}/base.conf"\n${files.get('httpd.conf')}`);
  for (const [name, text] of files)
    files.set(name, text.replaceAll('$WORK', folder).replaceAll('$ROOT', sandbox.folder));
  let difference: Difference | undefined;
  for (let round = 0; round < mostRounds; round++) {
    write(files, folder);
    const { verdict, found } = await ask(files, folder, sandbox);
    if (found) difference = { ...found, files };
    if (found || !maskLine(files, verdict, folder)) break;
  }
  fs.rmSync(folder, { recursive: true, force: true });
  return difference;
}

async function ask(files: ReadonlyMap<string, string>, folder: string, sandbox: Sandbox) {
  const main = path.join(folder, 'httpd.conf');
  const verdict = await sandbox.test(main);
  const errors = errorsIn(main);
  const text = files.get(nameOf(verdict, folder))?.split('\n')[(verdict.line ?? 0) - 1] ?? '';
  const found = compare(verdict, errors, folder, text);
  return { verdict, found: found && { ...found, message: `${text}\n  ${found.message}` } };
}

function nameOf({ file = '' }: Verdict, folder: string): string {
  return path.relative(folder, path.resolve(folder, file));
}

/** A variable may come from the environment of the server, and where an Include leads nowhere something is not read. */
function cannotBeKnown({ warnings }: Verdict, errors: readonly Problem[], text: string): boolean {
  const undefinedHere = warnings.flatMap((warning) => /AH00111: Config variable (\S+) is not/.exec(warning)?.[1] ?? []);
  return (
    errors.some((problem) => problem.rule === 'missing-include') || undefinedHere.some((name) => text.includes(name))
  );
}

function compare(
  verdict: Verdict,
  errors: readonly Problem[],
  folder: string,
  text: string,
): Omit<Difference, 'files'> | undefined {
  if (verdict.ok) return errors[0] && { sort: 'false error', message: told(errors[0]) };
  if (cannotBeKnown(verdict, errors, text)) return undefined;
  const isThere = isAt(verdict.line);
  const uri = verdict.file && uriOf(path.resolve(folder, verdict.file));
  if (errors.some((problem) => (uri === undefined || problem.file.uri === uri) && isThere(problem))) return undefined;
  const ours = errors.map(told).join('\n  ');
  return { sort: 'missed', message: `${verdict.file}:${verdict.line}: ${verdict.message}\n  ${ours}` };
}

function told({ file, span, rule, message }: Problem): string {
  const { line } = file.positionAt(span.start);
  return `${path.basename(file.uri)}:${line + 1} ${rule}: ${message}\n    ${file.text.split('\n')[line]}`;
}

function write(files: ReadonlyMap<string, string>, folder: string): void {
  for (const [name, text] of files) {
    const file = path.join(folder, name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, text);
  }
}

/** Makes the refused line a comment, unless it is a tag; says whether it did. */
function maskLine(files: Map<string, string>, { ok, file, line }: Verdict, folder: string): boolean {
  if (ok || file === undefined || line === undefined) return false;
  const name = nameOf({ ok, file, line, message: '', warnings: [] }, folder);
  const lines = files.get(name)?.split('\n');
  if (!lines) return false;
  let at = line - 1;
  if (/^\s*["']?</.test(lines[at] ?? '')) return false;
  lines[at] = '';
  for (at--; /\\\r?$/.test(lines[at] ?? ''); at--) lines[at] = '';
  files.set(name, lines.join('\n'));
  return true;
}
