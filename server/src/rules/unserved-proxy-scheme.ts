// A back end whose protocol no loaded module speaks.
import { backEndsOf } from '../configuration/proxies.ts';
import { problemAt, type Rule } from './rule.ts';

export const unservedProxyScheme: Rule = {
  id: 'unserved-proxy-scheme',
  severity: 'warning',
  summary: "no loaded module speaks the back end's protocol",
  *host(host, configuration) {
    if (!configuration.isComplete || !configuration.modules.has('proxy_module')) return;
    for (const { scheme, visit, span } of backEndsOf(host)) {
      const modules = speakers[scheme];
      if (
        !modules ||
        modules.some((name) => configuration.modules.has(`${name}_module`)) ||
        visit.certainty !== 'certain'
      )
        continue;
      const message = `no LoadModule loads mod_${modules[0]}, which speaks ${scheme}://: Apache answers with status 500 (AH01144)`;
      yield problemAt(unservedProxyScheme, visit, span, message);
    }
  },
};

/** The modules that take a scheme; mod_proxy_http has taken WebSockets over from 2.4.47 on. */
const speakers: Readonly<Record<string, readonly string[]>> = {
  http: ['proxy_http'],
  https: ['proxy_http'],
  ws: ['proxy_wstunnel', 'proxy_http'],
  wss: ['proxy_wstunnel', 'proxy_http'],
  h2: ['proxy_http2'],
  h2c: ['proxy_http2'],
  fcgi: ['proxy_fcgi'],
  scgi: ['proxy_scgi'],
  uwsgi: ['proxy_uwsgi'],
  ajp: ['proxy_ajp'],
  ftp: ['proxy_ftp'],
  balancer: ['proxy_balancer'],
};
