// A ProxyPass behind one that takes its requests.
import { compareVersions } from '../catalogue/version.ts';
import { isReadWith } from '../configuration/certainty.ts';
import type { Configuration } from '../configuration/evaluate.ts';
import { allDirectivesOf, type Host, mainOf } from '../configuration/hosts.ts';
import { coveredBy, mappingsOf, type ProxyMapping, prefixesOf } from '../configuration/proxies.ts';
import type { Problem } from './problem.ts';
import { problemAt, type Rule } from './rule.ts';
import { moveBefore } from './whole-lines.ts';

export const shadowedProxyPass: Rule = {
  id: 'shadowed-proxy-pass',
  severity: 'warning',
  summary: 'an earlier ProxyPass takes the requests of this one',
  *host(host, configuration) {
    const mappings = mappingsOf(host);
    if (mappings.length < 2) return;
    const taking = leavesPlainRequests(host, configuration) ? mappings.filter((each) => !isWebSocket(each)) : mappings;
    yield* inOrder(taking.filter(({ location }) => !location));
    yield* inSections(mappings.filter(({ location, isPattern }) => location && !isPattern));
  },
};

/** mod_proxy_wstunnel takes WebSocket requests alone where it may not hand over to mod_proxy_http (proxy_wstunnel_check_trans). */
function leavesPlainRequests(host: Host, configuration: Configuration): boolean {
  const { apacheVersion } = configuration.settings;
  if (apacheVersion && compareVersions(apacheVersion, '2.4.47') < 0) return true;
  return [host, mainOf(configuration)].some(
    (each) => allDirectivesOf(each, 'ProxyWebsocketFallbackToProxyHttp').length > 0,
  );
}

function isWebSocket({ target }: ProxyMapping): boolean {
  return /^wss?:/i.test(target.text);
}

/** Apache takes the first whose path fits. */
function* inOrder(mappings: readonly ProxyMapping[]): Generator<Problem> {
  const byPrefix = new Map<string, ProxyMapping>();
  for (const mapping of mappings) {
    const prefixes = prefixesOf(mapping);
    const earlier = prefixes
      .map((prefix) => byPrefix.get(prefix))
      .find((each) => each && isReadWith(each.visit, mapping.visit) && !speakFor(each, mapping));
    if (earlier) yield problemOf(mapping, earlier);
    const own = coveredBy(mapping);
    if (own !== undefined && !byPrefix.has(own)) byPrefix.set(own, mapping);
  }
}

/** `ws://` before `http://` of the same back end, as the manual has it: the first one serves plain requests too. */
function speakFor(earlier: ProxyMapping, mapping: ProxyMapping): boolean {
  const asPlain = earlier.target.text.replace(/^ws(s?):/i, 'http$1:');
  return isWebSocket(earlier) && earlier.path.text === mapping.path.text && asPlain === mapping.target.text;
}

/** Sections are merged in the order of the file: of those that fit, the last one says where the request goes. */
function* inSections(mappings: readonly ProxyMapping[]): Generator<Problem> {
  const byPath = new Map<string, ProxyMapping>();
  for (const mapping of mappings.toReversed()) {
    const path = withoutSlash(mapping.path.text);
    const later = prefixesOf(mapping)
      .map((prefix) => byPath.get(withoutSlash(prefix)))
      .find((each) => each && isReadWith(each.visit, mapping.visit));
    if (later) yield overridden(mapping, later);
    if (!byPath.has(path)) byPath.set(path, mapping);
  }
}

function overridden({ visit, path }: ProxyMapping, later: ProxyMapping): Problem {
  const message = `<Location ${later.path.text}> below covers ${path.text} too: Apache merges the sections in order, and the last ProxyPass counts`;
  const related = [{ file: later.visit.file, span: later.visit.node.span, message: 'this one counts' }];
  return problemAt(shadowedProxyPass, visit, path.span, message, { related });
}

function withoutSlash(path: string): string {
  return path.replace(/\/$/, '');
}

function problemOf(mapping: ProxyMapping, earlier: ProxyMapping): Problem {
  const { visit, path, target } = mapping;
  const isSame = path.text === earlier.path.text;
  const what = target.text === '!' ? 'this exception' : path.text;
  const message = isSame
    ? `${path.text} is mapped above already: Apache takes the first mapping and ignores this one`
    : `${earlier.path.text} above takes these requests: Apache takes the first mapping that fits and never reaches ${what}`;
  const related = [{ file: earlier.visit.file, span: earlier.visit.node.span, message: 'this mapping comes first' }];
  const edits = isSame ? [] : moveBefore(visit, earlier.visit);
  const fixes = edits.length > 0 ? [{ title: `Move above ${earlier.path.text}`, isPreferred: true, edits }] : [];
  return problemAt(shadowedProxyPass, visit, path.span, message, { related, fixes });
}
