// Applications that are delegated to a daemon process which does not exist.
import { isReadWhole } from '../configuration/certainty.ts';
import type { Configuration } from '../configuration/evaluate.ts';
import { hostOf } from '../configuration/hosts.ts';
import {
  canReach,
  daemonNamed,
  daemonsOf,
  type GroupUse,
  groupDirectives,
  hasUnknownDaemon,
} from '../configuration/wsgi.ts';
import { nearest } from '../text/nearest.ts';
import { delegationsIn, isReplaced } from './delegations.ts';
import type { Problem } from './problem.ts';
import { problemAt, type Rule, replaceFix } from './rule.ts';

export const undefinedDaemonProcess: Rule = {
  id: 'undefined-daemon-process',
  severity: 'warning',
  summary: 'an application is delegated to a daemon process that is not declared',
  directives: groupDirectives,
  *visit(visit, configuration) {
    if (!isReadWhole(configuration) || hasUnknownDaemon(configuration)) return;
    for (const use of delegationsIn(visit))
      if (!daemonNamed(use.name, configuration) && !isReplaced(visit, configuration))
        yield problemOf(use, configuration);
  },
};

function problemOf({ visit, name, span }: GroupUse, configuration: Configuration): Problem {
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
