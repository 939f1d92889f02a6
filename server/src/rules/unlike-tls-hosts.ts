// Hosts of one address and one certificate with different TLS settings, between which browsers cannot share a connection.
import type { Configuration } from '../configuration/evaluate.ts';
import {
  addressesOf,
  directivesOf,
  everywhere,
  type Host,
  hostRegister,
  isEarlier,
  registeredHosts,
  titleOf,
} from '../configuration/hosts.ts';
import { counting } from '../configuration/sure.ts';
import { everyProtocol, hasTls, protocolsOf } from '../configuration/tls.ts';
import type { Visit } from '../configuration/visit.ts';
import { problemAt, type Rule } from './rule.ts';

export const unlikeTlsHosts: Rule = {
  id: 'unlike-tls-hosts',
  severity: 'information',
  summary: 'hosts of one certificate differ in their TLS settings',
  *host(host, configuration) {
    if (!configuration.isWholeTree || everywhere(configuration, 'SSLVHostSNIPolicy').length > 0) return;
    const key = keyOf(host, configuration);
    const first = key ? firstWith(key, host, configuration) : host;
    if (first !== host) yield* problemsOf(host, first, configuration);
  },
};

/** Hosts by their addresses and the certificate that is named in them. */
const hostsByCertificate = hostRegister('host with certificate', (host) => [
  placeKey(host, directivesOf(host, 'SSLCertificateFile').at(-1)),
]);

function placeKey(host: Host, certificate: Visit | undefined): string {
  return [...addressesOf(host), certificate ? textOf(certificate) : ''].join('\n');
}

/** The first host of that key, which may be `host` itself; the main server names the certificate of those that name none. */
function firstWith(key: string, host: Host, configuration: Configuration): Host {
  const own = counting(host, 'SSLCertificateFile', configuration);
  const keys = [placeKey(host, typeof own === 'object' ? own : undefined), placeKey(host, undefined)];
  const firsts = keys.flatMap((place) => {
    const named = registeredHosts(configuration, hostsByCertificate, place);
    return named.find((other) => other === host || keyOf(other, configuration) === key) ?? [];
  });
  return firsts.reduce((one, other) => (isEarlier(other, one) ? other : one), host);
}

/**
 * The same for hosts that a browser may take for one server: address and certificate.
 * Only over HTTP/2 does a browser ask one host on the connection of another.
 */
function keyOf(host: Host, configuration: Configuration): string | undefined {
  if (!host.section || !hasTls(host, configuration)) return undefined;
  const protocols = counting(host, 'Protocols', configuration);
  if (typeof protocols === 'string' || !protocols.words.some(({ text }) => /^h2$/i.test(text))) return undefined;
  const certificate = counting(host, 'SSLCertificateFile', configuration);
  return typeof certificate === 'object' ? placeKey(host, certificate) : undefined;
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
