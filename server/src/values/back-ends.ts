// The back ends and balancers that mod_proxy knows when it comes to a line: later lines share them, and ProxySet needs them.
import type { Configuration } from '../configuration/evaluate.ts';
import { isInLocation } from '../configuration/scopes.ts';
import type { Visit } from '../configuration/visit.ts';
import { areInSameServer, declaredBefore } from './declarations.ts';

/** Says whether Apache takes the line without a look at its parameters: it has no back end, or one that is there already (add_pass, add_member). */
export function ignoresParameters(visit: Visit, configuration: Configuration): boolean {
  if (!visit.line.text.includes('=')) return false;
  if (visit.info?.key === 'balancermember') return sharesMember(visit, configuration);
  const target = targetOf(visit);
  return target === '!' || (target !== undefined && !isBalancer(target) && isKnownTarget(target, visit, configuration));
}

/** Says whether a line before `visit` in the same server, also one that may not be read, makes the back end or balancer. */
export function isKnownTarget(target: string, visit: Visit, configuration: Configuration): boolean {
  return makers.some((key) =>
    declaredBefore(configuration, key, visit).some(
      ({ visit: earlier }) => areInSameServer(earlier, visit) && madeBy(earlier).some((made) => mayServe(made, target)),
    ),
  );
}

const makers = ['proxypass', 'proxypassmatch', '<proxy', 'proxyset', 'balancermember'];

function sharesMember(visit: Visit, configuration: Configuration): boolean {
  const { balancer, member } = memberOf(visit);
  if (balancer === undefined || member === undefined) return false;
  return declaredBefore(configuration, 'balancermember', visit).some(({ visit: earlier }) => {
    const other = memberOf(earlier);
    const isSame = other.balancer?.toLowerCase() === balancer.toLowerCase() && areInSameServer(earlier, visit);
    return isSame && other.member !== undefined && mayServe(other.member, member);
  });
}

/** What a line makes. `<Proxy>` makes something only with parameters, or by what stands in it. */
function madeBy(visit: Visit): string[] {
  const [first] = visit.words;
  const section = visit.scope.context === 'proxy' ? visit.scope.section : undefined;
  const around = section?.words[0]?.text;
  switch (visit.info?.key) {
    case '<proxy':
      return first && visit.words.length > 1 ? [first.text] : [];
    case 'proxyset':
      return around === undefined ? [] : [around];
    case 'balancermember':
      return [memberOf(visit).balancer ?? ''];
    default:
      return [targetOf(visit) ?? ''];
  }
}

function memberOf({ words, scope }: Visit): { balancer: string | undefined; member: string | undefined } {
  const names = words.map((word) => word.text).filter((text) => !text.includes('='));
  const [balancer, member] = names.length > 1 ? names : [scope.section?.words[0]?.text, names[0]];
  return { balancer, member };
}

function targetOf(visit: Visit): string | undefined {
  const words = visit.words.filter((word) => word.text !== '~');
  return words[isInLocation(visit) ? 0 : 1]?.text;
}

function isBalancer(url: string): boolean {
  return /^balancer:/i.test(url);
}

/** A back end serves the URLs that begin with its own, the whole host among it (ap_proxy_get_worker_ex); `$1` may be anything. */
function mayServe(known: string, wanted: string): boolean {
  const [own, url] = [known, wanted].map(plainUrl);
  if (own === undefined || url === undefined || own === '') return false;
  const host = /^[^:]*:\/\/[^/]*/.exec(url)?.[0] ?? url;
  if (isBalancer(url)) return host === /^[^:]*:\/\/[^/]*/.exec(own)?.[0];
  if (known.includes('$') || wanted.includes('$')) return url.startsWith(own) || own.startsWith(url);
  return own.length >= host.length && url.startsWith(own);
}

/** Without the path of a unix socket, with the host in lower case. */
function plainUrl(url: string): string {
  const real = url.replace(/^unix:[^|]*\|/i, '').replace(/\$.*/, '');
  return real.replace(/^[^:]*:\/\/[^/]*/, (host) => host.toLowerCase());
}
