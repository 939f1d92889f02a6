// A back end over TLS in a host without SSLProxyEngine on.
import type { Configuration } from '../configuration/evaluate.ts';
import { allDirectivesOf, type Host, hostsOf, mainOf, titleOf } from '../configuration/hosts.ts';
import { backEndsOf } from '../configuration/proxies.ts';
import { scopesOf, type Visit } from '../configuration/visit.ts';
import type { Fix } from './problem.ts';
import { problemAt, type Rule } from './rule.ts';
import { insertBefore } from './whole-lines.ts';

export const missingSslProxyEngine: Rule = {
  id: 'missing-ssl-proxy-engine',
  severity: 'warning',
  summary: 'a back end over TLS, and SSLProxyEngine is not on',
  *host(host, configuration) {
    if (hasEngine(mainOf(configuration)) || !configuration.isWholeTree) return;
    const backEnd = backEndsOf(host).find(({ scheme, visit }) => /^(?:https|wss|h2)$/.test(scheme) && isRead(visit));
    if (!backEnd || hasEngine(host) || isUsedElsewhere(host, configuration)) return;
    const message = `${titleOf(host)} has a back end over TLS and no SSLProxyEngine on: Apache answers with status 500 (AH01961)`;
    yield problemAt(missingSslProxyEngine, backEnd.visit, backEnd.span, message, { fixes: fixesOf(backEnd.visit) });
  },
};

/** The engine is on somewhere in it, for all or for some back ends. */
function hasEngine(host: Host): boolean {
  return allDirectivesOf(host, 'SSLProxyEngine').some(
    (visit) => visit.hasUnknownVariable || visit.words[0]?.text.toLowerCase() === 'on',
  );
}

/** The virtual hosts use what the main server declares, and may have the engine on. */
function isUsedElsewhere(host: Host, configuration: Configuration): boolean {
  return !host.section && hostsOf(configuration).some((other) => other.section && hasEngine(other));
}

function isRead(visit: Visit): boolean {
  return visit.certainty === 'certain';
}

/** SSLProxyEngine stands in a host, above the outermost section around the back end. */
function fixesOf(visit: Visit): Fix[] {
  let place = visit;
  for (const { context, section } of scopesOf(visit)) if (section && context !== 'vhost') place = section;
  return place.use
    ? []
    : [{ title: 'Add SSLProxyEngine on', isPreferred: true, edits: [insertBefore(place, 'SSLProxyEngine on')] }];
}
