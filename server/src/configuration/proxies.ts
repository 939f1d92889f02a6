// The proxy mappings of a host: which URL paths go to which back ends, in the order in which Apache tries them.
import type { Word } from '../syntax/words.ts';
import { passingMemo } from '../text/memo.ts';
import type { Span } from '../text/span.ts';
import { allDirectivesOf, type Host } from './hosts.ts';
import { coveringPaths } from './url-paths.ts';
import { enclosing, type Visit } from './visit.ts';

/** One ProxyPass or ProxyPassMatch. */
export interface ProxyMapping {
  readonly visit: Visit;
  /** The URL path, or the pattern; it stands in the directive or in the `<Location>` around it. */
  readonly path: Word;
  readonly isPattern: boolean;
  /** The back end as written, or `!`. */
  readonly target: Word;
  /** The `<Location>` around it. */
  readonly location: Visit | undefined;
  /** `name=value` and the like behind the back end. */
  readonly parameters: readonly Word[];
}

/** The mappings in `host` in the order of the file; those with unknown variables are left out. */
export const mappingsOf: (host: Host) => readonly ProxyMapping[] = passingMemo((host) => {
  const mappings = ['ProxyPass', 'ProxyPassMatch'].flatMap((name) => allDirectivesOf(host, name)).flatMap(mapping);
  return mappings.length > 1 ? mappings.sort(byOrder(host)) : mappings;
});

function byOrder(host: Host): (a: ProxyMapping, b: ProxyMapping) => number {
  const positions = new Map(host.everything.map((visit, index) => [visit, index]));
  return (a, b) => (positions.get(a.visit) ?? 0) - (positions.get(b.visit) ?? 0);
}

function mapping(visit: Visit): ProxyMapping[] {
  const location = enclosing(visit, 'location');
  if (visit.hasUnknownVariable || location?.hasUnknownVariable || enclosing(visit, 'if')) return [];
  const isMatch = visit.node.name.toLowerCase() === 'proxypassmatch';
  if (!location) {
    const [path, target, ...parameters] = visit.words;
    return path && target ? [{ visit, path, target, parameters, location, isPattern: isMatch }] : [];
  }
  const [target, ...parameters] = visit.words;
  const isRegex = location.words[0]?.text === '~';
  const path = location.words[isRegex ? 1 : 0];
  const isPattern = isMatch || isRegex || location.node.name.toLowerCase() === 'locationmatch';
  return path && target ? [{ visit, path, target, parameters, location, isPattern }] : [];
}

/** The prefix under which everything goes to a mapping; `/` for a pattern that fits every path. */
export function coveredBy({ path, isPattern }: ProxyMapping): string | undefined {
  if (isPattern)
    return /^\^?(?:\/|\(?\/?\.\*\)?|\/\(\.\*\)|\(\/\.\*\))\$?$/.test(path.text) && !/^\^?\/\$$/.test(path.text)
      ? '/'
      : undefined;
  return path.text;
}

/** Every prefix that would take the requests of a mapping. */
export function prefixesOf({ path, isPattern }: ProxyMapping): string[] {
  return isPattern ? ['/'] : coveringPaths(path.text);
}

/** A place where the configuration names a back end. */
export interface BackEnd {
  readonly visit: Visit;
  readonly span: Span;
  /** In lower case, such as `http`, `balancer`. */
  readonly scheme: string;
  /** What stands behind `scheme://`. */
  readonly rest: string;
}

/** Every back end that the host names: of mappings, balancers, RewriteRule … [P] and SetHandler. */
export const backEndsOf: (host: Host) => readonly BackEnd[] = passingMemo((host) => [
  ...mappingsOf(host).flatMap(({ visit, target }) => backEnd(visit, target, target.text)),
  ...allDirectivesOf(host, 'BalancerMember').flatMap(memberOf),
  ...allDirectivesOf(host, 'RewriteRule').flatMap(rewritten),
  ...allDirectivesOf(host, 'SetHandler').flatMap(handled),
]);

/** Says whether the flags of a RewriteRule hand the request to the proxy. */
export function isProxied(rule: Visit): boolean {
  return /^\[(?:.*,)?\s*(?:P|proxy)\s*(?:,.*)?\]$/i.test(rule.words[2]?.text ?? '');
}

function memberOf(visit: Visit): BackEnd[] {
  const word = enclosing(visit, 'proxy') ? visit.words[0] : visit.words[1];
  return word ? backEnd(visit, word, word.text) : [];
}

function rewritten(visit: Visit): BackEnd[] {
  const word = visit.words[1];
  return word && isProxied(visit) ? backEnd(visit, word, word.text) : [];
}

function handled(visit: Visit): BackEnd[] {
  const word = visit.words[0];
  return word && /^proxy:/i.test(word.text) ? backEnd(visit, word, word.text.slice('proxy:'.length)) : [];
}

/** `unix:/run/app.sock|http://localhost/` speaks the scheme behind the bar. */
function backEnd(visit: Visit, word: Word, text: string): BackEnd[] {
  const url = /^unix:/i.test(text) ? text.slice(text.indexOf('|') + 1) : text;
  const match = /^([a-z][a-z0-9+.-]*):\/\/(.*)$/i.exec(url);
  if (!match || visit.hasUnknownVariable) return [];
  return [{ visit, span: word.span, scheme: (match[1] ?? '').toLowerCase(), rest: match[2] ?? '' }];
}
