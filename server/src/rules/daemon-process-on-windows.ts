// Directives of daemon processes in the configuration of a Windows server, whose mod_wsgi has none of them.
import type { Configuration } from '../configuration/evaluate.ts';
import { everywhere } from '../configuration/hosts.ts';
import { memo } from '../text/memo.ts';
import { problemAt, type Rule } from './rule.ts';

/** What mod_wsgi.c has only where MOD_WSGI_WITH_DAEMONS is defined. */
const names = [
  'WSGIDaemonProcess',
  'WSGIProcessGroup',
  'WSGISocketPrefix',
  'WSGISocketRotation',
  'WSGIAcceptMutex',
  'WSGIRestrictEmbedded',
  'WSGIRestrictProcess',
];

export const daemonProcessOnWindows: Rule = {
  id: 'daemon-process-on-windows',
  severity: 'warning',
  summary: 'mod_wsgi has no daemon processes on Windows',
  directives: names,
  *visit(visit, configuration) {
    if (visit.certainty !== 'certain' || !isOfWindows(configuration)) return;
    const message = `Windows has no daemon processes, and its mod_wsgi no ${visit.node.name}: Apache refuses to start there`;
    yield problemAt(daemonProcessOnWindows, visit, visit.node.nameSpan, message);
  },
};

/** The paths of the server itself begin with a drive. */
const isOfWindows: (configuration: Configuration) => boolean = memo((configuration) => {
  const roots = everywhere(configuration, 'ServerRoot').flatMap(({ words }) => words[0]?.text ?? []);
  if (roots.length > 0) return roots.every(hasDrive);
  const [scripts, modules] = ['WSGIScriptAlias', 'LoadModule'].map((name) =>
    everywhere(configuration, name).flatMap(({ words }) => words[1]?.text ?? []),
  );
  const paths = [...(scripts ?? []), ...(modules ?? []).filter((path) => path.includes('wsgi'))];
  return paths.some(hasDrive) && !paths.some((path) => path.startsWith('/'));
});

function hasDrive(path: string): boolean {
  return /^[A-Za-z]:[\\/]/.test(path);
}
