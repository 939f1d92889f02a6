// Writes the tree of a file down, one statement a line.
import { parse } from '../../server/src/syntax/parse.ts';
import type { Node, StructureError } from '../../server/src/syntax/tree.ts';
import type { Word } from '../../server/src/syntax/words.ts';
import type { SourceFile } from '../../server/src/text/source-file.ts';
import { visible } from './written-text.ts';

/** Statements with their words in ‹›, then comments, then errors; each with its lines. */
export function treeText(file: SourceFile): string {
  const tree = parse(file);
  const lines = (span: { start: number; end: number }) => {
    const first = file.positionAt(span.start).line + 1;
    const last = file.positionAt(span.end).line + 1;
    return first === last ? `${first}` : `${first}-${last}`;
  };
  const written = [
    ...nodeLines(tree.nodes, '', lines),
    ...tree.comments.map(({ text, span }) => `${lines(span)}: comment ${text}`),
    ...tree.errors.map((error) => `error ${error.type}${errorPlace(error)}`),
  ];
  return visible(written.join('\n')) || 'nothing';
}

type Lines = (span: { start: number; end: number }) => string;

function nodeLines(nodes: readonly Node[], indent: string, lines: Lines): string[] {
  return nodes.flatMap((node) => {
    const words = node.words.map((word) => ` ${wordText(word)}`).join('');
    if (node.kind === 'directive') return [`${indent}${lines(node.span)}: ${node.name}${words}`];
    const end = node.closing ? [`${indent}${lines(node.closing.span)}: </${node.closing.name}>`] : [];
    return [
      `${indent}${lines(node.span)}: <${node.name}>${words}`,
      ...nodeLines(node.children, `${indent}  `, lines),
      ...end,
    ];
  });
}

function wordText({ text, quote, isClosed }: Word): string {
  const shown = text.length > 60 ? `${text.slice(0, 10)}… ${text.length} characters` : text;
  return `‹${shown}›${quote}${isClosed ? '' : ' unclosed'}`;
}

function errorPlace(error: StructureError): string {
  if ('section' in error && error.section) return ` <${error.section.name}>`;
  return 'closing' in error ? ` </${error.closing.name}>` : '';
}
