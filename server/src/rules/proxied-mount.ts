// Mounts that no request reaches, because a ProxyPass of the same host covers them.
import { isReadWith } from '../configuration/certainty.ts';
import { allDirectivesOf, directivesOf, type Host } from '../configuration/hosts.ts';
import { coveringPaths, withSingleSlashes } from '../configuration/url-paths.ts';
import type { Visit } from '../configuration/visit.ts';
import { type Mount, mountsOf } from '../configuration/wsgi.ts';
import type { Fix, Problem } from './problem.ts';
import { problemAt, type Rule } from './rule.ts';
import { insertBefore } from './whole-lines.ts';

export const proxiedMount: Rule = {
  id: 'proxied-mount',
  severity: 'warning',
  summary: 'a ProxyPass takes all requests for a WSGIScriptAlias',
  *host(host) {
    const found = [...problemsIn(host, mountsOf(host))];
    if (found.length > 0 && !hasOtherExceptions(host)) yield* found;
  },
};

/** Exceptions in sections, by pattern or by variable are not followed. */
function hasOtherExceptions(host: Host): boolean {
  const isException = (visit: Visit) => visit.words.some((word) => word.text === '!');
  const inSections = allDirectivesOf(host, 'ProxyPass').filter((visit) => !host.visits.includes(visit));
  return (
    [...inSections, ...allDirectivesOf(host, 'ProxyPassMatch')].some(isException) ||
    host.everything.some((visit) => visit.line.text.includes('no-proxy'))
  );
}

function* problemsIn(host: Host, mounts: readonly Mount[]): Generator<Problem> {
  if (mounts.length === 0) return;
  const proxies = new Map<string, Visit>();
  const order = new Map<Visit, number>();
  for (const [index, visit] of directivesOf(host, 'ProxyPass').entries()) {
    const path = withSingleSlashes(visit.words[0]?.text ?? '');
    order.set(visit, index);
    if (!proxies.has(path)) proxies.set(path, visit);
  }
  for (const mount of mounts) {
    const covers = coveringPaths(mount.path.text).flatMap((path) => proxies.get(path) ?? []);
    const [first] = covers.sort((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0));
    if (first && isProxying(first) && isReadWith(first, mount.visit)) yield problemOf(mount, first);
  }
}

function isProxying(visit: Visit): boolean {
  return visit.words.length > 1 && visit.words[1]?.text !== '!' && !visit.hasUnknownVariable;
}

function problemOf(mount: Mount, proxy: Visit): Problem {
  const { visit, path } = mount;
  const covering = `ProxyPass ${proxy.words[0]?.text}`;
  const message = `${path.text} is never reached: ${covering} takes its requests, wherever the two lines stand`;
  const related = [{ file: proxy.file, span: proxy.node.span, message: `${covering} takes its requests` }];
  return problemAt(proxiedMount, visit, path.span, message, { related, fixes: fixesOf(mount, proxy) });
}

function fixesOf({ path }: Mount, proxy: Visit): Fix[] {
  if (proxy.use || withSingleSlashes(path.text) === withSingleSlashes(proxy.words[0]?.text ?? '')) return [];
  const exception = `ProxyPass ${path.text} !`;
  return [{ title: `Add ${exception}`, edits: [insertBefore(proxy, exception)], isPreferred: true }];
}
