// Include lines that lead nowhere, to a broken link, or in a circle.
import type { Configuration } from '../configuration/evaluate.ts';
import { isInstalledHere, isOnThisMachine } from '../configuration/local.ts';
import { folderOf, isAbsolute } from '../configuration/paths.ts';
import type { IncludeLink } from '../configuration/segment.ts';
import { hasWildcard } from '../configuration/wildcard.ts';
import type { Problem } from './problem.ts';
import { problemAt, type Rule, replaceFix } from './rule.ts';

export const missingInclude: Rule = {
  id: 'missing-include',
  severity: 'error',
  summary: 'an Include finds no file, or the file that it stands in',
  *tree(configuration) {
    for (const link of configuration.includes) {
      if (link.failure === 'cycle') yield cycle(link);
      else if (link.failure === 'broken') yield* broken(link, configuration);
      // Conditions are written for the machines that lack the file.
      else if (link.failure === 'missing' && link.visit.certainty === 'certain') yield* missing(link, configuration);
    }
  },
};

function cycle({ visit }: IncludeLink): Problem {
  const word = visit.words[0];
  const message = `${word?.text} is being read already: Apache refuses files that include each other without end`;
  return problemAt(missingInclude, visit, word?.span ?? visit.node.nameSpan, message);
}

/** In a copy the link may lead to what is on the machine of the server. */
function* broken({ visit, broken: path }: IncludeLink, configuration: Configuration): Generator<Problem> {
  if (!isOnThisMachine(configuration)) return;
  const message = `${path} is a link to nothing, or to a folder that it lies in: Apache refuses to start; IncludeOptional would pass over it`;
  const fix = replaceFix('Change to IncludeOptional', visit.file, visit.node.nameSpan, 'IncludeOptional');
  yield problemAt(missingInclude, visit, visit.words[0]?.span ?? visit.node.nameSpan, message, { fixes: [fix] });
}

/** In a copy that has all other folders, only what is written beside the main file can be missed, and not for sure. */
function* missing({ visit }: IncludeLink, configuration: Configuration): Generator<Problem> {
  const word = visit.words[0];
  if (!word) return;
  const isLocal = isOnThisMachine(configuration);
  const isFull = isAbsolute(word.text);
  const canBeMissed = isFull
    ? isInstalledHere(configuration) || (isLocal && isFolder(plainFolderOf(word.text), configuration))
    : isLocal || (!configuration.hasServerRoot && !word.text.startsWith('..'));
  if (!canBeMissed || (!isLocal && configuration.includes.some((link) => link.isElsewhere))) return;
  const path = isFull ? word.text : `${word.text} (below ServerRoot ${configuration.serverRoot})`;
  const message = `Apache finds nothing at ${path} and refuses to start; IncludeOptional would pass over it`;
  const fix = replaceFix('Change to IncludeOptional', visit.file, visit.node.nameSpan, 'IncludeOptional');
  yield problemAt(missingInclude, visit, word.span, message, { fixes: [fix], severity: isLocal ? 'error' : 'warning' });
}

/** The folder before the first part with a wildcard. */
function plainFolderOf(path: string): string {
  const parts = path.split('/');
  const wildcard = parts.findIndex(hasWildcard);
  return wildcard < 0 ? folderOf(path) : parts.slice(0, wildcard).join('/') || '/';
}

function isFolder(path: string, configuration: Configuration): boolean {
  return configuration.disk.state(path) === 'directory';
}
