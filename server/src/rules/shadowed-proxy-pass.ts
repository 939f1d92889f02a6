// A ProxyPass behind one that takes its requests.
import { isReadWith } from '../configuration/certainty.ts';
import { hostsOf } from '../configuration/hosts.ts';
import { mappingsOf, type ProxyMapping } from '../configuration/proxies.ts';
import type { Fix, Problem } from './problem.ts';
import { problemAt, type Rule } from './rule.ts';

export const shadowedProxyPass: Rule = {
  id: 'shadowed-proxy-pass',
  severity: 'warning',
  summary: 'an earlier ProxyPass takes the requests of this one',
  *tree(configuration) {
    for (const host of hostsOf(configuration)) {
      const mappings = mappingsOf(host);
      yield* inOrder(mappings.filter(({ location }) => !location));
    }
  },
};

/** Apache takes the first whose path fits. */
function* inOrder(mappings: readonly ProxyMapping[]): Generator<Problem> {
  const byPrefix = new Map<string, ProxyMapping>();
  for (const mapping of mappings) {
    const prefixes = prefixesOf(mapping);
    const earlier = prefixes
      .map((prefix) => byPrefix.get(prefix))
      .find((each) => each && isReadWith(each.visit, mapping.visit));
    if (earlier) yield problemOf(mapping, earlier);
    const own = coveredBy(mapping);
    if (own !== undefined && !byPrefix.has(own)) byPrefix.set(own, mapping);
  }
}

/** The prefix under which everything goes to this mapping; `/` for a pattern that fits every path. */
function coveredBy({ path, isPattern }: ProxyMapping): string | undefined {
  if (isPattern)
    return /^\^?(?:\/|\(?\/?\.\*\)?|\/\(\.\*\)|\(\/\.\*\))\$?$/.test(path.text) && !/^\^?\/\$$/.test(path.text)
      ? '/'
      : undefined;
  return path.text;
}

/** Every prefix that would take the requests of this mapping. */
function prefixesOf({ path, isPattern }: ProxyMapping): string[] {
  const text = isPattern ? '/' : path.text;
  const prefixes = [text, '/'];
  for (let at = text.lastIndexOf('/'); at > 0; at = text.lastIndexOf('/', at - 1))
    prefixes.push(text.slice(0, at), text.slice(0, at + 1));
  return prefixes;
}

function problemOf(mapping: ProxyMapping, earlier: ProxyMapping): Problem {
  const { visit, path, target } = mapping;
  const isSame = path.text === earlier.path.text;
  const what = target.text === '!' ? 'this exception' : path.text;
  const message = isSame
    ? `${path.text} is mapped above already: Apache takes the first mapping and ignores this one`
    : `${earlier.path.text} above takes these requests: Apache takes the first mapping that fits and never reaches ${what}`;
  const related = [{ file: earlier.visit.file, span: earlier.visit.node.span, message: 'this mapping comes first' }];
  return problemAt(shadowedProxyPass, visit, path.span, message, {
    related,
    fixes: isSame ? [] : moveFix(mapping, earlier),
  });
}

/** The whole line moves above the other one. */
function moveFix({ visit }: ProxyMapping, earlier: ProxyMapping): Fix[] {
  const { file, node } = visit;
  if (visit.use || earlier.visit.use || file !== earlier.visit.file || node.parent !== earlier.visit.node.parent)
    return [];
  const lineStart = (offset: number) => file.lineStarts[file.positionAt(offset).line] ?? offset;
  const start = lineStart(node.span.start);
  const end = file.lineStarts[file.positionAt(node.span.end).line + 1] ?? file.text.length;
  const to = lineStart(earlier.visit.node.span.start);
  const text = file.text.slice(start, end);
  const edits = [
    { uri: file.uri, span: { start: to, end: to }, text: text.endsWith('\n') ? text : `${text}\n` },
    { uri: file.uri, span: { start, end }, text: '' },
  ];
  return [{ title: `Move above ${earlier.path.text}`, isPreferred: true, edits }];
}
