// Spans and texts that the fixes of several rules share.
import type { Visit } from '../configuration/visit.ts';
import type { Word } from '../syntax/words.ts';
import type { Span } from '../text/span.ts';
import type { Fix } from './problem.ts';

/** From the first word to the last. */
export function spanOfWords(words: readonly Word[]): Span | undefined {
  const [first] = words;
  const last = words.at(-1);
  return first && last ? { start: first.span.start, end: last.span.end } : undefined;
}

/** New lines above the directive, indented as it is; none for a directive of a macro. */
export function insertAboveFix(title: string, visit: Visit, lines: readonly string[]): Fix[] {
  if (visit.use) return [];
  const { file, node } = visit;
  const start = file.lineStarts[file.positionAt(node.span.start).line] ?? node.span.start;
  const indent = /^[ \t]*/.exec(file.text.slice(start))?.[0] ?? '';
  const text = lines.map((line) => `${indent}${line}\n`).join('');
  return [{ title, isPreferred: true, edits: [{ uri: file.uri, span: { start, end: start }, text }] }];
}
