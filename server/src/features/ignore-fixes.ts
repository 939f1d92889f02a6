// Quick fixes that silence a problem with a comment: above its line, or for its file.
import type { Edit, Fix, Problem } from '../rules/problem.ts';
import { logicalLinesAround, type Suppression, suppressionsIn } from '../rules/suppression.ts';
import type { SourceFile } from '../text/source-file.ts';
import { newlineOf } from './lines.ts';

/** The ways to silence `problem`. A comment that already silences other rules there gets one more. */
export function ignoreFixes(problem: Problem): Fix[] {
  const { rule, file, span } = problem;
  const inFile = { title: `Ignore ${rule} in this file`, isPreferred: false, edits: [ignoreInFile(problem)] };
  // No comment can stand before a byte order mark.
  if (span.start < firstOffset(file, 0)) return [inFile];
  return [{ title: `Ignore ${rule} on this line`, isPreferred: false, edits: [ignoreOnLine(problem)] }, inFile];
}

function ignoreOnLine({ rule, file, span }: Problem): Edit {
  const [line] = logicalLinesAround(file, file.positionAt(span.start).line);
  const known = suppressionsIn(file).find(({ lines }) => lines?.[0] === line);
  if (known) return addition(known, rule, file);
  const start = firstOffset(file, line);
  const indent = /^[ \t]*/.exec(file.text.slice(start))?.[0] ?? '';
  return comment(file, start, `${indent}# apache-ls ignore-next-line ${rule}`);
}

function ignoreInFile({ rule, file }: Problem): Edit {
  const known = suppressionsIn(file).find(({ verb }) => verb.text === 'ignore-file');
  return known ? addition(known, rule, file) : comment(file, firstOffset(file, 0), `# apache-ls ignore-file ${rule}`);
}

function addition({ verb, rules }: Suppression, rule: string, file: SourceFile): Edit {
  const last = rules.at(-1);
  const at = (last ?? verb).span.end;
  return { uri: file.uri, span: { start: at, end: at }, text: `${last ? ',' : ''} ${rule}` };
}

function comment(file: SourceFile, start: number, text: string): Edit {
  return { uri: file.uri, span: { start, end: start }, text: `${text}${newlineOf(file)}` };
}

/** Where a line begins, behind the byte order mark of the first. */
function firstOffset(file: SourceFile, line: number): number {
  const start = file.lineStarts[line] ?? 0;
  return start === 0 && file.text.charCodeAt(0) === 0xfeff ? 1 : start;
}
