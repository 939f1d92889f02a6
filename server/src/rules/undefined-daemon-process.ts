// Applications that are delegated to a daemon process which does not exist, or which their host cannot use.

import { isReadWhole } from '../configuration/certainty.ts';
import type { Configuration } from '../configuration/evaluate.ts';
import { hostOf, serverNameOf, titleOf } from '../configuration/hosts.ts';
import type { Visit } from '../configuration/visit.ts';
import {
  canReach,
  daemonsByName,
  daemonsOf,
  type GroupUse,
  groupDirectives,
  groupUsesIn,
  optionsOf,
} from '../configuration/wsgi.ts';
import { nearest } from '../text/nearest.ts';
import type { Problem } from './problem.ts';
import { problemAt, type Rule, replaceFix } from './rule.ts';

export const undefinedDaemonProcess: Rule = {
  id: 'undefined-daemon-process',
  severity: 'warning',
  summary: 'an application is delegated to a daemon process that is not declared',
  directives: groupDirectives,
  *visit(visit, configuration) {
    if (!isReadWhole(configuration) || daemonsByName(configuration).hasUnknown) return;
    for (const use of usesOf(visit))
      if (!daemonsByName(configuration).get(use.name)) yield undefinedProblem(use, configuration);
  },
};

export const unreachableDaemonProcess: Rule = {
  id: 'unreachable-daemon-process',
  severity: 'warning',
  summary: 'an application is delegated to a daemon process of another virtual host',
  directives: groupDirectives,
  *visit(visit, configuration) {
    for (const use of usesOf(visit)) {
      const daemon = daemonsByName(configuration).get(use.name);
      const host = hostOf(visit, configuration);
      if (daemon && host.section && canReach(host, daemon, configuration) === false)
        yield unreachableProblem(use, daemon, configuration);
    }
  },
};

/** The uses that Apache looks up on each request: those with two fixed groups are looked up at the configuration test. */
function usesOf(visit: Visit): readonly GroupUse[] {
  if (visit.hasUnknownVariable || isImported(visit)) return [];
  return groupUsesIn(visit).filter(({ name }) => !/^%\{|\$\{|^$/.test(name));
}

function isImported(visit: Visit): boolean {
  const name = visit.node.name.toLowerCase();
  if (name === 'wsgiimportscript') return true;
  const application = name.startsWith('wsgiscriptalias') ? optionsOf(visit).get('application-group')?.value : undefined;
  if (application === undefined || (name.endsWith('match') && visit.words[1]?.text.includes('$'))) return false;
  return application === '%{GLOBAL}' || !application.includes('%{');
}

function undefinedProblem({ visit, name, span }: GroupUse, configuration: Configuration): Problem {
  const host = hostOf(visit, configuration);
  const usable = daemonsOf(configuration).filter((daemon) => canReach(host, daemon, configuration));
  const near = nearest(
    name,
    usable.map((daemon) => daemon.words[0]?.text ?? ''),
  );
  const message = `no WSGIDaemonProcess '${name}' is declared: Apache starts and answers requests for the application with 500${near ? `; did you mean ${near}?` : ''}`;
  const fixes = near && !visit.use ? [replaceFix(`Change to ${near}`, visit.file, span, near)] : [];
  return problemAt(undefinedDaemonProcess, visit, span, message, { fixes });
}

function unreachableProblem({ visit, name, span }: GroupUse, daemon: Visit, configuration: Configuration): Problem {
  const owner = hostOf(daemon, configuration);
  const here = serverNameOf(hostOf(visit, configuration)) ?? '';
  const message = `the daemon process '${name}' belongs to the host ${titleOf(owner)}, which ${here} cannot use: Apache answers requests for the application with 500`;
  const related = [{ file: daemon.file, span: daemon.node.span, message: `'${name}' is declared here` }];
  return problemAt(unreachableDaemonProcess, visit, span, message, { related });
}
