// TLS ends at this proxy, and the back end is not told that the browser used HTTPS.
import type { Configuration } from '../configuration/evaluate.ts';
import { type Host, mainOf } from '../configuration/hosts.ts';
import { mappingsOf } from '../configuration/proxies.ts';
import { hasTls } from '../configuration/tls.ts';
import type { Visit } from '../configuration/visit.ts';
import { passingMemo } from '../text/memo.ts';
import type { Fix } from './problem.ts';
import { problemAt, type Rule } from './rule.ts';
import { insertBefore } from './whole-lines.ts';

export const missingForwardedProto: Rule = {
  id: 'missing-forwarded-proto',
  severity: 'information',
  summary: 'the back end is not told that the browser used HTTPS',
  *host(host, configuration) {
    if (!configuration.isWholeTree) return;
    if (!hasTls(host, configuration) || tells(host, configuration)) return;
    const mapping = mappingsOf(host).find(
      ({ target, visit }) => /^(?:unix:.*\|)?http:/i.test(target.text) && visit.certainty === 'certain',
    );
    if (!mapping) return;
    const message =
      'TLS ends here, and nothing tells the back end: it takes the request for plain HTTP, which leads to redirect loops and refused forms';
    yield problemAt(missingForwardedProto, mapping.visit, mapping.target.span, message, {
      fixes: fixesOf(mapping.visit),
    });
  },
};

/** Some request header speaks of the scheme, under whatever name the back end knows it. */
function tells(host: Host, configuration: Configuration): boolean {
  return [host, mainOf(configuration)].some(tellsItself);
}

const tellsItself = passingMemo((host: Host) => host.everything.some(isTelling));

function isTelling({ node, words }: Visit): boolean {
  const isHeader = /^(?:requestheader|setenv|setenvif|rewriterule)$/i.test(node.name);
  return isHeader && words.some((word) => /proto|https|ssl|scheme|forwarded|tls/i.test(word.text));
}

function fixesOf(visit: Visit): Fix[] {
  if (visit.use) return [];
  const line = 'RequestHeader set X-Forwarded-Proto https';
  return [{ title: `Add ${line}`, isPreferred: true, edits: [insertBefore(visit, line)] }];
}
