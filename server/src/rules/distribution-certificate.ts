// The certificate that a distribution makes at installation, on a host with a public name.
import { directivesOf, type Host, serverNameOf } from '../configuration/hosts.ts';
import { isSureIn } from '../configuration/sure.ts';
import { isPublicName } from './public-name.ts';
import { problemAt, type Rule } from './rule.ts';

export const distributionCertificate: Rule = {
  id: 'distribution-certificate',
  severity: 'warning',
  summary: "a public host uses the distribution's own certificate",
  *host(host) {
    const name = publicNameOf(host);
    const [certificate, ...others] = directivesOf(host, 'SSLCertificateFile');
    const word = certificate?.words[0];
    if (!name || !word || others.length > 0 || !isSureIn(certificate, host) || !defaults.test(word.text)) return;
    const message = `this certificate was made for the machine at installation: browsers refuse it for ${name}`;
    yield problemAt(distributionCertificate, certificate, word.span, message);
  },
};

/** Debian's ssl-cert and Red Hat's mod_ssl. */
const defaults = /(?:^|\/)ssl-cert-snakeoil\.pem$|^\/etc\/pki\/tls\/certs\/localhost\.crt$/;

/** The ServerName, unless it is a name that no authority signs. */
function publicNameOf(host: Host): string | undefined {
  const name = serverNameOf(host)?.toLowerCase();
  return name && isPublicName(name) ? name : undefined;
}
