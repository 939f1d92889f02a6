// Edits of whole lines that the fixes of several rules share.
import type { Visit } from '../configuration/visit.ts';
import { PartSpan } from '../text/part.ts';
import type { Span } from '../text/span.ts';
import type { Edit } from './problem.ts';

/** Adds a directive right after that of `visit`, indented alike. */
export function insertAfter(visit: Visit, text: string): Edit {
  const { end } = linesOf(visit);
  const isOpenEnd = end === visit.file.text.length && !visit.file.text.endsWith('\n');
  const newline = newlineOf(visit);
  const line = isOpenEnd ? `${newline}${indentOf(visit)}${text}` : `${indentOf(visit)}${text}${newline}`;
  return { uri: visit.file.uri, span: placeIn(visit, end), text: line };
}

/** Adds a directive right before that of `visit`, indented alike. */
export function insertBefore(visit: Visit, text: string): Edit {
  const { start } = linesOf(visit);
  return {
    uri: visit.file.uri,
    span: placeIn(visit, start),
    text: `${indentOf(visit)}${text}${newlineOf(visit)}`,
  };
}

/** Takes the lines of `visit` out. */
export function removeLines(visit: Visit): Edit {
  return { uri: visit.file.uri, span: linesOf(visit), text: '' };
}

/** Moves the lines of `visit` before those of `other`, an earlier directive of the same file; nothing where that cannot be done. */
export function moveBefore(visit: Visit, other: Visit): Edit[] {
  const isMovable = visit.file === other.file && !visit.use && !other.use && visit.node.parent === other.node.parent;
  if (!isMovable) return [];
  const { start, end } = linesOf(visit);
  const text = visit.file.text.slice(start, end);
  const at = linesOf(other).start;
  const whole = text.endsWith('\n') ? text : `${text}${newlineOf(visit)}`;
  return [{ uri: visit.file.uri, span: placeIn(other, at), text: whole }, removeLines(visit)];
}

/** Adds an argument behind the last one of `visit`. */
export function appendArgument(visit: Visit, text: string): Edit {
  const { end } = visit.node.line;
  return { uri: visit.file.uri, span: { start: end, end }, text: ` ${text}` };
}

/** The place at `offset`, which moves with the lines of `visit` and not with what comes behind them. */
function placeIn({ node: { part } }: Visit, offset: number): Span {
  return new PartSpan(part, offset - part.start, offset - part.start);
}

function linesOf({ file, node }: Pick<Visit, 'file' | 'node'>): Span {
  const start = file.lineStartAt(node.line.start);
  const end = file.nextLineAt(node.line.end);
  return { start, end };
}

function indentOf({ file, node }: Visit): string {
  const start = file.lineStartAt(node.line.start);
  return /^[ \t]*/.exec(file.text.slice(start, node.line.start))?.[0] ?? '';
}

/** The line end that the lines of `visit` have, or the line above where the file ends with them. */
export function newlineOf(visit: Pick<Visit, 'file' | 'node'>): string {
  const { start, end } = linesOf(visit);
  const { text } = visit.file;
  const at = text[end - 1] === '\n' ? end : start;
  return text[at - 2] === '\r' ? '\r\n' : '\n';
}
