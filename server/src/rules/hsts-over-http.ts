// Strict-Transport-Security in a plain host whose name has a TLS host of its own: browsers ignore it there.
import type { Configuration } from '../configuration/evaluate.ts';
import { addressesOf, directivesOf, type Host, hostOf, hostsNamed, serverNameOf } from '../configuration/hosts.ts';
import { counting, isSureIn } from '../configuration/sure.ts';
import { hasTls } from '../configuration/tls.ts';
import type { Visit } from '../configuration/visit.ts';
import type { Fix } from './problem.ts';
import { problemAt, type Rule } from './rule.ts';
import { removeLines } from './whole-lines.ts';

export const hstsOverHttp: Rule = {
  id: 'hsts-over-http',
  severity: 'information',
  summary: 'Strict-Transport-Security is sent over plain HTTP, where browsers ignore it',
  directives: ['Header'],
  *visit(visit, configuration) {
    if (!setsHsts(visit) || visit.scope.section !== visit.scope.host) return;
    const host = hostOf(visit, configuration);
    const twin = isSureIn(visit, host) && isPlain(host, configuration) && secureTwin(host, configuration);
    if (twin) yield problemOf(visit, twin);
  },
};

/** The host that answers under the same name with TLS. */
function secureTwin(host: Host, configuration: Configuration): Host | undefined {
  return hostsNamed(configuration, nameOf(host)).findLast((other) => hasTls(other, configuration));
}

function nameOf(host: Host): string {
  return serverNameOf(host)?.toLowerCase() ?? '';
}

/** Only there nothing in front of Apache can have ended TLS, as the same name has TLS in the same Apache. */
function isPlain(host: Host, configuration: Configuration): boolean {
  return nameOf(host) !== '' && isOnPort80(host) && counting(host, 'SSLEngine', configuration) === 'none';
}

function isOnPort80(host: Host): boolean {
  const addresses = addressesOf(host);
  return addresses.length > 0 && addresses.every((address) => address.endsWith(':80'));
}

/** Sent always: not where a variable or an expression decides. */
function setsHsts({ words, hasUnknownVariable }: Visit): boolean {
  const at = words.findIndex(({ text }) => /^strict-transport-security:?$/i.test(text));
  return (
    at > 0 && words.length === at + 2 && !hasUnknownVariable && !/^(?:unset|edit\*?)$/i.test(words[at - 1]?.text ?? '')
  );
}

function problemOf(visit: Visit, twin: Host): ReturnType<typeof problemAt> {
  const word = visit.words.find(({ text }) => /^strict-transport-security:?$/i.test(text));
  const message = `browsers ignore this header over plain HTTP (RFC 6797, 8.1): it counts in the host with TLS only`;
  const related = twin.section
    ? [{ file: twin.section.file, span: twin.section.node.nameSpan, message: 'the host of this name with TLS' }]
    : [];
  const isSentThere = directivesOf(twin, 'Header').some(setsHsts);
  const fixes: Fix[] =
    isSentThere && !visit.use
      ? [{ title: 'Remove the header here', isPreferred: true, edits: [removeLines(visit)] }]
      : [];
  return problemAt(hstsOverHttp, visit, word?.span ?? visit.node.nameSpan, message, { related, fixes });
}
