// SSLUseStapling on without an SSLStaplingCache: the configuration test passes, start-up fails.
import { everywhere, hostsOf, titleOf } from '../configuration/hosts.ts';
import { counting, firstWordOf } from '../configuration/sure.ts';
import { hasTls } from '../configuration/tls.ts';
import { problemAt, type Rule } from './rule.ts';
import { insertBefore } from './whole-lines.ts';

export const missingStaplingCache: Rule = {
  id: 'missing-stapling-cache',
  severity: 'error',
  summary: 'SSLUseStapling is on and there is no SSLStaplingCache',
  *tree(configuration) {
    if (!configuration.isWholeTree) return;
    const hosts = hostsOf(configuration);
    if (['SSLStaplingCache', 'MDStapling'].some((name) => everywhere(configuration, name).length > 0)) return;
    for (const host of hosts) {
      const visit = counting(host, 'SSLUseStapling', configuration);
      if (typeof visit === 'string' || firstWordOf(visit) !== 'on' || !hasTls(host, configuration)) continue;
      const message = `${titleOf(host)} staples OCSP answers and no SSLStaplingCache is configured: Apache fails to start with AH01958`;
      const top = hosts.find(({ section }) => section && section.file === visit.file && !section.use)?.section;
      const place = visit.scope.parent ? top : visit;
      const line = 'SSLStaplingCache shmcb:ssl_stapling(128000)';
      const edits = place && !place.use ? [insertBefore(place, line)] : [];
      const fixes =
        edits.length > 0 ? [{ title: 'Add SSLStaplingCache at server level', isPreferred: true, edits }] : [];
      yield problemAt(missingStaplingCache, visit, visit.node.span, message, { fixes });
    }
  },
};
