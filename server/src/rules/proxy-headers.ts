// Forwarding headers that mod_wsgi believes from everyone, or proxies of which it believes none.
import { isReadWhole } from '../configuration/certainty.ts';
import type { Configuration } from '../configuration/evaluate.ts';
import { allDirectivesOf, type Host, hostsOf, mainOf } from '../configuration/hosts.ts';
import type { Visit } from '../configuration/visit.ts';
import type { Problem } from './problem.ts';
import { problemAt, type Rule } from './rule.ts';

export const forgeableProxyHeaders: Rule = {
  id: 'forgeable-proxy-headers',
  severity: 'warning',
  summary: 'WSGITrustedProxyHeaders without WSGITrustedProxies believes every client',
  *tree(configuration) {
    if (!isReadWhole(configuration)) return;
    for (const host of hostsOf(configuration)) {
      const lists = allDirectivesOf(host, 'WSGITrustedProxyHeaders').filter((visit) => visit.words.length > 0);
      if (!isBelow(host, 'WSGITrustedProxies', configuration)) yield* lists.map(forgeableProblem);
    }
  },
};

export const uselessTrustedProxies: Rule = {
  id: 'useless-trusted-proxies',
  severity: 'warning',
  summary: 'WSGITrustedProxies without WSGITrustedProxyHeaders has no effect',
  *tree(configuration) {
    if (!isReadWhole(configuration)) return;
    for (const host of hostsOf(configuration)) {
      if (isBelow(host, 'WSGITrustedProxyHeaders', configuration)) continue;
      yield* allDirectivesOf(host, 'WSGITrustedProxies').map((visit) =>
        problemAt(uselessTrustedProxies, visit, visit.node.nameSpan, uselessMessage),
      );
    }
  },
};

const uselessMessage =
  'WSGITrustedProxies has no effect: no WSGITrustedProxyHeaders says which headers to believe, so the application sees the address of the proxy';

/** Whether the directive stands anywhere in the host or around it; for the main server, anywhere at all. */
function isBelow(host: Host, name: string, configuration: Configuration): boolean {
  const hosts = host.section ? [host, mainOf(configuration)] : hostsOf(configuration);
  return hosts.some((each) => allDirectivesOf(each, name).length > 0);
}

function forgeableProblem(visit: Visit): Problem {
  const message = `without WSGITrustedProxies mod_wsgi believes ${visit.words[0]?.text} from every client, which can so forge what the application sees`;
  return problemAt(forgeableProxyHeaders, visit, visit.node.nameSpan, message);
}
