// Applications without a daemon process while WSGIRestrictEmbedded forbids the embedded mode.
import { isReadWhole } from '../configuration/certainty.ts';
import { directivesOf, mainOf } from '../configuration/hosts.ts';
import type { Visit } from '../configuration/visit.ts';
import { type Mount, mountsOf, runnerOf } from '../configuration/wsgi.ts';
import type { Problem } from './problem.ts';
import { problemAt, type Rule } from './rule.ts';

export const forbiddenEmbeddedApplication: Rule = {
  id: 'forbidden-embedded-application',
  severity: 'warning',
  summary: 'WSGIRestrictEmbedded is on and an application has no daemon process',
  *host(host, configuration) {
    const restriction = directivesOf(mainOf(configuration), 'WSGIRestrictEmbedded').at(-1);
    if (
      !isReadWhole(configuration) ||
      restriction?.certainty !== 'certain' ||
      restriction.words[0]?.text.toLowerCase() !== 'on'
    )
      return;
    for (const mount of mountsOf(host)) {
      if (runnerOf(mount, configuration).type === 'embedded') yield problemOf(mount, restriction);
    }
  },
};

function problemOf({ visit, path }: Mount, restriction: Visit): Problem {
  const message = `no daemon process runs the application at ${path.text}, and WSGIRestrictEmbedded is on: Apache answers its requests with 500`;
  const related = [
    { file: restriction.file, span: restriction.node.span, message: 'Embedded applications are forbidden here' },
  ];
  return problemAt(forbiddenEmbeddedApplication, visit, path.span, message, { related });
}
