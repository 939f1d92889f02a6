// A host on the HTTPS port that does not speak TLS.
import type { Configuration } from '../configuration/evaluate.ts';
import {
  addressesOf,
  directivesOf,
  everywhere,
  type Host,
  hostRegister,
  registeredHosts,
  titleOf,
} from '../configuration/hosts.ts';
import { counting } from '../configuration/sure.ts';
import { hasTls } from '../configuration/tls.ts';
import { memo } from '../text/memo.ts';
import type { Fix } from './problem.ts';
import { problemAt, type Rule } from './rule.ts';
import { insertBefore } from './whole-lines.ts';
import { spanOfWords } from './word-span.ts';

export const tlsNotEnabled: Rule = {
  id: 'tls-not-enabled',
  severity: 'warning',
  summary: 'a host on the HTTPS port does not have SSLEngine on',
  *host(host, configuration) {
    const visit = host.section;
    if (!visit || !configuration.isWholeTree || !isPlain(host, configuration)) return;
    // The first host of an address decides whether its connections are encrypted.
    const ports = securePorts(configuration);
    const isFirst = (address: string) => registeredHosts(configuration, hostsByAddress, address)[0] === host;
    if (!namesOf(host).some((address) => ports.has(portOf(address)) && isFirst(address))) return;
    const message = `${titleOf(host)} is on the HTTPS port without SSLEngine on: Apache answers in plain HTTP there`;
    yield problemAt(tlsNotEnabled, visit, spanOfWords(visit.words) ?? visit.node.nameSpan, message, {
      fixes: fixesOf(host),
    });
  },
};

function namesOf(host: Host): string[] {
  return addressesOf(host).map((each) => each.replace(/^_default_:/i, '*:'));
}

const hostsByAddress = hostRegister('host of address', namesOf);

/** 443, and those of `Listen PORT https`. */
const securePorts: (configuration: Configuration) => ReadonlySet<string> = memo((configuration) => {
  const named = everywhere(configuration, 'Listen').filter(
    ({ words, certainty }) => words[1]?.text.toLowerCase() === 'https' && certainty === 'certain',
  );
  return new Set(['443', ...named.map(({ words }) => portOf(words[0]?.text ?? ''))]);
});

function portOf(address: string): string {
  return /(\d+)$/.exec(address)?.[1] ?? '';
}

/** Nothing switches TLS on: neither mod_ssl nor another module that can. */
function isPlain(host: Host, configuration: Configuration): boolean {
  if (hasTls(host, configuration) || host.section?.hasUnknownVariable || host.section?.certainty !== 'certain')
    return false;
  const engine = counting(host, 'SSLEngine', configuration);
  // `SSLEngine off` on this port is written on purpose.
  return engine === 'none' && !hasOtherTls(configuration);
}

function hasOtherTls(configuration: Configuration): boolean {
  return ['GnuTLSEnable', 'NSSEngine', 'TLSEngine'].some((name) => everywhere(configuration, name).length > 0);
}

/** A certificate shows that TLS is meant. */
function fixesOf(host: Host): Fix[] {
  const [certificate] = directivesOf(host, 'SSLCertificateFile');
  if (!certificate || certificate.use || certificate.file !== host.section?.file) return [];
  return [{ title: 'Add SSLEngine on', isPreferred: true, edits: [insertBefore(certificate, 'SSLEngine on')] }];
}
