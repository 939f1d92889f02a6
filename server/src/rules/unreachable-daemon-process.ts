// Applications that are delegated to a daemon process of another virtual host.
import type { Configuration } from '../configuration/evaluate.ts';
import { type Host, hostOf, serverNameOf, titleOf } from '../configuration/hosts.ts';
import type { Visit } from '../configuration/visit.ts';
import { canReach, daemonNamed, type GroupUse, groupDirectives } from '../configuration/wsgi.ts';
import { delegationsIn, inheritedDelegationsIn, isReplaced } from './delegations.ts';
import type { Fix, Problem } from './problem.ts';
import { problemAt, type Rule } from './rule.ts';
import { insertBefore, removeLines } from './whole-lines.ts';

export const unreachableDaemonProcess: Rule = {
  id: 'unreachable-daemon-process',
  severity: 'warning',
  summary: 'an application is delegated to a daemon process of another virtual host',
  directives: groupDirectives,
  *visit(visit, configuration) {
    for (const use of [...delegationsIn(visit), ...inheritedDelegationsIn(visit, configuration)]) {
      const daemon = daemonNamed(use.name, configuration);
      const host = hostOf(visit, configuration);
      const isOutOfReach = daemon && host.section && canReach(host, daemon, configuration) === false;
      if (isOutOfReach && !isReplaced(visit, configuration)) yield problemOf(use, daemon, configuration);
    }
  },
};

function problemOf({ visit, name, span }: GroupUse, daemon: Visit, configuration: Configuration): Problem {
  const owner = hostOf(daemon, configuration);
  const here = serverNameOf(hostOf(visit, configuration)) ?? '';
  const message = `the daemon process '${name}' belongs to the host ${titleOf(owner)}, which ${here} cannot use: Apache answers requests for the application with 500`;
  const related = [{ file: daemon.file, span: daemon.node.span, message: `'${name}' is declared here` }];
  return problemAt(unreachableDaemonProcess, visit, span, message, { related, fixes: fixesFor(daemon, owner) });
}

/** In front of the hosts every host can use it. */
function fixesFor(daemon: Visit, { section }: Host): Fix[] {
  if (!section || daemon.use || section.use || section.file !== daemon.file || daemon.node.parent !== section.node)
    return [];
  const edits = [insertBefore(section, daemon.node.line.text.trim()), removeLines(daemon)];
  return [{ title: `Move '${daemon.words[0]?.text}' before the hosts`, isPreferred: true, edits }];
}
