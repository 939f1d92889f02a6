// Applications in a sub-interpreter of a daemon process, where extensions such as NumPy do not work as they should.
import { isReadWhole } from '../configuration/certainty.ts';
import type { Configuration } from '../configuration/evaluate.ts';
import { allDirectivesOf, directivesOf, type Host, mainOf } from '../configuration/hosts.ts';
import { withoutEndSlashes } from '../configuration/paths.ts';
import { type Mount, mayHoldFor, mountsOf, runnerOf } from '../configuration/wsgi.ts';
import { optionsOf } from '../configuration/wsgi-options.ts';
import type { Fix, Problem } from './problem.ts';
import { problemAt, type Rule } from './rule.ts';
import { insertAfter } from './whole-lines.ts';

export const subInterpreter: Rule = {
  id: 'sub-interpreter',
  severity: 'hint',
  summary: 'an application of a daemon process runs in a sub-interpreter',
  *host(host, configuration) {
    const mounts = mountsOf(host);
    if (mounts.length === 0 || !isReadWhole(configuration)) return;
    for (const mount of mounts) {
      const pool = poolOf(mount, configuration);
      if (pool === undefined || hasGroup(mount, configuration)) continue;
      const scripts = mounts.filter((other) => poolOf(other, configuration) === pool).map(scriptOf);
      yield problemOf(mount, new Set(scripts).size);
    }
  },
};

/** The name of the daemon process. */
function poolOf(mount: Mount, configuration: Configuration): string | undefined {
  const runner = runnerOf(mount, configuration);
  return runner.type === 'daemon' ? runner.name : undefined;
}

/** A group is named for the application, or somewhere in a place that may hold for it. */
function hasGroup({ visit, host, script }: Mount, configuration: Configuration): boolean {
  if (visit.certainty !== 'certain' || optionsOf(visit).has('application-group')) return true;
  const groups = [host, mainOf(configuration)].flatMap((each) => allDirectivesOf(each, 'WSGIApplicationGroup'));
  return groups.some((group) => mayHoldFor(group, script));
}

function problemOf(mount: Mount, scripts: number): Problem {
  const why =
    scripts > 1
      ? `the ${scripts} applications of this pool run in a sub-interpreter each: NumPy and other extensions cannot be loaded in the second one`
      : 'this application runs in a sub-interpreter, for which NumPy and other extensions are not made';
  const advice = scripts > 1 ? 'a pool for each and ' : '';
  const message = `${why}: ${advice}WSGIApplicationGroup %{GLOBAL} gives it the main interpreter`;
  const fixes = scripts > 1 ? [] : fixesOf(mount);
  return problemAt(subInterpreter, mount.visit, mount.path.span, message, { fixes });
}

/** The directive holds for the whole host. */
function fixesOf(mount: Mount): Fix[] {
  const { visit, host } = mount;
  const isAlone = mountsOf(host).every((other) => scriptOf(other) === scriptOf(mount)) && isOnlyAlias(host);
  const hasOwnPool = directivesOf(host, 'WSGIDaemonProcess').length > 0;
  if (visit.use || !isAlone || !host.section || !hasOwnPool) return [];
  const line = 'WSGIApplicationGroup %{GLOBAL}';
  return [{ title: `Add ${line}`, isPreferred: true, edits: [insertAfter(visit, line)] }];
}

/** A mount of `/a/` names the same script with a slash behind it. */
function scriptOf({ script }: Mount): string {
  return withoutEndSlashes(script.text);
}

function isOnlyAlias(host: Host): boolean {
  return ['WSGIScriptAliasMatch', 'WSGIHandlerScript'].every((name) => allDirectivesOf(host, name).length === 0);
}
