// Asks our own check about a configuration, with the same modules loaded as the sandbox's Apache.
import * as path from 'node:path';
import { catalogue } from '../../server/src/catalogue/catalogue.ts';
import { evaluate } from '../../server/src/configuration/evaluate.ts';
import { uriOf } from '../../server/src/configuration/paths.ts';
import { NodeDisk } from '../../server/src/host/node-disk.ts';
import { check } from '../../server/src/rules/check.ts';
import type { Problem } from '../../server/src/rules/problem.ts';
import { SourceFile } from '../../server/src/text/source-file.ts';

const settings = { catalogue, apacheVersion: '2.4.71', modWsgiVersion: '4.9.4', defines: [], environment: {} };

/** The rules that foretell the configuration test; errors of all others come up when Apache starts. */
const foretelling: ReadonlySet<string> = new Set([
  'argument-count',
  'invalid-value',
  'missing-include',
  'missing-path',
  'section-structure',
  'unknown-directive',
  'unknown-parameter',
  'wrong-context',
  'wrong-version',
]);

/** Why we say that the configuration test refuses `text`, read behind the sandbox's own base configuration. */
export function errorsOf(text: string, folder: string): Problem[] {
  const uri = uriOf(path.join(folder, 'work/test.conf'));
  const file = new SourceFile(uri, `Include "${folder}/base.conf"\n${text}`);
  const configuration = evaluate({ file, isMain: true, context: 'server' }, settings, new NodeDisk());
  return check(configuration).filter(
    (problem) => problem.severity === 'error' && problem.file === file && foretelling.has(problem.rule),
  );
}

/** Why we say that the configuration test refuses the main file at that path, or a file that it includes. */
export function errorsIn(main: string): Problem[] {
  const disk = new NodeDisk();
  const file = disk.read(main);
  if (typeof file === 'string') throw new Error(`${main} cannot be read`);
  const configuration = evaluate({ file, isMain: true, context: 'server' }, settings, disk);
  return check(configuration).filter((problem) => problem.severity === 'error' && foretelling.has(problem.rule));
}

/** Says of a problem whether it is on the line of its file that Apache names; always where it names none. */
export function isAt(line: number | undefined): (problem: Problem) => boolean {
  return ({ file, span }) => {
    if (line === undefined) return true;
    // Of a line that is continued Apache names the last part.
    const last = line - 1;
    let first = last;
    while (/\\\r?\n$/.test(file.text.slice(0, file.lineStarts[first] ?? 0)) && first > 0) first--;
    return file.positionAt(span.start).line <= last && file.positionAt(span.end).line >= first;
  };
}
