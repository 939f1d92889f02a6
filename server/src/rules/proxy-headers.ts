// Forwarding headers that mod_wsgi believes from everyone, or proxies of which it believes none.
import { isReadWhole } from '../configuration/certainty.ts';
import type { Configuration } from '../configuration/evaluate.ts';
import { allDirectivesOf, everywhere, type Host, mainOf } from '../configuration/hosts.ts';
import type { Visit } from '../configuration/visit.ts';
import type { Fix, Problem } from './problem.ts';
import { problemAt, type Rule } from './rule.ts';
import { insertAfter } from './whole-lines.ts';

export const forgeableProxyHeaders: Rule = {
  id: 'forgeable-proxy-headers',
  severity: 'warning',
  summary: 'WSGITrustedProxyHeaders without WSGITrustedProxies believes every client',
  *host(host, configuration) {
    if (!isReadWhole(configuration)) return;
    const lists = allDirectivesOf(host, 'WSGITrustedProxyHeaders').filter((visit) => visit.words.length > 0);
    if (lists.length === 0 || isBelow(host, 'WSGITrustedProxies', configuration)) return;
    yield* lists.map(forgeableProblem);
  },
};

export const uselessTrustedProxies: Rule = {
  id: 'useless-trusted-proxies',
  severity: 'warning',
  summary: 'WSGITrustedProxies without WSGITrustedProxyHeaders has no effect',
  *host(host, configuration) {
    if (!isReadWhole(configuration)) return;
    const trusted = allDirectivesOf(host, 'WSGITrustedProxies');
    if (trusted.length === 0 || isBelow(host, 'WSGITrustedProxyHeaders', configuration)) return;
    for (const visit of trusted)
      yield problemAt(uselessTrustedProxies, visit, visit.node.nameSpan, uselessMessage, { fixes: headerFixes(visit) });
  },
};

const uselessMessage =
  'WSGITrustedProxies has no effect: no WSGITrustedProxyHeaders says which headers to believe, so the application sees the address of the proxy';

/** The header that every proxy sends; which others there are is for the author to say. */
function headerFixes(visit: Visit): Fix[] {
  const line = 'WSGITrustedProxyHeaders X-Forwarded-For';
  return visit.use ? [] : [{ title: `Add ${line}`, isPreferred: false, edits: [insertAfter(visit, line)] }];
}

/** Whether the directive stands anywhere in the host or around it; for the main server, anywhere at all. */
function isBelow(host: Host, name: string, configuration: Configuration): boolean {
  if (!host.section) return everywhere(configuration, name).length > 0;
  return [host, mainOf(configuration)].some((each) => allDirectivesOf(each, name).length > 0);
}

function forgeableProblem(visit: Visit): Problem {
  const message = `without WSGITrustedProxies mod_wsgi believes ${visit.words[0]?.text} from every client, which can so forge what the application sees`;
  return problemAt(forgeableProxyHeaders, visit, visit.node.nameSpan, message);
}
