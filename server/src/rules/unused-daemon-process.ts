// A pool of daemon processes that no application uses, most often because the delegation was forgotten.
import { hasUnseenParts, isReadWhole } from '../configuration/certainty.ts';
import type { Configuration } from '../configuration/evaluate.ts';
import { directivesOf, hostOf, hostsOf } from '../configuration/hosts.ts';
import type { Visit } from '../configuration/visit.ts';
import {
  groupUsesNamed,
  hasUndecidedGroup,
  isDispatched,
  type Mount,
  mountsOf,
  runnerOf,
} from '../configuration/wsgi.ts';
import { memo } from '../text/memo.ts';
import type { Fix, Problem } from './problem.ts';
import { problemAt, type Rule } from './rule.ts';
import { insertAfter } from './whole-lines.ts';

export const unusedDaemonProcess: Rule = {
  id: 'unused-daemon-process',
  severity: 'warning',
  summary: 'no application is delegated to the daemon process',
  directives: ['WSGIDaemonProcess'],
  *visit(daemon, configuration) {
    if (!daemon.words[0] || daemon.hasUnknownVariable || isUsed(daemon, configuration)) return;
    if (!hasUndecidedGroup(configuration) && !isDispatched(configuration)) yield* problemOf(daemon, configuration);
  },
};

function isUsed(daemon: Visit, configuration: Configuration): boolean {
  return groupUsesNamed(nameOf(daemon), configuration).length > 0;
}

function nameOf(daemon: Visit): string {
  return daemon.words[0]?.text ?? '';
}

function* problemOf(daemon: Visit, configuration: Configuration): Generator<Problem> {
  const first = embeddedMount(daemon, configuration);
  if (!isReadWhole(configuration) && (!first || hasUnseenParts(configuration))) return;
  const consequence = first
    ? `the application at ${first.path.text} runs embedded in Apache's own processes`
    : 'its processes start and have nothing to do';
  const message = `nothing delegates to the daemon process '${nameOf(daemon)}': ${consequence}`;
  const related = first ? [relatedTo(first)] : [];
  const fixes = first?.host === hostOf(daemon, configuration) ? fixesOf(daemon, first, configuration) : [];
  yield problemAt(unusedDaemonProcess, daemon, daemon.words[0]?.span ?? daemon.node.nameSpan, message, {
    fixes,
    related,
  });
}

function relatedTo({ visit }: Mount) {
  return { file: visit.file, span: visit.node.span, message: 'This application runs embedded' };
}

/** The first application that could use the pool and runs embedded. */
function embeddedMount(daemon: Visit, configuration: Configuration): Mount | undefined {
  const host = hostOf(daemon, configuration);
  const own = mountsOf(host).find((mount) => runnerOf(mount, configuration).type === 'embedded');
  return own ?? (host.section ? undefined : anyEmbedded(configuration)[0]);
}

const anyEmbedded: (configuration: Configuration) => readonly Mount[] = memo((configuration) =>
  hostsOf(configuration)
    .flatMap(mountsOf)
    .filter((mount) => runnerOf(mount, configuration).type === 'embedded'),
);

/** One directive delegates all applications of the host, where there is one pool for them. */
function fixesOf(daemon: Visit, { host }: Mount, configuration: Configuration): Fix[] {
  const unused = directivesOf(host, 'WSGIDaemonProcess').filter((other) => !isUsed(other, configuration));
  if (daemon.use || unused.length > 1 || directivesOf(host, 'WSGIProcessGroup').length > 0) return [];
  const line = `WSGIProcessGroup ${nameOf(daemon)}`;
  return [{ title: `Add ${line}`, edits: [insertAfter(daemon, line)], isPreferred: true }];
}
