// A pool of daemon processes that no application uses, most often because the delegation was forgotten.
import { isReadWhole } from '../configuration/certainty.ts';
import type { Configuration } from '../configuration/evaluate.ts';
import { allDirectivesOf, directivesOf, type Host, hostOf, hostsOf } from '../configuration/hosts.ts';
import type { Visit } from '../configuration/visit.ts';
import {
  canReach,
  daemonsOf,
  groupUsesOf,
  isDispatched,
  type Mount,
  mountsOf,
  runnerOf,
} from '../configuration/wsgi.ts';
import type { Fix, Problem } from './problem.ts';
import { problemAt, type Rule } from './rule.ts';
import { insertAfter } from './whole-lines.ts';

export const unusedDaemonProcess: Rule = {
  id: 'unused-daemon-process',
  severity: 'warning',
  summary: 'no application is delegated to the daemon process',
  *tree(configuration) {
    const names = new Set(groupUsesOf(configuration).map((use) => use.name));
    if (isDispatched(configuration) || [...names].some(isDecidedLater)) return;
    const unused = daemonsOf(configuration).filter((daemon) => isKnown(daemon) && !names.has(nameOf(daemon)));
    for (const daemon of unused) yield* problemOf(daemon, unused, configuration);
  },
};

function isDecidedLater(name: string): boolean {
  return /^%\{(?!GLOBAL\})|\$\{/.test(name);
}

function isKnown(daemon: Visit): boolean {
  return !daemon.hasUnknownVariable;
}

function nameOf(daemon: Visit): string {
  return daemon.words[0]?.text ?? '';
}

function* problemOf(daemon: Visit, unused: readonly Visit[], configuration: Configuration): Generator<Problem> {
  const host = hostOf(daemon, configuration);
  const embedded = embeddedIn(host, daemon, configuration);
  if (!isReadWhole(configuration) && (embedded.length === 0 || !seesAllOf(host, configuration))) return;
  const [first] = embedded;
  const consequence = first
    ? `the application at ${first.path.text} runs embedded in Apache's own processes`
    : 'its processes start and have nothing to do';
  const related = first
    ? [{ file: first.visit.file, span: first.visit.node.span, message: 'This application runs embedded' }]
    : [];
  const fixes = isLone(daemon, host, unused) && first?.host === host ? [delegation(daemon)] : [];
  yield problemAt(
    unusedDaemonProcess,
    daemon,
    daemon.words[0]?.span ?? daemon.node.nameSpan,
    `nothing delegates to the daemon process '${nameOf(daemon)}': ${consequence}`,
    { fixes, related },
  );
}

/** The applications that could use the pool and run embedded, without saying so. */
function embeddedIn(owner: Host, daemon: Visit, configuration: Configuration): readonly Mount[] {
  const own = mountsOf(owner).filter((mount) => runnerOf(mount, configuration).type === 'embedded');
  if (own.length > 0 || owner.section) return own;
  const reaching = hostsOf(configuration).filter((host) => canReach(host, daemon, configuration));
  return reaching.flatMap(mountsOf).filter((mount) => runnerOf(mount, configuration).type === 'embedded');
}

/** In a fragment, what an Include or a macro brings is not seen. */
function seesAllOf(host: Host, configuration: Configuration): boolean {
  const hosts = host.section ? [host] : hostsOf(configuration);
  return hosts.every((each) =>
    ['Include', 'IncludeOptional', 'Use'].every((name) => allDirectivesOf(each, name).length === 0),
  );
}

function isLone(daemon: Visit, host: Host, unused: readonly Visit[]): boolean {
  const others = directivesOf(host, 'WSGIDaemonProcess').filter((other) => unused.includes(other));
  return !daemon.use && others.length === 1 && directivesOf(host, 'WSGIProcessGroup').length === 0;
}

function delegation(daemon: Visit): Fix {
  const name = nameOf(daemon);
  return {
    title: `Add WSGIProcessGroup ${name}`,
    edits: [insertAfter(daemon, `WSGIProcessGroup ${name}`)],
    isPreferred: true,
  };
}
