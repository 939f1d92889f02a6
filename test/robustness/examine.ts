// Asks the server everything about a text and looks whether each answer lies inside the text.
import assert from 'node:assert/strict';
import { catalogue } from '../../server/src/catalogue/catalogue.ts';
import { unknownDisk } from '../../server/src/configuration/disk.ts';
import { evaluate } from '../../server/src/configuration/evaluate.ts';
import { ruleFixes } from '../../server/src/features/code-actions.ts';
import { complete } from '../../server/src/features/completion.ts';
import type { Place } from '../../server/src/features/cursor.ts';
import { safeEdits } from '../../server/src/features/fix-all.ts';
import { folds } from '../../server/src/features/folding.ts';
import { highlights } from '../../server/src/features/highlights.ts';
import { hover } from '../../server/src/features/hover.ts';
import { links } from '../../server/src/features/links.ts';
import { rename } from '../../server/src/features/rename.ts';
import { semanticTokens } from '../../server/src/features/semantic-tokens.ts';
import { signatureHelp } from '../../server/src/features/signature-help.ts';
import { type OutlineItem, outline } from '../../server/src/features/symbols.ts';
import { hostsWithoutCertificate, tlsHostAt } from '../../server/src/features/tls-host.ts';
import { wireCertificate } from '../../server/src/features/wire-certificate.ts';
import { check } from '../../server/src/rules/check.ts';
import type { Edit } from '../../server/src/rules/problem.ts';
import { symbolsOf } from '../../server/src/symbols/table.ts';
import { parse } from '../../server/src/syntax/parse.ts';
import { type StructureError, walk } from '../../server/src/syntax/tree.ts';
import type { SourceFile } from '../../server/src/text/source-file.ts';
import type { Span } from '../../server/src/text/span.ts';

const settings = { catalogue, defines: [], environment: {} };

/** The file read as a main file: the one way in which every rule has its say. */
export function placeOf(file: SourceFile): Place {
  return { file, configuration: evaluate({ file, isMain: true, context: 'server' }, settings, unknownDisk) };
}

/** Everything that is asked at one offset. */
export function examineAt(place: Place, offset: number): void {
  const { file } = place;
  for (const item of complete(place, offset)) {
    inside(item.span, file, item.label);
    if (item.span.start > offset || item.label === '') assert.fail(`completion '${item.label}' at ${offset}`);
  }
  const text = hover(place, offset);
  if (text) {
    inside(text.span, file, 'hover');
    assert.ok(text.span.start <= offset && offset <= text.span.end, 'a hover covers its offset');
  }
  const signature = signatureHelp(place, offset);
  for (const { start, end } of signature?.parameters ?? [])
    assert.ok(start <= end && end <= (signature?.label.length ?? 0));
  for (const { span } of highlights(place, offset)) inside(span, file, 'highlight');
  examineRename(place, offset);
  const host = tlsHostAt(place, offset);
  if (host) inside(host.span, file, 'host');
  for (const edit of wireCertificate(place, offset, '/tls/a.pem', '/tls/a.key') ?? [])
    inside(edit.span, file, 'wired certificate');
}

/** Everything that is asked of a whole file. */
export function examineFile(place: Place): void {
  const { file } = place;
  examineTree(file);
  const problems = check(place.configuration);
  for (const problem of problems) {
    inside(problem.span, problem.file, problem.rule);
    for (const edit of (problem.fixes ?? []).flatMap((fix) => fix.edits))
      inside(edit.span, file, `fix of ${problem.rule}`);
    for (const related of problem.related ?? []) inside(related.span, related.file, `related to ${problem.rule}`);
  }
  for (const { fix } of ruleFixes(problems, file.uri, { start: 0, end: file.text.length }))
    examineEdits(fix.edits, file, fix.title);
  examineEdits(safeEdits(problems, file.uri), file, 'safe fixes');
  for (const item of outline(file)) examineItem(item, file);
  for (const fold of folds(file)) assert.ok(fold.first < fold.last && fold.last < file.lineStarts.length, 'fold');
  for (const link of links(place)) inside(link.span, file, 'link');
  let before = 0;
  for (const token of semanticTokens(place)) {
    inside(token.span, file, 'token');
    assert.ok(token.span.start >= before, 'tokens are in order');
    before = token.span.end;
  }
  for (const host of hostsWithoutCertificate(place)) inside(host.span, file, 'lens');
  for (const { span, name, isWritten } of symbolsOf(place.configuration).occurrences) {
    inside(span, file, name);
    if (isWritten) assert.equal(file.text.slice(span.start, span.end), name);
  }
}

function examineRename(place: Place, offset: number): void {
  const edits = rename(place, offset, 'another-name', { writeObstacle: () => undefined, configurations: [] });
  if ('refusal' in edits) return;
  examineEdits(edits, place.file, 'renamed');
}

function examineEdits(edits: readonly Edit[], file: SourceFile, what: string): void {
  const spans = edits.map(({ span }) => span).sort((a, b) => a.start - b.start);
  for (const [index, span] of spans.entries()) {
    inside(span, file, what);
    assert.ok(span.start >= (spans[index - 1]?.end ?? 0), `edits do not overlap: ${what}`);
  }
}

function examineTree(file: SourceFile): void {
  const tree = parse(file);
  for (const node of walk(tree.nodes)) {
    inside(node.span, file, node.name);
    within(node.nameSpan, node.span, `name ${node.name}`);
    for (const word of node.words) {
      within(word.span, node.span, `word ${word.text}`);
      within(word.inner, word.span, `inside of ${word.text}`);
    }
    if (node.kind === 'section') inside(node.fullSpan, file, `section ${node.name}`);
  }
  for (const comment of tree.comments) inside(comment.span, file, 'comment');
  for (const error of tree.errors) inside(errorSpan(error), file, error.type);
}

function errorSpan(error: StructureError): Span {
  if ('closing' in error) return error.closing.span;
  return 'section' in error ? error.section.span : error.span;
}

function examineItem(item: OutlineItem, file: SourceFile): void {
  assert.notEqual(item.name.trim(), '', 'an outline item has a name');
  inside(item.span, file, item.name);
  within(item.nameSpan, item.span, `name of ${item.name}`);
  for (const child of item.children) {
    within(child.span, item.span, `child ${child.name}`);
    examineItem(child, file);
  }
}

function inside(span: Span, file: SourceFile, what: string): void {
  within(span, { start: 0, end: file.text.length }, what);
}

function within(span: Span, outer: Span, what: string): void {
  const holds = outer.start <= span.start && span.start <= span.end && span.end <= outer.end;
  if (!holds) assert.fail(`${what}: ${span.start}-${span.end} is not inside ${outer.start}-${outer.end}`);
}
