// Which context each section makes for what stands in it.
import type { Context } from '../catalogue/types.ts';
import type { Scope, Visit } from './visit.ts';

const contexts: Readonly<Record<string, Context>> = {
  virtualhost: 'vhost',
  directory: 'directory',
  directorymatch: 'directory',
  location: 'location',
  locationmatch: 'location',
  files: 'files',
  filesmatch: 'files',
  if: 'if',
  elseif: 'if',
  else: 'if',
  proxy: 'proxy',
  proxymatch: 'proxy',
  limit: 'limit',
  limitexcept: 'limit',
};

/** Sections whose content stands where the section itself stands. */
const transparent = new Set(['requireall', 'requireany', 'requirenone']);

/** The context of the content of a section, by the section's lower-case name. */
export function scopeContextOf(name: string): Context | 'transparent' | 'opaque' {
  if (transparent.has(name)) return 'transparent';
  return contexts[name] ?? 'opaque';
}

/** Says whether `visit` stands in a .htaccess file. */
export function isInHtaccess(visit: Pick<Visit, 'scope'>): boolean {
  return isWithin(visit.scope, 'htaccess');
}

/** Says whether httpd takes the path of `ProxyPass` and the like from an enclosing `<Location>`. */
export function isInLocation(visit: Pick<Visit, 'scope'>): boolean {
  return isWithin(visit.scope, 'location') || isWithin(visit.scope, 'proxy');
}

function isWithin(scope: Scope, context: Scope['context']): boolean {
  return scope.context === context || (scope.parent !== undefined && isWithin(scope.parent, context));
}
