// A TLS host without any certificate: the configuration test passes, and start-up fails.
import type { Configuration } from '../configuration/evaluate.ts';
import { directivesOf, everywhere, type Host, mainOf, titleOf } from '../configuration/hosts.ts';
import type { Problem } from './problem.ts';
import { problemAt, type Rule } from './rule.ts';

export const missingCertificate: Rule = {
  id: 'missing-certificate',
  severity: 'error',
  summary: 'a host has SSLEngine on and no certificate',
  *host(host, configuration) {
    if (!configuration.isWholeTree || hasManagedCertificates(configuration)) return;
    if (!hasCertificate(mainOf(configuration)) && !hasCertificate(host)) yield* problemsOf(host);
  },
};

function hasCertificate(host: Host): boolean {
  return directivesOf(host, 'SSLCertificateFile').length > 0;
}

/** mod_md brings certificates of its own. */
function hasManagedCertificates(configuration: Configuration): boolean {
  return ['MDomain', '<MDomainSet'].some((name) => everywhere(configuration, name).length > 0);
}

function* problemsOf(host: Host): Generator<Problem> {
  const engine = directivesOf(host, 'SSLEngine').at(-1);
  if (engine?.words[0]?.text.toLowerCase() !== 'on') return;
  const message = `${titleOf(host)} has SSLEngine on and no SSLCertificateFile: the configuration test passes, then Apache fails to start with AH02572`;
  yield problemAt(missingCertificate, engine, engine.node.span, message);
}
