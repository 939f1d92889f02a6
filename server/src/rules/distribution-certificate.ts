// The certificate that a distribution makes at installation, on a host with a public name.
import { directivesOf, type Host, serverNameOf } from '../configuration/hosts.ts';
import { isSureIn } from '../configuration/sure.ts';
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
  const isPublic = name && /^[a-z0-9.-]+\.[a-z]{2,}$/.test(name) && !reserved.test(name);
  return isPublic ? name : undefined;
}

const reserved =
  /(?:^|\.)(?:localhost|local|localdomain|test|invalid|internal|intranet|lan|home|corp|private|arpa|dev|docker|vm)$/;
