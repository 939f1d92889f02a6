// Hosts of one address and one certificate with different TLS settings, between which browsers cannot share a connection.
import type { Configuration } from '../configuration/evaluate.ts';
import { addressesOf, everywhere, type Host, hostsOf, titleOf } from '../configuration/hosts.ts';
import { counting } from '../configuration/sure.ts';
import { everyProtocol, hasTls, protocolsOf } from '../configuration/tls.ts';
import type { Visit } from '../configuration/visit.ts';
import { problemAt, type Rule } from './rule.ts';

export const unlikeTlsHosts: Rule = {
  id: 'unlike-tls-hosts',
  severity: 'information',
  summary: 'hosts of one certificate differ in their TLS settings',
  *tree(configuration) {
    const isSettled = everywhere(configuration, 'SSLVHostSNIPolicy').length > 0;
    if (!configuration.isWholeTree || isSettled || !speaksHttp2(configuration) || !mayDiffer(configuration)) return;
    const firsts = new Map<string, Host>();
    for (const host of hostsOf(configuration)) {
      const key = host.section && keyOf(host, configuration);
      const first = key ? firsts.get(key) : undefined;
      if (first) yield* problemsOf(host, first, configuration);
      else if (key) firsts.set(key, host);
    }
  },
};

/** Only over HTTP/2 does a browser ask one host on the connection of another. */
function speaksHttp2(configuration: Configuration): boolean {
  return everywhere(configuration, 'Protocols').some(({ words }) => words.some(({ text }) => /^h2$/i.test(text)));
}

function mayDiffer(configuration: Configuration): boolean {
  return compared.some((name) => everywhere(configuration, name).some(({ scope }) => scope.host !== undefined));
}

/** The same for hosts that a browser may take for one server: address and certificate. */
function keyOf(host: Host, configuration: Configuration): string | undefined {
  const certificate = counting(host, 'SSLCertificateFile', configuration);
  const protocols = counting(host, 'Protocols', configuration);
  if (typeof certificate === 'string' || typeof protocols === 'string' || !hasTls(host, configuration))
    return undefined;
  const isHttp2 = protocols.words.some(({ text }) => /^h2$/i.test(text));
  return isHttp2 ? [...addressesOf(host), textOf(certificate)].join('\n') : undefined;
}

function* problemsOf(host: Host, first: Host, configuration: Configuration) {
  for (const name of compared) {
    const [own, other] = [host, first].map((each) => counting(each, name, configuration));
    if (own === 'unknown' || other === 'unknown' || settingIn(own, name) === settingIn(other, name)) continue;
    const visit = typeof own === 'object' && own.scope.section === host.section ? own : host.section;
    if (!visit) return;
    const message = `${name} is another one than that of ${titleOf(first)}, with which this host shares address and certificate: where a browser uses one connection for both, Apache answers with 421`;
    const place = typeof other === 'object' ? other : first.section;
    const related = place
      ? [{ file: place.file, span: place.node.nameSpan, message: `${titleOf(first)} has this` }]
      : [];
    const severity = /^SSL(?:Verify|CA)/.test(name) ? 'hint' : 'information';
    yield problemAt(unlikeTlsHosts, visit, visit.node.nameSpan, message, { related, severity });
    return;
  }
}

/** What ssl_server_compatible looks at; who may come in is often meant to differ. */
const compared = ['SSLProtocol', 'SSLCipherSuite', 'SSLVerifyClient', 'SSLVerifyDepth', 'SSLCACertificateFile'];

/** Protocols count as the set that is left; by default all are there. */
function settingIn(visit: Visit | 'none' | undefined, name: string): string {
  if (name !== 'SSLProtocol') return typeof visit === 'object' ? textOf(visit) : '';
  if (typeof visit !== 'object') return everyProtocol.join(' ');
  return [...(protocolsOf(visit.words)?.enabled ?? [])].sort().join(' ');
}

function textOf({ words }: Visit): string {
  return words.map(({ text }) => text).join(' ');
}
