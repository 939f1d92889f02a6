// Client certificates are demanded, and no authority is known that could have signed one.
import { allDirectivesOf, titleOf } from '../configuration/hosts.ts';
import { counting, firstWordOf } from '../configuration/sure.ts';
import { hasTls } from '../configuration/tls.ts';
import { problemAt, type Rule } from './rule.ts';

export const missingClientAuthority: Rule = {
  id: 'missing-client-authority',
  severity: 'warning',
  summary: 'client certificates are demanded without a CA to verify them',
  *host(host, configuration) {
    if (!configuration.isWholeTree) return;
    const demand = allDirectivesOf(host, 'SSLVerifyClient').find((each) =>
      /^require$/i.test(each.words[0]?.text ?? ''),
    );
    const counts = counting(host, 'SSLVerifyClient', configuration);
    const visit = demand ?? (firstWordOf(counts) === 'require' ? counts : undefined);
    if (!visit || typeof visit === 'string' || !hasTls(host, configuration)) return;
    const authorities = ['SSLCACertificateFile', 'SSLCACertificatePath', 'SSLOpenSSLConfCmd'].map((name) =>
      counting(host, name, configuration),
    );
    if (authorities.some((authority) => authority !== 'none')) return;
    const message = `${titleOf(host)} demands client certificates and knows no SSLCACertificateFile to verify them: every client is turned away`;
    yield problemAt(missingClientAuthority, visit, visit.node.span, message);
  },
};
