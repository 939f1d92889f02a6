// A proxy target whose host is made from what the client sends.
import { allDirectivesOf } from '../configuration/hosts.ts';
import { isProxied, mappingsOf } from '../configuration/proxies.ts';
import { scopesOf, type Visit } from '../configuration/visit.ts';
import type { Word } from '../syntax/words.ts';
import type { Problem } from './problem.ts';
import { problemAt, type Rule, replaceFix } from './rule.ts';

export const proxiedHostFromRequest: Rule = {
  id: 'proxied-host-from-request',
  severity: 'warning',
  summary: 'the client chooses the host that the proxy asks',
  *host(host) {
    for (const { visit, path, target, isPattern } of mappingsOf(host))
      if (isPattern) yield* problemsOf(visit, path, target, true);
    for (const rule of allDirectivesOf(host, 'RewriteRule')) {
      const [pattern, target] = rule.words;
      if (pattern && target && isProxied(rule) && !rule.hasUnknownVariable)
        yield* problemsOf(rule, pattern, target, startsWithSlash(rule));
    }
  },
};

/** In a folder, a RewriteRule sees the path without its leading slash; of a fragment nobody knows where it will stand. */
function startsWithSlash(rule: Visit): boolean {
  return ![...scopesOf(rule)].some(({ context }) => context === 'directory' || context === 'htaccess');
}

function* problemsOf(visit: Visit, pattern: Word, target: Word, hasSlash: boolean): Generator<Problem> {
  const [, authority, digit = ''] = /^[a-z][a-z0-9+.-]*:\/\/([^/$%{]*)\$(\d)/i.exec(target.text) ?? [];
  const group = groupOf(pattern.text, Number(digit));
  if (authority === undefined || !group || !takesAnything(group.text) || (hasSlash && group.isFirst)) return;
  if (authority === '') {
    const message = 'the host is what the client writes: through this proxy anybody reaches whatever this machine can';
    yield problemAt(proxiedHostFromRequest, visit, target.span, message);
    return;
  }
  const message = `the request is glued to the host: a path that starts with @evil.example after the pattern's prefix goes to ${authority}@evil.example`;
  const at = target.inner.start + target.text.indexOf(`${authority}$`) + authority.length;
  const fixes = visit.use ? [] : [replaceFix('Put a slash behind the host', visit.file, { start: at, end: at }, '/')];
  yield problemAt(proxiedHostFromRequest, visit, target.span, message, { fixes });
}

/** The text of a group of the pattern, and whether it takes the path from its start. */
function groupOf(pattern: string, wanted: number): { readonly text: string; readonly isFirst: boolean } | undefined {
  let count = 0;
  for (let at = 0; at < pattern.length; at++) {
    if (pattern[at] === '\\') at++;
    else if (pattern[at] === '[') at = Math.max(at, pattern.indexOf(']', at + 2));
    else if (pattern[at] === '(' && pattern[at + 1] !== '?' && ++count === wanted) {
      return { text: pattern.slice(at + 1), isFirst: /^\^?$/.test(pattern.slice(0, at)) };
    }
  }
  return undefined;
}

/** `.*` and the like take an @ or a further part of a host name; a group that starts with a slash is none of them. */
function takesAnything(group: string): boolean {
  return /^(?:\.|\[\^[^\]@]*\])[*+]/.test(group);
}
