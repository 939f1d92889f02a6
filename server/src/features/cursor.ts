// What stands at an offset of a file: which directive, which argument, inside of what.
import type { Configuration } from '../configuration/evaluate.ts';
import { scopeContextOf } from '../configuration/scopes.ts';
import type { Segment } from '../configuration/segment.ts';
import { innerScope, type Scope, topScopes, type Visit } from '../configuration/visit.ts';
import { partAt } from '../syntax/part-at.ts';
import type { Comment, Node, Section } from '../syntax/tree.ts';
import { memo } from '../text/memo.ts';
import type { SourceFile } from '../text/source-file.ts';
import { touches } from '../text/span.ts';

/** The file that a request is about, as a part of the configuration that was read. */
export interface Place {
  readonly file: SourceFile;
  readonly configuration: Configuration;
}

/** The directive or section whose logical line holds `offset`. */
export function nodeAt(file: SourceFile, offset: number): Node | undefined {
  return nodesAround(partAt(file, offset).nodes, offset);
}

/** The directive or section that a word typed at `offset` would belong to: blanks and continuations may stand between. */
export function statementAt(file: SourceFile, offset: number): Node | undefined {
  return nodeAt(file, offset) ?? nodeAt(file, inkBefore(file.text, offset));
}

/** The comment that holds `offset`. */
export function commentAt(file: SourceFile, offset: number): Comment | undefined {
  return partAt(file, offset).comments.find((comment) => comment.span.start < offset && offset <= comment.span.end);
}

/** The innermost section whose content holds `offset`; a tag that is being typed holds nothing yet. */
export function sectionAt(file: SourceFile, offset: number): Section | undefined {
  return innermost(partAt(file, offset).nodes, offset);
}

function innermost(nodes: readonly Node[], offset: number): Section | undefined {
  const node = nodes.findLast((candidate) => candidate.kind === 'section' && candidate.line.end < offset);
  if (node?.kind !== 'section' || offset > contentEnd(node)) return undefined;
  return innermost(node.children, offset) ?? node;
}

/** A section that is not closed ends with the one around it. */
function contentEnd(section: Section): number {
  for (let outer: Section | undefined = section; outer; outer = outer.parent)
    if (outer.closing) return outer.closing.span.start;
  return section.file.text.length;
}

/** How `node` was read, the last time where it is read several times; undefined in skipped sections. */
export function visitOf(configuration: Configuration, node: Node): Visit | undefined {
  const { part } = node;
  const segments = configuration.segmentsOf(node.file).filter(({ tree }) => tree.part === part);
  const visits = segments.flatMap((segment) => visitsByNode(segment).get(node) ?? []);
  // The lines of a macro are read where it is used.
  return visits.at(-1) ?? (isInMacro(node) ? configuration.visits.findLast((visit) => visit.node === node) : undefined);
}

/** The scope at `offset`, also inside of sections that are not read. */
export function scopeAt(place: Place, offset: number): Scope {
  const section = sectionAt(place.file, offset);
  return section ? scopeInside(section, place) : topScope(place);
}

const visitsByNode: (segment: Segment) => ReadonlyMap<Node, Visit> = memo(
  ({ stretches }) => new Map(stretches.flatMap(({ visits }) => visits.map((visit) => [visit.node, visit] as const))),
);

function isInMacro(node: Node): boolean {
  for (let section = node.parent; section; section = section.parent) if (/^macro$/i.test(section.name)) return true;
  return false;
}

function scopeInside(section: Section, place: Place): Scope {
  const visit = visitOf(place.configuration, section);
  const outer = visit?.scope ?? (section.parent ? scopeInside(section.parent, place) : topScope(place));
  const context = scopeContextOf(section.name.toLowerCase());
  if (context === 'transparent' || isConditional(section)) return outer;
  return visit ? innerScope(outer, context, visit) : { parent: outer, context, section: visit, host: outer.host };
}

function isConditional(section: Section): boolean {
  return /^(?:if(?:module|define|version|file|directive|section)|macro)$/i.test(section.name);
}

function topScope({ file, configuration }: Place): Scope {
  const [segment] = configuration.segmentsOf(file);
  const context = configuration.start.file === file ? configuration.start.context : 'unknown';
  return segment?.around.scope ?? topScopes[context];
}

/** Children are in order, so each level is a binary search. */
function nodesAround(nodes: readonly Node[], offset: number): Node | undefined {
  let low = 0;
  let high = nodes.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const node = nodes[middle];
    if (!node) return undefined;
    if (touches(node.span, offset)) return node;
    if (offset < node.line.start) high = middle - 1;
    else if (node.kind === 'section' && offset <= node.fullSpan.end) return nodesAround(node.children, offset);
    else low = middle + 1;
  }
  return undefined;
}

/** Where the text before `offset` ends, without trailing blanks and continuation backslashes. */
function inkBefore(text: string, offset: number): number {
  for (let at = offset; ; ) {
    const blank = /(?:[ \t]|\\\r?\n)$/.exec(text.slice(Math.max(0, at - 3), at))?.[0];
    if (!blank) return at;
    at -= blank.length;
  }
}
