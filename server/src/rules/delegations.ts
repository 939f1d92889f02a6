// The mentions of process groups that Apache looks up on each request.
import { isReadWith } from '../configuration/certainty.ts';
import type { Configuration } from '../configuration/evaluate.ts';
import { allDirectivesOf, directivesOf, hostOf, mainOf } from '../configuration/hosts.ts';
import type { Visit } from '../configuration/visit.ts';
import { type GroupUse, groupUsesIn, mountsOf, runnerOf } from '../configuration/wsgi.ts';
import { optionsOf } from '../configuration/wsgi-options.ts';

/** The written uses; those with two fixed groups are looked up at the configuration test. */
export function delegationsIn(visit: Visit): readonly GroupUse[] {
  if (visit.hasUnknownVariable || isImported(visit)) return [];
  return groupUsesIn(visit).filter(({ name }) => !/^%\{|\$\{|^$/.test(name));
}

/** The use by an application of a virtual host that a WSGIProcessGroup of the main server delegates. */
export function inheritedDelegationsIn(visit: Visit, configuration: Configuration): readonly GroupUse[] {
  if (visit.info?.key !== 'wsgiscriptalias' || optionsOf(visit).has('process-group')) return [];
  const host = hostOf(visit, configuration);
  const isOwn = !host.section || directivesOf(host, 'WSGIProcessGroup').length > 0;
  if (isOwn || directivesOf(mainOf(configuration), 'WSGIProcessGroup').length === 0) return [];
  const mount = mountsOf(host).find((each) => each.visit === visit);
  const runner = mount && runnerOf(mount, configuration);
  return mount && runner?.type === 'daemon' ? [{ visit, name: runner.name, span: mount.path.span }] : [];
}

/** Says whether a later WSGIProcessGroup of the same section takes the place of `visit`. */
export function isReplaced(visit: Visit, configuration: Configuration): boolean {
  if (visit.info?.key !== 'wsgiprocessgroup') return false;
  const groups = allDirectivesOf(hostOf(visit, configuration), 'WSGIProcessGroup');
  const later = groups.slice(groups.indexOf(visit) + 1);
  return later.some((other) => other.scope.section === visit.scope.section && isReadWith(other, visit));
}

function isImported(visit: Visit): boolean {
  const name = visit.node.name.toLowerCase();
  if (name === 'wsgiimportscript') return true;
  const application = name.startsWith('wsgiscriptalias') ? optionsOf(visit).get('application-group')?.value : undefined;
  if (application === undefined || (name.endsWith('match') && visit.words[1]?.text.includes('$'))) return false;
  return application === '%{GLOBAL}' || !application.includes('%{');
}
