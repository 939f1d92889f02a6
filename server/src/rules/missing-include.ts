// Include lines that lead nowhere, or in a circle.
import type { Configuration } from '../configuration/evaluate.ts';
import type { Problem } from './problem.ts';
import { problemAt, type Rule, replaceFix } from './rule.ts';

export const missingInclude: Rule = {
  id: 'missing-include',
  severity: 'error',
  summary: 'an Include finds no file, or the file that it stands in',
  *tree(configuration) {
    for (const link of configuration.includes) if (link.failure) yield problemOf(link, configuration, link.failure);
  },
};

function problemOf(
  link: Configuration['includes'][number],
  configuration: Configuration,
  failure: 'missing' | 'cycle',
): Problem {
  const { visit } = link;
  const word = visit.words[0];
  const span = word?.span ?? visit.node.nameSpan;
  if (failure === 'cycle')
    return problemAt(
      missingInclude,
      visit,
      span,
      `${word?.text} is being read already: Apache refuses files that include each other without end`,
    );
  const path =
    configuration.serverRoot && word ? `${word.text} (below ServerRoot ${configuration.serverRoot})` : word?.text;
  const message = `Apache finds nothing at ${path} and refuses to start; IncludeOptional would pass over it`;
  return problemAt(missingInclude, visit, span, message, {
    fixes: [replaceFix('Change to IncludeOptional', visit.file, visit.node.nameSpan, 'IncludeOptional')],
  });
}
