// The comments that silence rules: `# apache-ls ignore-next-line <rule>` and `# apache-ls ignore-file <rule>`.
import { parse } from '../syntax/parse.ts';
import type { Comment, PartTree } from '../syntax/tree.ts';
import { passingMemo } from '../text/memo.ts';
import type { SourceFile } from '../text/source-file.ts';
import type { Span } from '../text/span.ts';
import type { Problem } from './problem.ts';

/** What a comment can say behind `apache-ls`. */
export const suppressionVerbs = ['ignore-next-line', 'ignore-file'] as const;

export interface Name {
  readonly text: string;
  readonly span: Span;
}

/** One comment that tells apache-ls to ignore something. */
export interface Suppression {
  /** As written: one of the verbs, or a misspelt one. */
  readonly verb: Name;
  /** The ids, up to a `--` behind which the reason stands. */
  readonly rules: readonly Name[];
  /** The physical lines that it is about, first and last; the whole file where there are none. */
  readonly lines: readonly [number, number] | undefined;
}

/** The comments of `file` that begin with `apache-ls ignore`, in the order of the text. */
export const suppressionsIn: (file: SourceFile) => readonly Suppression[] = passingMemo((file) => {
  const found: Suppression[] = [];
  const comments = parse(file)
    .parts.filter(namesUs)
    .flatMap((part) => part.comments);
  // From the end, since a comment may stand above another one that is about the same line.
  for (const comment of comments.toReversed()) {
    const suppression = suppressionOf(comment, file, found[0]);
    if (suppression) found.unshift(suppression);
  }
  return found;
});

/** Most parts do not: they need not be looked at after each keystroke. */
const namesUs: (part: PartTree) => boolean = passingMemo(({ text }) => text.includes('apache-ls'));

/** Says whether a comment of the problem's file silences it. */
export function isSuppressed({ file, span, rule }: Pick<Problem, 'file' | 'span' | 'rule'>): boolean {
  return suppressionsIn(file).some(({ verb, rules, lines }) => {
    if (!rules.some(({ text }) => text === rule)) return false;
    if (!lines) return verb.text === 'ignore-file';
    const { line } = file.positionAt(span.start);
    return lines[0] <= line && line <= lines[1];
  });
}

/** The physical lines of the logical line that `line` is a part of. */
export function logicalLinesAround(file: SourceFile, line: number): readonly [number, number] {
  let first = line;
  while (first > 0 && isContinued(file, first - 1)) first--;
  return [first, lastLineOf(file, line)];
}

function suppressionOf(comment: Comment, file: SourceFile, below: Suppression | undefined): Suppression | undefined {
  const { start, end } = comment.span;
  const [all, head = '', verb = '', tail = ''] =
    /^(#+\s*apache-ls\s+)(ignore(?:-[\w-]*)?)(?!\w)(.*)$/s.exec(file.text.slice(start, end)) ?? [];
  if (all === undefined) return undefined;
  const verbStart = start + head.length;
  const names = tail.split(/(?:^|\s)--(?:\s|$)/)[0] ?? '';
  return {
    verb: nameAt(verb, verbStart),
    rules: [...names.matchAll(/[^\s,\\]+/g)].map((match) => nameAt(match[0], verbStart + verb.length + match.index)),
    lines: verb === 'ignore-next-line' ? linesBelow(file.positionAt(end).line + 1, file, below) : undefined,
  };
}

function nameAt(text: string, start: number): Name {
  return { text, span: { start, end: start + text.length } };
}

function linesBelow(line: number, file: SourceFile, below: Suppression | undefined): readonly [number, number] {
  const isAbove = below?.lines && file.positionAt(below.verb.span.start).line === line;
  return [line, isAbove ? below.lines[1] : lastLineOf(file, line)];
}

function lastLineOf(file: SourceFile, line: number): number {
  let last = line;
  while (isContinued(file, last)) last++;
  return last;
}

/** A backslash at its end joins a line with the next. */
function isContinued(file: SourceFile, line: number): boolean {
  const next = file.lineStarts[line + 1];
  if (next === undefined) return false;
  const end = file.text[next - 2] === '\r' ? next - 2 : next - 1;
  return end > (file.lineStarts[line] ?? 0) && file.text[end - 1] === '\\';
}
