// Mounts that no request reaches, because a ProxyPass of the same host covers them.
import { isReadWith } from '../configuration/certainty.ts';
import { allDirectivesOf, type Host } from '../configuration/hosts.ts';
import { coveredBy, mappingsOf, type ProxyMapping } from '../configuration/proxies.ts';
import { coveringPaths, withSingleSlashes } from '../configuration/url-paths.ts';
import { type Mount, mountsOf } from '../configuration/wsgi.ts';
import type { Fix, Problem } from './problem.ts';
import { problemAt, type Rule } from './rule.ts';
import { insertBefore } from './whole-lines.ts';

export const proxiedMount: Rule = {
  id: 'proxied-mount',
  severity: 'warning',
  summary: 'a ProxyPass takes all requests for a WSGIScriptAlias',
  *host(host) {
    const mounts = mountsOf(host);
    const mappings = mounts.length > 0 ? mappingsOf(host) : [];
    if (!mounts.some((mount) => mappings.some((mapping) => mayCover(mapping, mount)))) return;
    const problems = [...problemsIn(host, mounts)];
    if (problems.length > 0 && !hasOtherExceptions(host)) yield* problems;
  },
};

/** A quick look at both paths, since nearly all begin differently. */
function mayCover(mapping: ProxyMapping, { path }: Mount): boolean {
  const covering = coveredBy(mapping);
  return covering !== undefined && withSingleSlashes(path.text).startsWith(withSingleSlashes(covering));
}

/** Exceptions by pattern, by variable or in sections of other kinds are not followed. */
function hasOtherExceptions(host: Host): boolean {
  const followed = new Set(mappingsOf(host).flatMap((each) => (each.isPattern ? [] : [each.visit])));
  const written = ['ProxyPass', 'ProxyPassMatch'].flatMap((name) => allDirectivesOf(host, name));
  return (
    written.some((visit) => visit.words.some((word) => word.text === '!') && !followed.has(visit)) ||
    host.everything.some((visit) => visit.line.text.includes('no-proxy'))
  );
}

/** Sections come first (proxy_trans in mod_proxy.c): of those the last counts, of the others the first. */
function* problemsIn(host: Host, mounts: readonly Mount[]): Generator<Problem> {
  const mappings = mappingsOf(host);
  const inSections = firstOfEach(mappings.filter(({ location, isPattern }) => location && !isPattern).toReversed());
  const inOrder = firstOfEach(mappings.filter(({ location }) => !location));
  const order = new Map(mappings.map((mapping, index) => [mapping, index]));
  for (const mount of mounts) {
    const paths = coveringPaths(mount.path.text);
    const find = (known: ReadonlyMap<string, ProxyMapping>) =>
      paths.flatMap((path) => known.get(path) ?? []).sort((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0));
    const cover = find(inSections).at(-1) ?? find(inOrder)[0];
    if (cover && cover.target.text !== '!' && isReadWith(cover.visit, mount.visit)) yield problemOf(mount, cover);
  }
}

function firstOfEach(mappings: readonly ProxyMapping[]): Map<string, ProxyMapping> {
  const first = new Map<string, ProxyMapping>();
  for (const mapping of mappings) {
    const path = coveredBy(mapping);
    const key = path === undefined ? undefined : withSingleSlashes(path);
    if (key !== undefined && !first.has(key)) first.set(key, mapping);
  }
  return first;
}

function problemOf(mount: Mount, cover: ProxyMapping): Problem {
  const { visit, path } = mount;
  const { location, visit: proxy } = cover;
  const covering = location ? `<Location ${cover.path.text}>` : `${proxy.node.name} ${cover.path.text}`;
  const message = `${path.text} is never reached: ${covering} takes its requests, wherever the two lines stand`;
  const related = [{ file: proxy.file, span: proxy.node.span, message: `${covering} takes its requests` }];
  return problemAt(proxiedMount, visit, path.span, message, { related, fixes: fixesOf(mount, cover) });
}

/** A section is left to its author: its exception is a section of its own, further down. */
function fixesOf({ path }: Mount, { visit: proxy, location, path: covering }: ProxyMapping): Fix[] {
  if (proxy.use || location || withSingleSlashes(path.text) === withSingleSlashes(covering.text)) return [];
  const exception = `ProxyPass ${path.text} !`;
  return [{ title: `Add ${exception}`, edits: [insertBefore(proxy, exception)], isPreferred: true }];
}
