// What can be folded: sections, runs of comments, continued lines.
import { parse } from '../syntax/parse.ts';
import { walk } from '../syntax/tree.ts';
import type { SourceFile } from '../text/source-file.ts';

/** Zero-based first and last line. */
export interface Fold {
  readonly first: number;
  readonly last: number;
  readonly kind: 'region' | 'comment';
}

/** All folds of a file. The closing line of a section stays visible. */
export function folds(file: SourceFile): Fold[] {
  const tree = parse(file);
  const found: Fold[] = [];
  for (const node of walk(tree.nodes)) {
    const first = file.positionAt(node.line.start).line;
    if (node.kind === 'section' && node.closing)
      found.push({ first, last: file.positionAt(node.closing.span.start).line - 1, kind: 'region' });
    else if (node.kind === 'directive')
      found.push({ first, last: file.positionAt(node.line.end).line, kind: 'region' });
  }
  return [...found, ...commentFolds(file)].filter((fold) => fold.last > fold.first);
}

function commentFolds(file: SourceFile): Fold[] {
  const folds: Fold[] = [];
  for (const comment of parse(file).comments) {
    const first = file.positionAt(comment.span.start).line;
    const last = file.positionAt(comment.span.end).line;
    const before = folds.at(-1);
    if (before && before.last === first - 1) folds[folds.length - 1] = { ...before, last };
    else folds.push({ first, last, kind: 'comment' });
  }
  return folds;
}
