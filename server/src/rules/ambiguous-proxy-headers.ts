// Two forwarding headers of one purpose, both believed: the client chooses which one counts.
import { allDirectivesOf, type Host } from '../configuration/hosts.ts';
import type { Visit } from '../configuration/visit.ts';
import type { Word } from '../syntax/words.ts';
import type { Problem } from './problem.ts';
import { problemAt, type Rule } from './rule.ts';

export const ambiguousProxyHeaders: Rule = {
  id: 'ambiguous-proxy-headers',
  severity: 'warning',
  summary: 'WSGITrustedProxyHeaders names two headers of one purpose',
  *host(host) {
    for (const visits of listsIn(host)) yield* ambiguousProblems(visits);
  },
};

/** Headers that set the same variable, as wsgi_process_proxy_headers in mod_wsgi.c reads them. */
const purposes: Readonly<Record<string, string>> = {
  'x-forwarded-for': 'REMOTE_ADDR',
  'x-client-ip': 'REMOTE_ADDR',
  'x-real-ip': 'REMOTE_ADDR',
  'x-forwarded-host': 'HTTP_HOST',
  'x-host': 'HTTP_HOST',
  'x-script-name': 'SCRIPT_NAME',
  'x-forwarded-script-name': 'SCRIPT_NAME',
  'x-forwarded-proto': 'wsgi.url_scheme',
  'x-forwarded-scheme': 'wsgi.url_scheme',
  'x-scheme': 'wsgi.url_scheme',
  'x-forwarded-https': 'wsgi.url_scheme',
  'x-forwarded-ssl': 'wsgi.url_scheme',
  'x-https': 'wsgi.url_scheme',
};

interface Mention {
  readonly word: Word;
  readonly visit: Visit;
}

/** The lines that make one list: those of one scope. */
function listsIn(host: Host): Iterable<readonly Visit[]> {
  const lists = new Map<Visit['scope'], Visit[]>();
  for (const visit of allDirectivesOf(host, 'WSGITrustedProxyHeaders')) {
    const list = lists.get(visit.scope) ?? [];
    list.push(visit);
    lists.set(visit.scope, list);
  }
  return lists.values();
}

function* ambiguousProblems(visits: readonly Visit[]): Generator<Problem> {
  const first = new Map<string, Mention>();
  for (const visit of visits) {
    for (const word of visit.words) {
      const purpose = purposes[word.text.toLowerCase()];
      if (!purpose) continue;
      const other = first.get(purpose);
      if (!other) first.set(purpose, { word, visit });
      else if (other.word.text.toLowerCase() !== word.text.toLowerCase())
        yield ambiguousProblem(word, visit, other, purpose);
    }
  }
}

function ambiguousProblem(word: Word, visit: Visit, other: Mention, purpose: string): Problem {
  const message = `${other.word.text} and ${word.text} both set ${purpose}: a client that sends the one which the proxy does not set decides its value`;
  const related = [{ file: other.visit.file, span: other.word.span, message: `${other.word.text} sets it too` }];
  return problemAt(ambiguousProxyHeaders, visit, word.span, message, { related });
}
