// Certificates of an authority whose own certificate is not sent with them.
import type { CertificateFacts } from '../configuration/disk.ts';
import type { Configuration } from '../configuration/evaluate.ts';
import { allDirectivesOf, type Host, mainOf } from '../configuration/hosts.ts';
import { hasTls, isMismatch, type NamedPem, pairsOf } from '../configuration/tls.ts';
import { problemAt, type Rule } from './rule.ts';

export const missingIntermediate: Rule = {
  id: 'missing-intermediate',
  severity: 'warning',
  summary: 'the certificate of the authority is not sent along',
  *host(host, configuration) {
    if (!hasTls(host, configuration) || hasOtherSources(host, configuration)) return;
    for (const pair of pairsOf(host, configuration) ?? []) {
      const lacking = isMismatch(pair) ? undefined : issuerLackingIn(pair.certificate);
      if (!lacking) continue;
      const { visit, word } = pair.certificate;
      const message = `the certificate of ${lacking}, which signed this one, is not in the file: clients that do not know it refuse the connection`;
      yield problemAt(missingIntermediate, visit, word.span, message);
    }
  },
};

/** mod_ssl completes the chain from these files too. */
function hasOtherSources(host: Host, configuration: Configuration): boolean {
  const owners = [host, mainOf(configuration)];
  const commands = owners.flatMap((owner) => allDirectivesOf(owner, 'SSLOpenSSLConfCmd'));
  return (
    commands.some(({ words }) => /CA|Certificate/i.test(words[0]?.text ?? '')) ||
    sources.some((name) => owners.some((owner) => allDirectivesOf(owner, name).length > 0))
  );
}

const sources = ['SSLCertificateChainFile', 'SSLCACertificateFile', 'SSLCACertificatePath', 'MDomain', 'MDomainSet'];

/** Public authorities sign with intermediates; the root of a private one may have signed by itself. */
function issuerLackingIn({ facts }: NamedPem): string | undefined {
  if (typeof facts === 'string' || facts.isTorn) return undefined;
  const [own, ...others] = facts.certificates;
  if (!own || own.issuer === own.subject || others.some(({ subject }) => subject === own.issuer)) return undefined;
  return own.hasIssuerUrl || others.length > 0 ? commonNameOf(own) : undefined;
}

/** Node writes a name as lines such as `CN=R11`. */
function commonNameOf({ issuer }: CertificateFacts): string {
  return /^CN=(.*)$/m.exec(issuer)?.[1] ?? issuer.replaceAll('\n', ', ');
}
