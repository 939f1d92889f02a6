// How often directives are used in practice, to put the likely ones first.
import type { DirectiveInfo } from '../catalogue/directive-info.ts';

/** Names in the order of use; those of the mission's own modules stand before rarer ones of the others. */
const common = [
  'ServerName',
  'WSGIScriptAlias',
  'WSGIDaemonProcess',
  'WSGIProcessGroup',
  '<VirtualHost',
  '<Directory',
  'Require',
  'SSLEngine',
  'SSLCertificateFile',
  'SSLCertificateKeyFile',
  'ProxyPass',
  'ProxyPassReverse',
  'ServerAlias',
  'DocumentRoot',
  'Alias',
  'ErrorLog',
  'CustomLog',
  '<Location',
  'RewriteEngine',
  'RewriteCond',
  'RewriteRule',
  'Redirect',
  'Header',
  'RequestHeader',
  'Options',
  'AllowOverride',
  '<IfModule',
  'Listen',
  'ProxyPreserveHost',
  'SSLProtocol',
  'SSLCipherSuite',
  'SSLHonorCipherOrder',
  'WSGIPassAuthorization',
  'WSGIApplicationGroup',
  'ServerAdmin',
  'DirectoryIndex',
  '<Files',
  '<Proxy',
  'LogLevel',
  'Include',
  'IncludeOptional',
  'SetEnv',
  'SetEnvIf',
  'LoadModule',
  'AuthType',
  'AuthName',
  'AuthUserFile',
  'SSLProxyEngine',
  'BalancerMember',
  'Timeout',
  'KeepAlive',
  'LimitRequestBody',
  'ExpiresActive',
  'ExpiresByType',
  'AddType',
  'Define',
  'ErrorDocument',
  '<LocationMatch',
  '<FilesMatch',
  '<DirectoryMatch',
  '<If',
  '<RequireAll',
  '<RequireAny',
];

const ranks = new Map(common.map((name, index) => [name.toLowerCase(), index]));

/** Lower is more used. */
export function usageRank(info: DirectiveInfo): number {
  const rank = ranks.get(info.key);
  if (rank !== undefined) return rank;
  return /^(?:wsgi|ssl|proxy|balancer)/.test(info.key.replace('<', '')) ? 200 : 400;
}
