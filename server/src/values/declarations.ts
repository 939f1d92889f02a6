// What a configuration declares for others to refer to: daemon processes, health checks, balancers, filters, maps.
import type { Configuration } from '../configuration/evaluate.ts';
import { everywhere } from '../configuration/hosts.ts';
import type { Stretch } from '../configuration/segment.ts';
import { keyOfName } from '../configuration/versions.ts';
import { enclosing, nameArgumentOf, type Visit } from '../configuration/visit.ts';
import { memo, passingMemo } from '../text/memo.ts';
import { noteRead } from '../text/reads.ts';

/** A name that a directive declares, and the place of the declaration in the order of reading. */
export interface Declaration {
  readonly name: string;
  readonly visit: Visit;
  readonly order: number;
}

/** The declarations by the directive of that key, in the order of reading. */
export function declarationsOf(configuration: Configuration, key: string): readonly Declaration[] {
  return everywhere(configuration, key).map((visit) => declaration(visit, configuration));
}

function declaration(visit: Visit, configuration: Configuration): Declaration {
  return { name: nameArgumentOf(visit) ?? '', visit, order: orderOf(configuration, visit) };
}

/** The declarations that httpd has read when it comes to `visit`. */
export function declaredBefore(configuration: Configuration, key: string, visit: Visit): readonly Declaration[] {
  const order = orderOf(configuration, visit);
  return declarationsOf(configuration, key).filter((declaration) => declaration.order < order);
}

/** Those of that name among them; case does not matter. */
export function declaredAs(
  configuration: Configuration,
  key: string,
  name: string,
  visit: Visit,
): readonly Declaration[] {
  const named = byName(configuration)(key).get(name.toLowerCase()) ?? [];
  if (named.every((each) => each === visit)) return [];
  const order = orderOf(configuration, visit);
  return named.map((each) => declaration(each, configuration)).filter((each) => each.order < order);
}

/** A number that is greater for what httpd reads later; infinite for what it does not read. */
export function orderOf(configuration: Configuration, visit: Visit): number {
  const { stretch } = visit;
  if (!stretch || configuration.stretches[stretch.order] !== stretch) return Number.POSITIVE_INFINITY;
  return stretch.order * mostInStretch + (positionsIn(stretch).get(visit) ?? 0);
}

const mostInStretch = 2 ** 26;

/** Says whether two directives belong to the same server: the main one, or the same virtual host. */
export function areInSameServer(one: Visit, other: Visit): boolean {
  return enclosing(one, 'vhost') === enclosing(other, 'vhost');
}

/** For each directive its declarations by their lower-case names. */
const byName: (configuration: Configuration) => (key: string) => ReadonlyMap<string, readonly Visit[]> = memo(
  (configuration) => {
    const indexes = new Map<string, ReadonlyMap<string, readonly Visit[]>>();
    return (key) => {
      noteRead(undefined, keyOfName(key));
      const index = indexes.get(key) ?? indexOf(everywhere(configuration, key));
      indexes.set(key, index);
      return index;
    };
  },
);

function indexOf(visits: readonly Visit[]): ReadonlyMap<string, readonly Visit[]> {
  const index = new Map<string, Visit[]>();
  for (const visit of visits) {
    const name = (nameArgumentOf(visit) ?? '').toLowerCase();
    const known = index.get(name);
    if (known) known.push(visit);
    else index.set(name, [visit]);
  }
  return index;
}

const positionsIn: (stretch: Stretch) => ReadonlyMap<Visit, number> = passingMemo(
  ({ visits }) => new Map(visits.map((visit, index) => [visit, index])),
);
