// Order, Allow and Deny beside Require in one section, where one of the two lets nobody in.
import { allDirectivesOf, type Host } from '../configuration/hosts.ts';
import type { Visit } from '../configuration/visit.ts';
import type { Problem } from './problem.ts';
import { problemAt, type Rule } from './rule.ts';

export const contradictoryAccess: Rule = {
  id: 'contradictory-access',
  severity: 'warning',
  summary: 'Require lets clients in that Order, Allow and Deny keep out, or the reverse',
  *host(host) {
    for (const group of groupsOf(host)) yield* problemsOf(group);
  },
};

/** The access directives that stand in one section side by side, where both kinds are among them. */
function* groupsOf(host: Host): Iterable<readonly Visit[]> {
  const old = ['Order', 'Allow', 'Deny'].flatMap((name) => allDirectivesOf(host, name));
  if (old.length === 0) return;
  const satisfied = new Set(allDirectivesOf(host, 'Satisfy').map((visit) => visit.scope));
  const groups = new Map<Visit['scope'], Map<unknown, Visit[]>>();
  for (const visit of [...old, ...allDirectivesOf(host, 'Require')]) {
    if (visit.scope.context === 'limit' || satisfied.has(visit.scope)) continue;
    const inScope = groups.get(visit.scope) ?? new Map<unknown, Visit[]>();
    groups.set(visit.scope, inScope);
    // Those of a conditional section are a group of their own.
    const group = inScope.get(visit.node.parent) ?? [];
    inScope.set(visit.node.parent, group);
    group.push(visit);
  }
  for (const inScope of groups.values()) yield* inScope.values();
}

function* problemsOf(group: readonly Visit[]): Generator<Problem> {
  const named = (name: string) => group.filter((visit) => visit.node.name.toLowerCase() === name);
  const [requires, allows, denies, orders] = [named('require'), named('allow'), named('deny'), named('order')];
  const [require] = requires;
  if (!require || group.some((visit) => visit.container !== undefined || visit.hasUnknownVariable)) return;
  const keepsOut = nobodyBy(allows, denies, orders);
  const isClosed = requires.every((visit) => textOf(visit) === 'all denied');
  if (keepsOut && !isClosed)
    yield problemOf(
      keepsOut,
      `${textOf(keepsOut, true)} keeps everybody out, although Require ${textOf(require)} stands beside it`,
      require,
    );
  if (isClosed && !keepsOut && allows[0])
    yield problemOf(
      require,
      `Require all denied keeps everybody out, although ${textOf(allows[0], true)} stands beside it`,
      allows[0],
    );
}

/** The directive by which mod_access_compat lets nobody in; undefined where somebody gets in, or nothing is said. */
function nobodyBy(allows: readonly Visit[], denies: readonly Visit[], orders: readonly Visit[]): Visit | undefined {
  const order = orders.at(-1);
  const isDenyFirst = !order || textOf(order).replace(/\s/g, '') === 'deny,allow';
  const denial = denies.find((visit) => textOf(visit) === 'from all');
  if (isDenyFirst) return allows.length === 0 ? denial : undefined;
  return denial ?? (allows.length === 0 ? order : undefined);
}

function textOf(visit: Visit, withName = false): string {
  const text = visit.words.map((word) => word.text).join(' ');
  return withName ? `${visit.node.name} ${text}` : text.toLowerCase();
}

function problemOf(visit: Visit, message: string, other: Visit): Problem {
  const related = [{ file: other.file, span: other.node.span, message: 'A client must pass this as well' }];
  return problemAt(
    contradictoryAccess,
    visit,
    visit.node.span,
    `${message}: a client must pass both, so Apache answers 403`,
    { related },
  );
}
