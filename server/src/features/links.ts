// Links: from Include lines to the files they bring in, from arguments that name a file to that file.
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { DirectiveInfo } from '../catalogue/directive-info.ts';
import type { Term } from '../catalogue/syntax-line.ts';
import type { Configuration } from '../configuration/evaluate.ts';
import { resolvePath, uriOf } from '../configuration/paths.ts';
import { isInLocation } from '../configuration/scopes.ts';
import type { Visit } from '../configuration/visit.ts';
import type { Word } from '../syntax/words.ts';
import { memo } from '../text/memo.ts';
import type { SourceFile } from '../text/source-file.ts';
import type { Span } from '../text/span.ts';
import { argumentsOf } from '../values/arguments.ts';
import { matchArguments } from '../values/match.ts';
import type { Place } from './cursor.ts';

export interface Link {
  readonly span: Span;
  readonly target: string;
  readonly tooltip: string;
}

/** Links to files that are there. A pattern that brings in several files has none: its definitions are all of them. */
export function links({ file, configuration }: Place): Link[] {
  const included = configuration.includes
    .filter(({ visit }) => visit.file === file && !visit.use)
    .flatMap(({ visit, paths }) => includeLink(visit.words[0]?.inner, paths));
  return [...included, ...pathLinks({ file, configuration })];
}

function includeLink(span: Span | undefined, paths: readonly string[]): Link[] {
  const [path, ...others] = paths;
  return span && path && others.length === 0 ? [linkTo(path, span)] : [];
}

function linkTo(path: string, span: Span): Link {
  return { span, target: uriOf(path), tooltip: `Open ${path}` };
}

function pathLinks({ file, configuration }: Place): Link[] {
  const { serverRoot, disk, settings } = configuration;
  if (!serverRoot) return [];
  return visitsIn(file, configuration).flatMap((visit) => {
    if (visit.use || visit.hasUnknownVariable) return [];
    return fileWords(visit, settings.catalogue).flatMap((word) => {
      const path = resolvePath(serverRoot, word.text);
      return disk.state(path) === 'file' ? [linkTo(path, word.inner)] : [];
    });
  });
}

/** What was read of the file, without a look at all the others. */
function visitsIn(file: SourceFile, configuration: Configuration): readonly Visit[] {
  const stretches = configuration.segmentsOf(file).flatMap((segment) => segment.stretches);
  return stretches.flatMap(({ visits }) => visits);
}

/** The arguments that may name a file. */
function fileWords(visit: Visit, catalogue: Catalogue): readonly Word[] {
  if (!visit.info || !mayNameFile(visit.info)) return [];
  const { assignments } = matchArguments(visit.info.slots(isInLocation(visit)), argumentsOf(visit), catalogue);
  return assignments.flatMap(({ term, word }) => (term && isFile(term) ? [word] : []));
}

const mayNameFile = memo((info: DirectiveInfo) =>
  info.slots().some(({ alternatives }) => alternatives.some((term) => isFile(term))),
);

const fileKinds = new Set([
  'path',
  'absolute-path',
  'script-path',
  'existing-file',
  'certificate-file',
  'private-key-file',
  'log-target',
  'error-log-target',
]);

function isFile(term: Term): boolean {
  return term.type === 'kind' && fileKinds.has(term.kind);
}
