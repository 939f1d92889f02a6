// RewriteRule where the engine is off: Apache ignores it.
import { allDirectivesOf, type Host, hostsOf, mainOf } from '../configuration/hosts.ts';
import { scopesOf, type Visit } from '../configuration/visit.ts';
import type { Fix } from './problem.ts';
import { problemAt, type Rule } from './rule.ts';
import { insertBefore } from './whole-lines.ts';

export const missingRewriteEngine: Rule = {
  id: 'missing-rewrite-engine',
  severity: 'warning',
  summary: 'RewriteRule without RewriteEngine On',
  *host(host, configuration) {
    // The main server's engine holds for every host and folder that does not say otherwise.
    if (!configuration.isWholeTree || hasEngine(mainOf(configuration))) return;
    if (hasEngine(host) || inheritsRules(host)) return;
    const rule = allDirectivesOf(host, 'RewriteRule').find((each) => each.certainty === 'certain');
    if (!rule || (isInFolder(rule) && hostsOf(configuration).some(hasEngine))) return;
    const message = `RewriteEngine On is missing here: Apache ignores ${countOf(host)}`;
    yield problemAt(missingRewriteEngine, rule, rule.node.nameSpan, message, { fixes: fixesOf(rule, host) });
  },
};

function hasEngine(host: Host): boolean {
  return allDirectivesOf(host, 'RewriteEngine').length > 0;
}

function inheritsRules(host: Host): boolean {
  return allDirectivesOf(host, 'RewriteOptions').length > 0;
}

function isInFolder(rule: Visit): boolean {
  return [...scopesOf(rule)].some(({ context }) => context !== 'server' && context !== 'vhost');
}

function countOf(host: Host): string {
  const count = allDirectivesOf(host, 'RewriteRule').length;
  return count === 1 ? 'this rule' : `all ${count} rules of this host`;
}

/** Above the conditions of the rule, where there are some. */
function fixesOf(rule: Visit, host: Host): Fix[] {
  const first = allDirectivesOf(host, 'RewriteCond').find(({ node }) => node.parent === rule.node.parent);
  const place = first && first.file === rule.file && first.node.span.start < rule.node.span.start ? first : rule;
  if (rule.use) return [];
  return [{ title: 'Add RewriteEngine On', isPreferred: true, edits: [insertBefore(place, 'RewriteEngine On')] }];
}
