// A balancer that is used and has no members.
import type { Configuration } from '../configuration/evaluate.ts';
import { allDirectivesOf, type Host, hostsOf, mainOf } from '../configuration/hosts.ts';
import { type BackEnd, backEndsOf } from '../configuration/proxies.ts';
import type { Visit } from '../configuration/visit.ts';
import { memo, passingMemo } from '../text/memo.ts';
import { nearest } from '../text/nearest.ts';
import type { Problem } from './problem.ts';
import { problemAt, type Rule, replaceFix } from './rule.ts';

export const undefinedBalancer: Rule = {
  id: 'undefined-balancer',
  severity: 'warning',
  summary: 'a balancer is used that has no members in reach',
  *host(host, configuration) {
    if (!configuration.isWholeTree) return;
    const uses = backEndsOf(host).filter(({ scheme, visit }) => scheme === 'balancer' && !isMember(visit));
    for (const use of uses) yield* problemsOf(use, host, configuration);
  },
};

function* problemsOf(use: BackEnd, host: Host, configuration: Configuration): Generator<Problem> {
  const name = nameIn(use.rest);
  if (!name || /[$%{]/.test(name)) return;
  const inReach = new Map([...balancersOf(mainOf(configuration)), ...balancersOf(host)]);
  if (inReach.has(name)) return;
  const elsewhere = balancersAnywhere(configuration).get(name);
  const near = elsewhere ? undefined : nearest(name, inReach.keys());
  const why = elsewhere ? 'has its members in another host' : 'has no members';
  const message = `balancer://${name} ${why}: Apache answers with status 503 or 500${near ? `; did you mean ${near}?` : ''}`;
  const related = elsewhere ? [{ file: elsewhere.file, span: elsewhere.node.span, message: 'out of reach here' }] : [];
  const start =
    use.span.start + use.visit.file.text.slice(use.span.start, use.span.end).toLowerCase().indexOf(`//${name}`) + 2;
  const span = { start, end: start + name.length };
  const fixes =
    near && !use.visit.use && start > use.span.start + 1
      ? [replaceFix(`Change to ${near}`, use.visit.file, span, near)]
      : [];
  yield problemAt(undefinedBalancer, use.visit, fixes.length > 0 ? span : use.span, message, { related, fixes });
}

function isMember(visit: Visit): boolean {
  return visit.node.name.toLowerCase() === 'balancermember';
}

/** Balancers that a host declares, by their names in lower case. An empty one may get its members at run time. */
const balancersOf = passingMemo((host: Host): ReadonlyMap<string, Visit> => {
  const declared = [
    ...allDirectivesOf(host, 'Proxy'),
    ...allDirectivesOf(host, 'BalancerMember'),
    ...allDirectivesOf(host, 'ProxySet'),
  ];
  return new Map(
    declared.flatMap((visit): [string, Visit][] => {
      const [, rest] = /^balancer:\/\/(.+)$/i.exec(visit.words[0]?.text ?? '') ?? [];
      return rest ? [[nameIn(rest), visit]] : [];
    }),
  );
});

/** The same of all hosts; of several of a name the first. */
const balancersAnywhere: (configuration: Configuration) => ReadonlyMap<string, Visit> = memo(
  (configuration) => new Map([...hostsOf(configuration)].reverse().flatMap((host) => [...balancersOf(host)])),
);

/** Apache ignores the case, and a path behind the name belongs to the request. */
function nameIn(rest: string): string {
  return rest.toLowerCase().replace(/[/?].*$/, '');
}
