// What a configuration declares for others to refer to: daemon processes, health checks, balancers, filters, maps.
import type { Configuration } from '../configuration/evaluate.ts';
import { everywhere } from '../configuration/hosts.ts';
import { placeInReading } from '../configuration/order.ts';
import { newRegister, type Register, registered } from '../configuration/registers.ts';
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

/** The declarations of that name among them; case does not matter. */
export function declaredAs(
  configuration: Configuration,
  key: DeclaringKey,
  name: string,
  visit: Visit,
): readonly Declaration[] {
  const named = registered(configuration, declarationRegisters[key], name.toLowerCase());
  if (named.every((each) => each === visit)) return [];
  const order = orderOf(configuration, visit);
  return named.map((each) => declaration(each, configuration)).filter((each) => each.order < order);
}

/** A number that is greater for what httpd reads later; infinite for what is not of `configuration`, as in a .htaccess. */
export function orderOf({ files }: Configuration, visit: Visit): number {
  return files.get(visit.file.uri) === visit.file ? placeInReading(visit) : Number.POSITIVE_INFINITY;
}

/** Says whether two directives belong to the same server: the main one, or the same virtual host. */
export function areInSameServer(one: Visit, other: Visit): boolean {
  return enclosing(one, 'vhost') === enclosing(other, 'vhost');
}

function declarationRegister(key: string): Register {
  return newRegister({
    title: `declared by ${key}`,
    directives: [key],
    keysOf: (visit) => [(nameArgumentOf(visit) ?? '').toLowerCase()],
  });
}

/** The declarations by each directive that somebody looks up by name, by their names in lower case. */
const declarationRegisters = {
  '<macro': declarationRegister('<macro'),
  undefmacro: declarationRegister('undefmacro'),
  loadmodule: declarationRegister('loadmodule'),
  listen: declarationRegister('listen'),
  proxyhcexpr: declarationRegister('proxyhcexpr'),
  proxyhctemplate: declarationRegister('proxyhctemplate'),
  wsgidaemonprocess: declarationRegister('wsgidaemonprocess'),
};

type DeclaringKey = keyof typeof declarationRegisters;
