// An AJP back end on another machine without a secret.
import { allDirectivesOf } from '../configuration/hosts.ts';
import { backEndsOf } from '../configuration/proxies.ts';
import { problemAt, type Rule } from './rule.ts';

export const ajpWithoutSecret: Rule = {
  id: 'ajp-without-secret',
  severity: 'information',
  summary: 'an AJP back end on another machine gets no secret',
  *host(host) {
    if (allDirectivesOf(host, 'ProxySet').some(({ line }) => /secret=/i.test(line.text))) return;
    for (const { scheme, rest, visit, span } of backEndsOf(host)) {
      const isLocal = /^(?:localhost|127\.|\[::1\])/i.test(rest);
      if (scheme !== 'ajp' || isLocal || visit.words.some((word) => /^secret=/i.test(word.text))) continue;
      if (!/^(?:proxypass|proxypassmatch|balancermember)$/i.test(visit.node.name)) continue;
      const message =
        'without secret=… the AJP connector cannot tell this proxy from anybody else who reaches its port';
      yield problemAt(ajpWithoutSecret, visit, span, message);
    }
  },
};
