// Directives that stand where httpd does not take them.
import type { Context } from '../catalogue/types.ts';
import { contextsOf, refusingContext, type ScopeContext } from '../configuration/contexts.ts';
import { scopesOf, type Visit } from '../configuration/visit.ts';
import { problemAt, type Rule } from './rule.ts';

export const wrongContext: Rule = {
  id: 'wrong-context',
  severity: 'error',
  summary: 'the directive is not allowed here',
  *visit(visit) {
    if (!visit.info) return;
    const refusing = refusingContext(visit.info, contextsOf(visit.scope));
    if (!refusing) return;
    const message = `${visit.node.name} is not allowed ${placeName(visit, refusing)}${allowedText(visit)}: ${consequence(refusing)}`;
    yield problemAt(wrongContext, visit, visit.node.nameSpan, message);
  },
};

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
