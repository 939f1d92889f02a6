// What can be declared in one place of a configuration and mentioned in others, and when two names are the same to Apache.
import type { Node } from '../syntax/tree.ts';
import type { SourceFile } from '../text/source-file.ts';
import type { Span } from '../text/span.ts';

export type SymbolKind =
  | 'daemon-process'
  | 'balancer'
  | 'variable'
  | 'macro'
  | 'macro-parameter'
  | 'module'
  | 'environment-variable'
  | 'rewrite-map'
  | 'log-format'
  | 'authentication-provider'
  | 'authorization-provider'
  | 'health-check-template'
  | 'health-check-condition'
  | 'host';

export type Role = 'declaration' | 'use';

/** A name where it stands in a file. */
export interface Occurrence {
  readonly kind: SymbolKind;
  readonly role: Role;
  /** As Apache reads it: variables and macro parameters are replaced. */
  readonly name: string;
  /** The name that identifies the symbol: `ssl_module` for `mod_ssl.c`, else the name itself. */
  readonly means: string;
  readonly file: SourceFile;
  readonly span: Span;
  readonly node: Node;
  /** The `<VirtualHost>` around it, undefined in the main server; of a macro's parameter, its `<Macro>`. */
  readonly owner: Node | undefined;
  /** The file has the name letter by letter; false where it comes through a variable, a macro parameter or an escape. */
  readonly isWritten: boolean;
  /** A part of the name is decided elsewhere: by a `${VAR}` that is not known here, or by the request. */
  readonly isOpen: boolean;
  /** The text may be something else: it counts only where a declaration of the name is known. */
  readonly isGuess: boolean;
  /** Case counts here, although it does not for other occurrences of this kind. */
  readonly isExact: boolean;
  /** It is a part of a regular expression, whose other parts may hold more of the name. */
  readonly isInPattern: boolean;
}

/** How Apache tells symbols of one kind apart. */
export interface Matching {
  /** How the kind is called in a sentence. */
  readonly title: string;
  readonly ignoresCase: boolean;
  /**
   * Who sees a declaration. `everywhere`: all hosts; `own`: its own host (or macro) only; `inherited`: its own host, and of
   * the main server those that do not declare the name themselves; `shared`: its own host, and of the main server all hosts.
   */
  readonly scope: 'everywhere' | 'own' | 'inherited' | 'shared';
}

/**
 * Variables and environments are tables (apr_table), which ignore case; balancers are compared in lower case
 * (ap_proxy_get_balancer); macros too (mod_macro.c); names of mod_wsgi, maps and providers are keys of hashes.
 * Maps of the main server are inherited only with RewriteOptions Inherit; a name without a map of its own means them anyway.
 */
export const matchings: Readonly<Record<SymbolKind, Matching>> = {
  'daemon-process': { title: 'daemon process', ignoresCase: false, scope: 'everywhere' },
  balancer: { title: 'balancer', ignoresCase: true, scope: 'shared' },
  variable: { title: 'variable', ignoresCase: true, scope: 'everywhere' },
  macro: { title: 'macro', ignoresCase: true, scope: 'everywhere' },
  'macro-parameter': { title: 'parameter', ignoresCase: false, scope: 'own' },
  module: { title: 'module', ignoresCase: false, scope: 'everywhere' },
  'environment-variable': { title: 'environment variable', ignoresCase: true, scope: 'everywhere' },
  'rewrite-map': { title: 'rewrite map', ignoresCase: false, scope: 'inherited' },
  'log-format': { title: 'log format', ignoresCase: true, scope: 'inherited' },
  'authentication-provider': { title: 'authentication provider', ignoresCase: false, scope: 'everywhere' },
  'authorization-provider': { title: 'authorization provider', ignoresCase: false, scope: 'everywhere' },
  'health-check-template': { title: 'health check template', ignoresCase: true, scope: 'own' },
  'health-check-condition': { title: 'health check condition', ignoresCase: true, scope: 'own' },
  host: { title: 'host', ignoresCase: true, scope: 'everywhere' },
};

/** What two names of that kind have in common when Apache takes them for the same; names of other kinds have it not. */
export function keyOf(kind: SymbolKind, name: string): string {
  return `${kind} ${matchings[kind].ignoresCase ? name.toLowerCase() : name}`;
}
