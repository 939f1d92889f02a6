// How often directives and parameters are used in practice, to put the likely ones first.
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

/** Parameters of daemon processes and of proxies in the order of use. */
const commonParameters = [
  'python-home',
  'python-path',
  'processes',
  'threads',
  'user',
  'group',
  'home',
  'display-name',
  'lang',
  'locale',
  'process-group',
  'application-group',
  'request-timeout',
  'inactivity-timeout',
  'maximum-requests',
  'graceful-timeout',
  'timeout',
  'connectiontimeout',
  'retry',
  'upgrade',
  'nocanon',
  'keepalive',
  'disablereuse',
  'enablereuse',
  'stickysession',
  'lbmethod',
  'loadfactor',
  'route',
  'status',
  'secret',
  'ping',
  'ttl',
  'max',
  'acquire',
  'nofailover',
  'failonstatus',
  'maxattempts',
  'flushpackets',
  'hcmethod',
  'hcuri',
  'hcinterval',
  'hcpasses',
  'hcfails',
  'hctemplate',
  'interpolate',
];

const parameterRanks = new Map(commonParameters.map((name, index) => [name, index]));

/** Lower is more used; undefined where the order of the data says it. */
export function parameterRank(name: string): number | undefined {
  return parameterRanks.get(name);
}
