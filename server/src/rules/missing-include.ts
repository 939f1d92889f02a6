// Include lines that lead nowhere, or in a circle.
import type { Configuration, IncludeLink } from '../configuration/evaluate.ts';
import { folderOf, isAbsolute, pathOf } from '../configuration/paths.ts';
import type { Problem } from './problem.ts';
import { problemAt, type Rule, replaceFix } from './rule.ts';

export const missingInclude: Rule = {
  id: 'missing-include',
  severity: 'error',
  summary: 'an Include finds no file, or the file that it stands in',
  *tree(configuration) {
    for (const link of configuration.includes) {
      if (link.failure === 'cycle') yield cycle(link);
      else if (link.failure === 'missing' && isOnThisMachine(link, configuration)) yield missing(link, configuration);
    }
  },
};

/** Says whether the server of this configuration lives here, so that a file which is not here is nowhere. */
function isOnThisMachine({ visit }: IncludeLink, configuration: Configuration): boolean {
  const written = visit.words[0]?.text ?? '';
  const { disk, serverRoot, start } = configuration;
  if (isAbsolute(written)) return disk.state(folderOf(written)) === 'directory';
  if (configuration.hasServerRoot) return serverRoot !== undefined && disk.state(serverRoot) === 'directory';
  return /^\/(?:etc|usr\/local|opt)\//.test(pathOf(start.file.uri) ?? '');
}

function cycle({ visit }: IncludeLink): Problem {
  const word = visit.words[0];
  const message = `${word?.text} is being read already: Apache refuses files that include each other without end`;
  return problemAt(missingInclude, visit, word?.span ?? visit.node.nameSpan, message);
}

function missing({ visit }: IncludeLink, { serverRoot }: Configuration): Problem {
  const word = visit.words[0];
  const path = word && !isAbsolute(word.text) ? `${word.text} (below ServerRoot ${serverRoot})` : word?.text;
  const message = `Apache finds nothing at ${path} and refuses to start; IncludeOptional would pass over it`;
  const fix = replaceFix('Change to IncludeOptional', visit.file, visit.node.nameSpan, 'IncludeOptional');
  return problemAt(missingInclude, visit, word?.span ?? visit.node.nameSpan, message, { fixes: [fix] });
}
