// Directives that the target version does not have yet, or has no more, and deprecated ones.
import type { DirectiveInfo } from '../catalogue/directive-info.ts';
import { compareVersions } from '../catalogue/version.ts';
import { refusalIn } from '../configuration/contexts.ts';
import type { Configuration } from '../configuration/evaluate.ts';
import type { Visit } from '../configuration/visit.ts';
import { mutexFixes } from './mutex-fix.ts';
import type { Fix } from './problem.ts';
import { requireFixes } from './require-fix.ts';
import { problemAt, type Rule, removeLineFix } from './rule.ts';
import { lacksModule } from './unknown-directive.ts';

export const wrongVersion: Rule = {
  id: 'wrong-version',
  severity: 'error',
  summary: 'the target version does not have this directive',
  concerns: (info) => info?.since !== undefined || info?.removed !== undefined,
  *visit(visit, configuration) {
    const message = isBehind(visit, /^ifversion$/i) ? undefined : versionMessage(visit, configuration);
    const fixes = message ? [...removalOf(visit), ...mutexFixes(visit)] : [];
    if (message) yield problemAt(wrongVersion, visit, visit.node.nameSpan, message, { fixes });
  },
  finds: (finding) => finding.rule === 'wrong-version',
};

export const deprecatedDirective: Rule = {
  id: 'deprecated-directive',
  severity: 'hint',
  summary: 'the directive still works, and there is a better one',
  concerns: (info) => info?.deprecated !== undefined,
  *visit(visit, configuration) {
    const { info, node } = visit;
    if (
      !info?.deprecated ||
      isStillRight(info, configuration) ||
      versionMessage(visit, configuration) ||
      isForOldServers(visit)
    )
      return;
    // What Apache refuses here is another rule's business.
    if (refusalIn(visit.scope, info) || lacksModule(visit, configuration)) return;
    yield problemAt(deprecatedDirective, visit, node.nameSpan, `${node.name} is deprecated: ${info.deprecated}`, {
      tag: 'deprecated',
      fixes: fixesOf(visit, configuration),
    });
  },
};

/** The target version has nothing better yet. */
function isStillRight(info: DirectiveInfo, { settings: { apacheVersion } }: Configuration): boolean {
  const since = info['deprecated-since'];
  return since !== undefined && apacheVersion !== undefined && compareVersions(apacheVersion, since) < 0;
}

function fixesOf(visit: Visit, configuration: Configuration): readonly Fix[] {
  const isAccess = visit.info?.module.module === 'mod_access_compat';
  return isAccess ? requireFixes(visit, configuration) : removalOf(visit);
}

/** Takes the line out where nothing has taken its place. */
function removalOf({ info, node, file, use }: Visit): readonly Fix[] {
  const isNeedless = info?.deprecated?.startsWith('remove ') === true && node.kind === 'directive' && !use;
  return isNeedless ? [removeLineFix(`Remove ${node.name}`, file, node.line)] : [];
}

/** Written for servers that lack a module or have another version: `<IfModule !mod_authz_core.c>`, `<IfVersion < 2.4>`. */
function isForOldServers(visit: Visit): boolean {
  return isBehind(visit, /^ifversion$/i) || isBehind(visit, /^ifmodule$/i, '!');
}

/** Says whether an undecided condition of that name, with that sign, stands around `visit`. */
function isBehind({ node, certainty }: Visit, name: RegExp, sign = ''): boolean {
  if (certainty === 'certain') return false;
  for (let section = node.parent; section; section = section.parent)
    if (name.test(section.name) && section.words[0]?.text.startsWith(sign)) return true;
  return false;
}

function versionMessage({ info, node }: Visit, { settings }: Configuration): string | undefined {
  if (!info || (!info.since && !info.removed)) return undefined;
  const isWsgi = info.module.module === 'mod_wsgi';
  const target = isWsgi ? settings.modWsgiVersion : settings.apacheVersion;
  const product = isWsgi ? 'mod_wsgi' : 'Apache';
  const compared = target ?? (isWsgi ? '4.9.4' : '2.4.0');
  if (info.removed && compareVersions(compared, info.removed) >= 0)
    return `${node.name} was removed in ${product} ${info.removed}; ${refusing(target)}${info.deprecated ? `: ${info.deprecated}` : ''}`;
  if (info.since && target && compareVersions(target, info.since) < 0)
    return `${node.name} needs ${product} ${info.since}; ${refusing(target)}`;
  return undefined;
}

function refusing(target: string | undefined): string {
  return target ? `the target is ${target}, which refuses it` : 'Apache 2.4 refuses it';
}
