// SSLUseStapling on without an SSLStaplingCache: the configuration test passes, start-up fails.

import type { Configuration } from '../configuration/evaluate.ts';
import { everywhere, hostsOf, titleOf } from '../configuration/hosts.ts';
import { counting, firstWordOf } from '../configuration/sure.ts';
import { hasTls } from '../configuration/tls.ts';
import type { Visit } from '../configuration/visit.ts';
import type { Fix } from './problem.ts';
import { problemAt, type Rule } from './rule.ts';
import { insertBefore } from './whole-lines.ts';

export const missingStaplingCache: Rule = {
  id: 'missing-stapling-cache',
  severity: 'error',
  summary: 'SSLUseStapling is on and there is no SSLStaplingCache',
  *host(host, configuration) {
    if (!configuration.isWholeTree) return;
    if (['SSLStaplingCache', 'MDStapling'].some((name) => everywhere(configuration, name).length > 0)) return;
    const visit = counting(host, 'SSLUseStapling', configuration);
    if (typeof visit === 'string' || firstWordOf(visit) !== 'on' || !hasTls(host, configuration)) return;
    const message = `${titleOf(host)} staples OCSP answers and no SSLStaplingCache is configured: Apache fails to start with AH01958`;
    yield problemAt(missingStaplingCache, visit, visit.node.span, message, { fixes: fixesOf(visit, configuration) });
  },
};

/** Above the first host of the file, or above the directive where that stands at server level itself. */
function fixesOf(visit: Visit, configuration: Configuration): Fix[] {
  const hosts = visit.scope.parent ? hostsOf(configuration) : [];
  const first = hosts.find(({ section }) => section && section.file === visit.file && !section.use)?.section;
  const place = visit.scope.parent ? first : visit;
  if (!place || place.use) return [];
  const edits = [insertBefore(place, 'SSLStaplingCache shmcb:ssl_stapling(128000)')];
  return [{ title: 'Add SSLStaplingCache at server level', isPreferred: true, edits }];
}
