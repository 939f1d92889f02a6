// Who may come in: the lines of Require, and providers of authentication.
import type { Configuration } from '../configuration/evaluate.ts';
import type { Visit } from '../configuration/visit.ts';
import { nearest } from '../text/nearest.ts';
import { ipRange } from './addresses.ts';
import { declarationsOf, declaredBefore } from './declarations.ts';
import { expressionFindings } from './expression.ts';
import { type Finding, refused, type Value, type ValueContext, type ValueKind } from './kind.ts';
import { methodProblem } from './methods.ts';

const entities: Readonly<Record<string, string>> = {
  all: 'everybody with granted, nobody with denied',
  ip: 'addresses and networks',
  host: 'host names of the client, by reverse look-up',
  'forward-dns': 'host names that are looked up',
  local: 'clients on this machine',
  env: 'variables that are set',
  method: 'HTTP methods',
  expr: 'a condition',
  user: 'users by name',
  'valid-user': 'any user who has logged in',
  group: 'members of groups',
  'file-owner': 'the owner of the file',
  'file-group': 'members of the group of the file',
  ssl: 'encrypted connections',
  'ssl-verify-client': 'clients with a good certificate',
  'ldap-user': 'users in the directory',
  'ldap-group': 'members of a group in the directory',
  'ldap-dn': 'one entry of the directory',
  'ldap-attribute': 'users with an attribute',
  'ldap-filter': 'users that a filter finds',
  'ldap-search': 'a search that finds something',
  'dbd-group': 'groups in a database',
  'dbd-login': 'logs the user in',
  'dbd-logout': 'logs the user out',
  'dbm-group': 'groups in a DBM file',
  'dbm-file-group': 'the group of the file, by a DBM file',
  'wsgi-group': 'groups that a script of mod_wsgi tells',
};

/** What Require asks for, or `not` before it. */
export const requirement: ValueKind = {
  *complete(_value, { configuration }) {
    for (const [label, detail] of Object.entries(entities)) yield { label, detail, kind: 'keyword' };
    yield { label: 'not', detail: 'turns the answer round', kind: 'keyword' };
    for (const name of ownEntities(configuration)) yield { label: name, kind: 'reference' };
  },
  hover: (value) => (entities[value.text] ? `\`Require ${value.text}\`: ${entities[value.text]}.` : undefined),
};

/** The names that AuthzProviderAlias and the like add, before `visit` where one is given. */
function ownEntities(configuration: Configuration, visit?: Visit): string[] {
  const declared = (key: string) =>
    visit ? declaredBefore(configuration, key, visit) : declarationsOf(configuration, key);
  const names = ['<authzprovideralias', 'authnzfcgidefineprovider'].flatMap((key) =>
    declared(key).map((declaration) => declaration.visit.words[1]?.text ?? ''),
  );
  const scripts = declarationsOf(configuration, 'luaauthzprovider').map(({ name }) => name);
  return [...names, ...scripts].filter((name) => name !== '');
}

/** What is wrong with the words of a Require line, `not` left out. */
export function* requirementFindings(values: readonly Value[], context: ValueContext): Generator<Finding> {
  const [entity, ...rest] = values;
  if (!entity) return;
  if (!Object.hasOwn(entities, entity.text) && !ownEntities(context.configuration, context.visit).includes(entity.text))
    yield* unknownEntity(entity, context);
  const check = Object.hasOwn(entityChecks, entity.text) ? entityChecks[entity.text] : undefined;
  if (check) yield* check(rest, entity, context);
}

/** Modules may add entities, so only a complete tree tells for sure. */
function* unknownEntity(entity: Value, { configuration }: ValueContext): Generator<Finding> {
  const near = nearest(entity.text, Object.keys(entities));
  const hint = near ? `; did you mean ${near}?` : '';
  const isSure = configuration.isComplete || Object.hasOwn(entities, entity.text.toLowerCase());
  if (isSure)
    yield refused(`Require knows no '${entity.text}'${hint}`, {
      span: entity.span,
      ...(near ? { replacements: [near] } : {}),
    });
}

type EntityCheck = (rest: readonly Value[], entity: Value, context: ValueContext) => Iterable<Finding>;

const entityChecks: Readonly<Record<string, EntityCheck>> = {
  *all(rest, entity) {
    const [first, ...others] = rest;
    if (others.length === 0 && /^(?:granted|denied)$/i.test(first?.text ?? '')) return;
    const near = first && others.length === 0 ? nearest(first.text, ['granted', 'denied']) : undefined;
    yield refused("behind 'all' comes 'granted' or 'denied', and nothing else", {
      span: (rest.at(-1) ?? entity).span,
      ...(near ? { replacements: [near] } : {}),
    });
  },
  *ip(rest, entity, context) {
    if (rest.length === 0) yield refused('an address or network is missing', { span: entity.span });
    for (const value of rest)
      for (const finding of ipRange.check?.(value, context) ?? []) yield { ...finding, span: value.span };
  },
  *method(rest, _entity, context) {
    for (const value of rest) {
      const message = methodProblem(value.text, context.configuration);
      if (message) yield refused(message, { span: value.span });
    }
  },
  *expr(rest, entity, context) {
    const first = rest[0];
    const last = rest.at(-1);
    if (!first || !last) return yield refused('a condition is missing', { span: entity.span });
    const text = rest.map((value) => value.text).join(' ');
    yield* expressionFindings({ text, span: { start: first.span.start, end: last.span.end } }, context);
  },
  *ssl(rest) {
    if (rest[0]) yield refused("'Require ssl' takes nothing behind it", { span: rest[0].span });
  },
};

const providers = ['file', 'dbm', 'dbd', 'ldap', 'anon', 'socache', 'wsgi'];

/** Says whether a module of Apache brings an authentication provider of that name. */
export function isBuiltInProvider(name: string): boolean {
  return providers.includes(name);
}

/** Says whether a module of Apache understands `name` behind Require. */
export function isBuiltInRequirement(name: string): boolean {
  return name === 'not' || Object.hasOwn(entities, name);
}

/** The name of an authentication provider. */
export const authProvider: ValueKind = {
  *check(value, { configuration, visit }) {
    if (providers.includes(value.text) || !configuration.isComplete) return;
    const own = ['<authnprovideralias', 'authnzfcgidefineprovider'].flatMap((key) =>
      declaredBefore(configuration, key, visit),
    );
    if (own.some((declaration) => declaration.visit.words[1]?.text === value.text)) return;
    const near = nearest(value.text, providers);
    yield refused(`there is no authentication provider '${value.text}'`, near ? { replacements: [near] } : {});
  },
  *complete(_value, { configuration }) {
    for (const label of providers) yield { label, kind: 'keyword' };
    for (const { visit } of declarationsOf(configuration, '<authnprovideralias'))
      if (visit.words[1]) yield { label: visit.words[1].text, kind: 'reference' };
  },
};

/** A repository for mod_dav; other modules may bring further ones. */
export const davProvider: ValueKind = {
  *check(value, { configuration }) {
    if (configuration.isComplete)
      yield refused(`there is no DAV provider '${value.text}': expected on, off or filesystem`);
  },
};
