// Directives that stand where httpd does not take them.
import type { DirectiveInfo } from '../catalogue/directive-info.ts';
import type { Context } from '../catalogue/types.ts';
import { type Allowance, allowanceOf, allowsDirective } from '../configuration/allow-override.ts';
import { isReadOnTheSpot, refusalIn, type ScopeContext } from '../configuration/contexts.ts';
import type { Configuration } from '../configuration/evaluate.ts';
import { everywhere } from '../configuration/hosts.ts';
import { scopesOf, type Visit } from '../configuration/visit.ts';
import type { Fix, Problem } from './problem.ts';
import { problemAt, type Rule } from './rule.ts';
import { lacksModule } from './unknown-directive.ts';
import { insertBefore, removeLines } from './whole-lines.ts';

export const wrongContext: Rule = {
  id: 'wrong-context',
  severity: 'error',
  summary: 'the directive is not allowed here',
  concerns: (info) => info !== undefined,
  line(visit, configuration) {
    if (!visit.info) return [];
    const allowance = allowanceOf(configuration);
    const refusing = refusalIn(visit.scope, visit.info);
    const limiting = refusing ? undefined : limitingSection(visit);
    if ((!refusing && !allowance && !limiting) || lacksModule(visit, configuration)) return [];
    if (limiting) return [limited(visit, limiting)];
    const isIgnored = allowance?.nonfatal.has('override') === true && (refusing === 'htaccess' || !refusing);
    const effect = isIgnored ? 'Apache ignores it' : consequence(refusing ?? 'htaccess');
    const message = refusing
      ? `${visit.node.name} is not allowed ${placeName(visit, refusing)}${allowedText(visit)}: ${effect}`
      : overrideText(visit, visit.info, allowance, effect);
    if (!message) return [];
    const fixes = refusing === 'vhost' ? moveAbove(visit, visit.info, configuration) : [];
    const more = isIgnored ? { severity: 'warning' as const, fixes } : { fixes };
    return [problemAt(wrongContext, visit, visit.node.nameSpan, message, more)];
  },
};

function limited(visit: Visit, section: Visit): Problem {
  const message = `${visit.node.name} is not allowed in <${section.node.name}>, which takes only what is about access: ${consequence('server')}`;
  return problemAt(wrongContext, visit, visit.node.nameSpan, message);
}

/** The section around it that takes only directives of AllowOverride AuthConfig (add_authz_section in mod_authz_core.c). */
function limitingSection(visit: Visit): Visit | undefined {
  const { info } = visit;
  const { container, scope } = outermostLimit(visit);
  if (!info || (!container && scope.context !== 'opaque') || isReadOnTheSpot(info)) return undefined;
  const isAboutAccess = info.overrides?.includes('AuthConfig') === true;
  if (container?.info?.module.module === 'mod_authz_core')
    return isAboutAccess && isForMethods(info) ? undefined : container;
  if (isAboutAccess) return undefined;
  // The sections of providers take what only <Directory> and the like take as well.
  const isForFolders = info.contexts.some((context) => context !== 'server' && context !== 'vhost') && !info.overrides;
  return scope.context === 'opaque' && isProvider(scope.section) && !isForFolders ? scope.section : undefined;
}

/** `<Limit>` takes what the section around it takes. */
function outermostLimit(visit: Visit): Visit {
  const { container, scope } = visit;
  return !container && scope.context === 'limit' && scope.section ? outermostLimit(scope.section) : visit;
}

/** The sections that join several Require count as `<Limit>` for what must not stand there. */
function isForMethods({ contexts }: DirectiveInfo): boolean {
  return contexts.includes('limit') || !contexts.includes('directory');
}

function isProvider(section: Visit | undefined): boolean {
  return /^auth[nz]provideralias$/i.test(section?.node.name ?? '');
}

/** A setting of the whole server can go above the host, unless the server has one already. */
function moveAbove(visit: Visit, info: DirectiveInfo, configuration: Configuration): Fix[] {
  const { node, file, use, scope } = visit;
  const { host } = scope;
  if (!host || host.node !== node.parent || host.node.parent || host.file !== file || use) return [];
  if (node.kind === 'section' || !info.contexts.includes('server')) return [];
  if (everywhere(configuration, node.name).some((other) => other.scope.host === undefined)) return [];
  const text = file.text.slice(node.line.start, node.line.end);
  return [
    {
      title: `Move above <${host.node.name}>`,
      isPreferred: false,
      edits: [insertBefore(host, text), removeLines(visit)],
    },
  ];
}

/** What to say of a directive that AllowOverride of the folder leaves out. */
function overrideText(visit: Visit, info: DirectiveInfo, allowance: Allowance | undefined, effect: string) {
  if (!allowance || allowsDirective(allowance, info)) return undefined;
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
