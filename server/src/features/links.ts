// Links: from Include lines to the files they bring in, from directives that name a file to that file.
import { uriOf } from '../configuration/paths.ts';
import type { Span } from '../text/span.ts';
import type { Place } from './cursor.ts';

export interface Link {
  readonly span: Span;
  readonly target: string;
  readonly tooltip: string;
}

const pathDirectives = new Map([
  ['sslcertificatefile', 0],
  ['sslcertificatekeyfile', 0],
  ['sslcacertificatefile', 0],
  ['sslcertificatechainfile', 0],
  ['wsgiscriptalias', 1],
  ['wsgiimportscript', 0],
  ['alias', 1],
  ['authuserfile', 0],
]);

/** Links to files that are there. A pattern that brings in several files links to the first. */
export function links({ file, configuration }: Place): Link[] {
  const included = configuration.includes
    .filter((include) => include.visit.file === file && !include.visit.use && include.paths.length > 0)
    .flatMap((include) => includeLink(include.visit.words[0]?.span, include.paths));
  return [...included, ...pathLinks({ file, configuration })];
}

function includeLink(span: Span | undefined, paths: readonly string[]): Link[] {
  const [first] = paths;
  if (!span || !first) return [];
  const more = paths.length > 1 ? ` and ${paths.length - 1} more` : '';
  return [{ span, target: uriOf(first), tooltip: `Open ${first}${more}` }];
}

function pathLinks({ file, configuration }: Place): Link[] {
  return configuration.visits.flatMap((visit) => {
    const index = visit.file === file && !visit.use ? pathDirectives.get(visit.node.name.toLowerCase()) : undefined;
    const word = index === undefined ? undefined : visit.words[index];
    if (!word || visit.hasUnknownVariable || !configuration.serverRoot) return [];
    const path = word.text.startsWith('/') ? word.text : `${configuration.serverRoot}/${word.text}`;
    return configuration.disk.state(path) === 'file'
      ? [{ span: word.inner, target: uriOf(path), tooltip: `Open ${path}` }]
      : [];
  });
}
