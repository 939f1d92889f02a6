// The tree of includes: which files a file brings in, and which files bring it in.
import type { Configuration } from '../configuration/evaluate.ts';
import { uriOf } from '../configuration/paths.ts';
import type { Span } from '../text/span.ts';
import { touches } from '../text/span.ts';
import type { Place } from './cursor.ts';

/** A file at one end of Include lines; `spans` are their arguments, in the file that includes. */
export interface IncludeStep {
  readonly uri: string;
  readonly spans: readonly Span[];
}

/** What the tree is asked about: a file, or the argument of an Include line in it that brings in several. */
export interface IncludeNode {
  readonly uri: string;
  readonly pattern?: Span;
}

/** What stands at `offset`: the files of an Include line, else the file itself. It is one, since editors show the first. */
export function includeRoot({ file, configuration }: Place, offset: number): IncludeNode {
  const named = linksOf(configuration).filter(({ from, span }) => from === file.uri && touches(span, offset));
  const [first] = named;
  if (!first) return { uri: file.uri };
  const isOne = named.every(({ to }) => to === first.to);
  return isOne ? { uri: first.to } : { uri: file.uri, pattern: first.span };
}

/** The files that include the file, or the one that an Include line stands in. */
export function includers(configuration: Configuration, { uri, pattern }: IncludeNode): IncludeStep[] {
  if (pattern) return [{ uri, spans: [pattern] }];
  return steps(
    linksOf(configuration).filter(({ to }) => to === uri),
    ({ from }) => from,
  );
}

/** The files that the file or the Include line includes, in the order of reading. */
export function includedFiles(configuration: Configuration, { uri, pattern }: IncludeNode): IncludeStep[] {
  return steps(
    linksOf(configuration).filter(({ from, span }) => from === uri && (!pattern || pattern.start === span.start)),
    ({ to }) => to,
  );
}

interface Link {
  readonly from: string;
  readonly to: string;
  readonly span: Span;
}

function linksOf({ includes }: Configuration): Link[] {
  return includes.flatMap(({ visit, paths }) => {
    const span = visit.words[0]?.span ?? visit.node.span;
    return paths.map((path) => ({ from: visit.file.uri, to: uriOf(path), span }));
  });
}

/** A file that is read several times passes the same line several times. */
function steps(links: readonly Link[], end: (link: Link) => string): IncludeStep[] {
  const spans = new Map<string, Map<number, Span>>();
  for (const link of links) {
    const known = spans.get(end(link)) ?? new Map<number, Span>();
    spans.set(end(link), known.set(link.span.start, link.span));
  }
  return [...spans].map(([uri, byStart]) => ({ uri, spans: [...byStart.values()] }));
}
