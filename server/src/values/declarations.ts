// What a configuration declares for others to refer to: daemon processes, health checks, balancers, filters, maps.
import type { Configuration } from '../configuration/evaluate.ts';
import { everywhere } from '../configuration/hosts.ts';
import { type Register, registered, visitRegister } from '../configuration/registers.ts';
import { placeIn } from '../configuration/segment.ts';
import { enclosing, nameArgumentOf, type Visit } from '../configuration/visit.ts';

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
  const named = registered(configuration, declarationRegister(key), name.toLowerCase());
  if (named.every((each) => each === visit)) return [];
  const order = orderOf(configuration, visit);
  return named.map((each) => declaration(each, configuration)).filter((each) => each.order < order);
}

/** A number that is greater for what httpd reads later; infinite for what it does not read. */
export function orderOf(configuration: Configuration, visit: Visit): number {
  const { stretch } = visit;
  if (!stretch || configuration.stretches[stretch.order] !== stretch) return Number.POSITIVE_INFINITY;
  return stretch.order * mostInStretch + placeIn(stretch, visit);
}

const mostInStretch = 2 ** 26;

/** Says whether two directives belong to the same server: the main one, or the same virtual host. */
export function areInSameServer(one: Visit, other: Visit): boolean {
  return enclosing(one, 'vhost') === enclosing(other, 'vhost');
}

/** The declarations by the directive of that key, by their names in lower case. */
function declarationRegister(key: string): Register {
  const known = declarationRegisters.get(key);
  if (known) return known;
  const register = visitRegister(`declared by ${key}`, [key], (visit) => [(nameArgumentOf(visit) ?? '').toLowerCase()]);
  declarationRegisters.set(key, register);
  return register;
}

const declarationRegisters = new Map<string, Register>();
