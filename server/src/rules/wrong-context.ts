// Directives that stand where httpd does not take them.
import type { DirectiveInfo } from '../catalogue/directive-info.ts';
import type { Context } from '../catalogue/types.ts';
import { type Allowance, allowanceOf, allowsDirective } from '../configuration/allow-override.ts';
import { contextsOf, refusingContext, type ScopeContext } from '../configuration/contexts.ts';
import { scopesOf, type Visit } from '../configuration/visit.ts';
import { problemAt, type Rule } from './rule.ts';

export const wrongContext: Rule = {
  id: 'wrong-context',
  severity: 'error',
  summary: 'the directive is not allowed here',
  concerns: (info) => info !== undefined,
  visit(visit, configuration) {
    if (!visit.info) return [];
    const allowance = allowanceOf(configuration);
    const refusing = refusingContext(visit.info, contextsOf(visit.scope));
    if (!refusing && !allowance) return [];
    const isIgnored = allowance?.nonfatal.has('override') === true && (refusing === 'htaccess' || !refusing);
    const effect = isIgnored ? 'Apache ignores it' : consequence(refusing ?? 'htaccess');
    const message = refusing
      ? `${visit.node.name} is not allowed ${placeName(visit, refusing)}${allowedText(visit)}: ${effect}`
      : overrideText(visit, visit.info, allowance, effect);
    if (!message) return [];
    return [problemAt(wrongContext, visit, visit.node.nameSpan, message, isIgnored ? { severity: 'warning' } : {})];
  },
};

/** What to say of a directive that AllowOverride of the folder leaves out; a list of names may open sections as well. */
function overrideText(visit: Visit, info: DirectiveInfo, allowance: Allowance | undefined, effect: string) {
  if (!allowance || allowsDirective(allowance, info) || (info.isSection && allowance.names.size > 0)) return undefined;
  const wanted = (info.overrides ?? []).join(' or ');
  return `${visit.node.name} needs AllowOverride ${wanted}, which this folder does not have: ${effect}`;
}

function placeName(visit: Visit, context: ScopeContext): string {
  if (context === 'server') return 'outside of a section';
  if (context === 'htaccess') return 'in .htaccess';
  for (const scope of scopesOf(visit))
    if (scope.context === context && scope.section) return `in <${scope.section.node.name}>`;
  return 'in <VirtualHost>';
}

function consequence(context: ScopeContext): string {
  return context === 'htaccess' ? 'Apache answers every request below with status 500' : 'Apache refuses to start';
}

const names: Readonly<Record<Context, string>> = {
  server: 'the top level',
  vhost: '<VirtualHost>',
  directory: '<Directory>',
  location: '<Location>',
  files: '<Files>',
  if: '<If>',
  proxy: '<Proxy>',
  limit: '<Limit>',
};

function allowedText(visit: Visit): string {
  const allowed = (visit.info?.contexts ?? [])
    .filter((context) => context !== 'limit')
    .map((context) => names[context]);
  return allowed.length > 0 && allowed.length <= 4 ? ` (allowed: ${allowed.join(', ')})` : '';
}
