// A forward proxy that everybody can use.
import type { Configuration } from '../configuration/evaluate.ts';
import { addressesOf, everywhere, type Host, hostOf, hostsOf } from '../configuration/hosts.ts';
import { mappingsOf } from '../configuration/proxies.ts';
import { scopesOf, type Visit } from '../configuration/visit.ts';
import type { Fix } from './problem.ts';
import { problemAt, type Rule, replaceFix } from './rule.ts';

export const openProxy: Rule = {
  id: 'open-proxy',
  severity: 'warning',
  summary: 'ProxyRequests is on and nothing says who may use the proxy',
  *tree(configuration) {
    if (!configuration.isWholeTree) return;
    const switches = everywhere(configuration, 'ProxyRequests').filter(isOn);
    if (switches.length === 0 || accessDirectives.some((name) => everywhere(configuration, name).some(restricts)))
      return;
    for (const visit of switches) {
      if (isOnlyLocal(hostOf(visit, configuration), configuration)) continue;
      const message = 'everybody can use this forward proxy: no <Proxy *> section says who may';
      yield problemAt(openProxy, visit, visit.node.span, message, { fixes: fixesOf(visit, configuration) });
    }
  },
};

/** ProxyPass works without it, and is most often all that was wanted. */
function fixesOf(visit: Visit, configuration: Configuration): Fix[] {
  const [word] = visit.words;
  const isReverse = hostsOf(configuration).some((host) => mappingsOf(host).length > 0);
  if (!word || visit.use || !isReverse) return [];
  return [replaceFix('Change to ProxyRequests Off', visit.file, word.span, 'Off')];
}

function isOn(visit: Visit): boolean {
  return visit.words[0]?.text.toLowerCase() === 'on' && visit.certainty === 'certain';
}

const accessDirectives = ['Require', 'Deny', 'Order', 'AuthType', 'Allow'];

/** Access control in any `<Proxy>` section; `<Location>` and `<Directory>` do not hold for a forward proxy. */
function restricts(visit: Visit): boolean {
  if (/^all granted$/i.test(visit.words.map((word) => word.text).join(' '))) return false;
  return [...scopesOf(visit)].some(({ context }) => context === 'proxy');
}

/** Nobody outside of this machine reaches the host: its addresses, or those that are listened to for it, are local. */
function isOnlyLocal(host: Host, configuration: Configuration): boolean {
  const addresses = addressesOf(host);
  if (addresses.length > 0 && addresses.every((address) => local.test(address))) return true;
  const ports = new Set(addresses.flatMap((address) => /:(\d+)$/.exec(address)?.[1] ?? []));
  const listens = everywhere(configuration, 'Listen')
    .map(({ words }) => words[0]?.text ?? '')
    .filter((address) => ports.size === 0 || ports.has(/(\d+)$/.exec(address)?.[1] ?? ''));
  return listens.length > 0 && listens.every((address) => local.test(address));
}

const local = /^(?:127\.|localhost(?::|$)|\[::1\])/i;
