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

/** The files that the tree is asked about: those of the Include line at `offset`, else the file itself. */
export function includeRoots({ file, configuration }: Place, offset: number): string[] {
  const named = linksOf(configuration).filter(({ from, span }) => from === file.uri && touches(span, offset));
  return named.length > 0 ? [...new Set(named.map(({ to }) => to))] : [file.uri];
}

/** The files that include the file at `uri`. */
export function includers(configuration: Configuration, uri: string): IncludeStep[] {
  return steps(
    linksOf(configuration).filter(({ to }) => to === uri),
    ({ from }) => from,
  );
}

/** The files that the file at `uri` includes, in the order of reading. */
export function includedFiles(configuration: Configuration, uri: string): IncludeStep[] {
  return steps(
    linksOf(configuration).filter(({ from }) => from === uri),
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
