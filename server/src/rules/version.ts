// Directives that the target version does not have yet, or has no more, and deprecated ones.
import { compareVersions } from '../catalogue/version.ts';
import type { Configuration } from '../configuration/evaluate.ts';
import type { Visit } from '../configuration/visit.ts';
import { problemAt, type Rule } from './rule.ts';

export const wrongVersion: Rule = {
  id: 'wrong-version',
  severity: 'error',
  summary: 'the target version does not have this directive',
  concerns: (info) => info?.since !== undefined || info?.removed !== undefined,
  *visit(visit, configuration) {
    const message = versionMessage(visit, configuration);
    if (message) yield problemAt(wrongVersion, visit, visit.node.nameSpan, message);
  },
  finds: (finding) => finding.rule === 'wrong-version',
};

export const deprecatedDirective: Rule = {
  id: 'deprecated-directive',
  severity: 'hint',
  summary: 'the directive still works, and there is a better one',
  concerns: (info) => info?.deprecated !== undefined,
  *visit(visit) {
    const { info, node } = visit;
    if (!info?.deprecated) return;
    yield problemAt(deprecatedDirective, visit, node.nameSpan, `${node.name} is deprecated: ${info.deprecated}`, {
      tag: 'deprecated',
    });
  },
};

function versionMessage(visit: Visit, configuration: Configuration): string | undefined {
  const { info, node } = visit;
  if (!info || (!info.since && !info.removed)) return undefined;
  const isWsgi = info.module.module === 'mod_wsgi';
  const target = isWsgi ? configuration.settings.modWsgiVersion : configuration.settings.apacheVersion;
  if (!target) return undefined;
  const product = isWsgi ? 'mod_wsgi' : 'Apache';
  if (info.removed && compareVersions(target, info.removed) >= 0)
    return `${node.name} was removed in ${product} ${info.removed}; the target is ${target}, which refuses it`;
  if (info.since && compareVersions(target, info.since) < 0)
    return `${node.name} needs ${product} ${info.since}; the target is ${target}, which refuses it`;
  return undefined;
}
