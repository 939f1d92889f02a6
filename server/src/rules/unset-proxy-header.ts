// Headers that an application behind this same Apache believes, and that the front host hands through from the client.
import type { Configuration } from '../configuration/evaluate.ts';
import { addressesOf, allDirectivesOf, everywhere, type Host, mainOf } from '../configuration/hosts.ts';
import { mappingsOf, type ProxyMapping } from '../configuration/proxies.ts';
import { hasTls } from '../configuration/tls.ts';
import type { Visit } from '../configuration/visit.ts';
import { memo } from '../text/memo.ts';
import type { Fix } from './problem.ts';
import { problemAt, type Rule } from './rule.ts';
import { insertBefore } from './whole-lines.ts';

export const unsetProxyHeader: Rule = {
  id: 'unset-proxy-header',
  severity: 'warning',
  summary: 'the back end believes a header that its proxy takes from the client',
  *host(host, configuration) {
    const isAsked = configuration.isWholeTree && everywhere(configuration, name).length > 0;
    for (const mapping of isAsked ? mappingsOf(host) : []) {
      const believing = believedByPort(configuration).get(localPortOf(mapping) ?? '');
      const header = believing && unsetHeader(believing, host, configuration);
      if (!header) continue;
      const message = `the application behind it believes ${header}, which this host hands through as the client sends it: whoever likes can set it`;
      const related = [{ file: believing.file, span: believing.node.span, message: `${header} is believed here` }];
      const fixes = fixesOf(mapping, header, host, configuration);
      yield problemAt(unsetProxyHeader, mapping.visit, mapping.target.span, message, { related, fixes });
      return;
    }
  },
};

/** The WSGITrustedProxyHeaders of the only host of each port. */
const believedByPort: (configuration: Configuration) => ReadonlyMap<string, Visit> = memo((configuration) => {
  const ports = everywhere(configuration, '<VirtualHost').flatMap(({ words }) => words.map(({ text }) => portOf(text)));
  const isShared = (port: string) => ports.indexOf(port) !== ports.lastIndexOf(port);
  const lists = everywhere(configuration, name).filter(({ certainty }) => certainty === 'certain');
  return new Map(
    lists.flatMap((visit) => {
      const own = (visit.scope.host?.words ?? []).map(({ text }) => portOf(text));
      return own.filter((port) => port !== '' && !isShared(port)).map((port): [string, Visit] => [port, visit]);
    }),
  );
});

function portOf(address: string): string {
  return /:(\d+)$/.exec(address)?.[1] ?? '';
}

const name = 'WSGITrustedProxyHeaders';

/** The port of a back end on this machine that speaks HTTP. */
function localPortOf({ target, visit }: ProxyMapping): string | undefined {
  const [, port] = /^http:\/\/(?:localhost|127\.[\d.]+|\[::1\]):(\d+)(?:\/|$)/i.exec(target.text) ?? [];
  return visit.certainty === 'certain' ? port : undefined;
}

/** mod_proxy_http writes three of the headers itself; any mention in the front host counts for the others. */
function unsetHeader(believing: Visit, host: Host, configuration: Configuration): string | undefined {
  const mentions = [host, mainOf(configuration)].flatMap((each) => allDirectivesOf(each, 'RequestHeader'));
  const set = new Set(mentions.flatMap(({ words }) => words.map(({ text }) => text.toLowerCase().replace(/:$/, ''))));
  if (mentions.some((visit) => visit.hasUnknownVariable)) return undefined;
  const headers = believing.words.map(({ text }) => text);
  return headers.find((header) => !/^x-forwarded-(?:for|host|server)$/i.test(header) && !set.has(header.toLowerCase()));
}

/** The two whose value the front host shows. */
function fixesOf({ visit, location }: ProxyMapping, header: string, host: Host, configuration: Configuration): Fix[] {
  const ports = new Set(addressesOf(host).map(portOf));
  const [port] = ports;
  const isScheme = /^x-(?:forwarded-)?(?:proto|scheme)$/i.test(header);
  const scheme = hasTls(host, configuration) ? 'https' : 'http';
  const value = isScheme ? scheme : port;
  const place = location ?? visit;
  if (place.use || !value || (!isScheme && (ports.size > 1 || !/^x-forwarded-port$/i.test(header)))) return [];
  const line = `RequestHeader set ${header} ${value}`;
  return [{ title: `Add ${line}`, isPreferred: true, edits: [insertBefore(place, line)] }];
}
