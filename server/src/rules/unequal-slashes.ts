// ProxyPass whose path ends in a slash and whose URL does not, or the reverse.
import { mappingsOf, type ProxyMapping } from '../configuration/proxies.ts';
import type { Problem, Severity } from './problem.ts';
import { problemAt, type Rule, replaceFix } from './rule.ts';

export const unequalSlashes: Rule = {
  id: 'unequal-slashes',
  severity: 'warning',
  summary: 'path and URL of a ProxyPass do not end alike',
  *host(host) {
    for (const each of mappingsOf(host)) yield* problemsOf(each);
  },
};

function* problemsOf(mapping: ProxyMapping): Generator<Problem> {
  const { path, target, isPattern } = mapping;
  const [, origin = '', rest = ''] = /^((?:unix:[^|]*\|)?[a-z][a-z0-9+.-]*:\/\/[^/?#]*)(.*)$/i.exec(target.text) ?? [];
  // The rest of the request's path is glued to the URL as it is.
  if (isPattern || !origin || /[*?[$]/.test(path.text) || /[?#$]/.test(rest)) return;
  const isOfFiles = /^(?:fcgi|scgi|uwsgi):/i.test(schemeOf(origin));
  // `/favicon.ico` is one file, and nothing is glued.
  if (/\.\w{1,5}$/.test(path.text)) return;
  const sample = `${path.text.replace(/\/$/, '')}/x`;
  if (path.text.endsWith('/') && rest === '') {
    yield problem(
      mapping,
      `the URL lacks its slash: ${sample} goes to the host ${hostOf(origin)}x, which nobody knows`,
      '/',
    );
  } else if (isOfFiles) {
    return;
  } else if (path.text.endsWith('/') && !target.text.endsWith('/')) {
    yield problem(mapping, `the URL lacks its slash: ${sample} goes to ${rest}x`, '/');
  } else if (!path.text.endsWith('/') && rest.endsWith('/')) {
    const severity = rest === '/' ? 'information' : 'warning';
    yield problem(mapping, `the URL ends in a slash and the path does not: ${sample} goes to ${rest}/x`, '', severity);
  }
}

function schemeOf(origin: string): string {
  return origin.slice(origin.indexOf('|') + 1);
}

function hostOf(origin: string): string {
  return origin.slice(origin.lastIndexOf('/') + 1);
}

/** The URL gets its slash, or loses it. */
function problem(
  { visit, target }: ProxyMapping,
  message: string,
  slash: string,
  severity: Severity = 'warning',
): Problem {
  const { end } = target.inner;
  const span = { start: slash ? end : end - 1, end };
  const title = slash ? 'Add the slash to the URL' : 'Remove the slash from the URL';
  const fixes = visit.use ? [] : [replaceFix(title, visit.file, span, slash)];
  return problemAt(unequalSlashes, visit, target.span, message, { severity, fixes });
}
