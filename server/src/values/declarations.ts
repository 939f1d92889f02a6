// What a configuration declares for others to refer to: daemon processes, health checks, balancers, filters, maps.
import type { Configuration } from '../configuration/evaluate.ts';
import { enclosing, type Visit } from '../configuration/visit.ts';

/** A name that a directive declares, and the place of the declaration in the order of reading. */
export interface Declaration {
  readonly name: string;
  readonly visit: Visit;
  readonly order: number;
}

interface Index {
  readonly orders: ReadonlyMap<Visit, number>;
  readonly byDirective: ReadonlyMap<string, readonly Declaration[]>;
}

/** The declarations by the directive of that key, in the order of reading. */
export function declarationsOf(configuration: Configuration, key: string): readonly Declaration[] {
  return indexOf(configuration).byDirective.get(key) ?? [];
}

/** The declarations that httpd has read when it comes to `visit`. */
export function declaredBefore(configuration: Configuration, key: string, visit: Visit): readonly Declaration[] {
  const order = indexOf(configuration).orders.get(visit) ?? Number.POSITIVE_INFINITY;
  return declarationsOf(configuration, key).filter((declaration) => declaration.order < order);
}

/** The visits that httpd has read when it comes to `visit`, for directives of that key. */
export function orderOf(configuration: Configuration, visit: Visit): number {
  return indexOf(configuration).orders.get(visit) ?? Number.POSITIVE_INFINITY;
}

/** Says whether two directives belong to the same server: the main one, or the same virtual host. */
export function areInSameServer(one: Visit, other: Visit): boolean {
  return enclosing(one, 'vhost') === enclosing(other, 'vhost');
}

const indexes = new WeakMap<readonly Visit[], Index>();

function indexOf(configuration: Configuration): Index {
  const known = indexes.get(configuration.visits) ?? build(configuration);
  indexes.set(configuration.visits, known);
  return known;
}

/** Directives whose first argument is a name for others. */
const declaring = new Set([
  ...[
    'wsgidaemonprocess',
    'proxyhctemplate',
    'proxyhcexpr',
    'rewritemap',
    'logformat',
    'balancermember',
    '<proxy',
    'listen',
    'proxypass',
    'proxypassmatch',
  ],
  ...[
    '<authzprovideralias',
    '<authnprovideralias',
    'authnzfcgidefineprovider',
    'servername',
    '<macro',
    'undefmacro',
    'sslfips',
    '<if',
    '<elseif',
    '<else',
  ],
]);

function build({ visits }: Configuration): Index {
  const orders = new Map<Visit, number>();
  const byDirective = new Map<string, Declaration[]>();
  visits.forEach((visit, order) => {
    orders.set(visit, order);
    const key = visit.info?.key;
    if (key === undefined || !declaring.has(key)) return;
    const known = byDirective.get(key) ?? [];
    known.push({ name: visit.words[0]?.text ?? '', visit, order });
    byDirective.set(key, known);
  });
  return { orders, byDirective };
}
