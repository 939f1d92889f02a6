// Checks that look at several arguments of one directive together, or at what was read before it.
import type { Visit } from '../configuration/visit.ts';
import * as core from './checks-core.ts';
import * as headers from './checks-headers.ts';
import * as ldap from './checks-ldap.ts';
import { limitSection } from './checks-limit.ts';
import * as macros from './checks-macros.ts';
import * as modules from './checks-modules.ts';
import * as proxy from './checks-proxy.ts';
import * as redirects from './checks-redirect.ts';
import * as requirements from './checks-require.ts';
import * as ssl from './checks-ssl.ts';
import * as wsgi from './checks-wsgi.ts';
import type { Finding, ValueContext } from './kind.ts';
import { neededMutex } from './mutexes.ts';

type Check = (visit: Visit, context: ValueContext) => Iterable<Finding>;

/** By the directive's key. A finding says where it is; without a place it is about the first argument. */
export const checks: Readonly<Record<string, Check>> = {
  '<authnprovideralias': requirements.authnAlias,
  '<authzprovideralias': requirements.providerAlias,
  '<directory': core.tildePattern,
  '<else': core.elseSection,
  '<elseif': core.elseSection,
  '<files': core.tildePattern,
  '<ifversion': core.versionSection,
  '<limit': limitSection,
  '<limitexcept': limitSection,
  '<location': core.tildePattern,
  '<macro': macros.macroDefinition,
  '<proxy': proxy.proxySection,
  '<requireall': requirements.container,
  '<requireany': requirements.container,
  '<requirenone': requirements.container,
  allow: core.noComment,
  allowmethods: core.allowMethods,
  allowoverridelist: core.allowOverrideList,
  authldapbindpassword: ldap.bindPassword,
  authdigestqop: modules.digestProtection,
  authnzfcgicheckauthnprovider: modules.fcgiCheckProvider,
  balancermember: proxy.balancerMember,
  cachedirlength: core.cacheFolders,
  cachedirlevels: core.cacheFolders,
  cacheenable: modules.cacheEnable,
  deny: core.noComment,
  documentroot: core.documentRoot,
  error: core.errorMessage,
  errorlogformat: core.errorLogFormat,
  h2pushpriority: modules.pushPriority,
  header: headers.header,
  ldaptrustedclientcert: ldap.trustedCertificate,
  ldaptrustedglobalcert: ldap.trustedCertificate,
  listen: core.listen,
  mutex: neededMutex,
  options: core.options,
  proxyerroroverride: proxy.errorOverride,
  proxyfcgisetenvif: proxy.environmentChange,
  proxypass: proxy.proxyPass,
  proxypassmatch: proxy.proxyPass,
  proxypassreverse: proxy.proxyPassReverse,
  proxyset: proxy.proxySet,
  redirect: redirects.redirect,
  redirectmatch: redirects.redirect,
  redirectpermanent: redirects.redirect,
  redirecttemp: redirects.redirect,
  requestheader: headers.header,
  require: requirements.require,
  sessioncookiename: modules.sessionCookie,
  sessioncookiename2: modules.sessionCookie,
  sessiondbdcookiename: modules.sessionCookie,
  sessiondbdcookiename2: modules.sessionCookie,
  sslcompression: ssl.compression,
  sslfips: ssl.fips,
  sslopensslconfcmd: ssl.opensslFile,
  sslprotocol: ssl.protocols,
  sslproxyprotocol: ssl.protocols,
  sslrandomseed: ssl.randomSeed,
  undefmacro: macros.macroRemoval,
  use: macros.macroUse,
  wsgidaemonprocess: wsgi.daemonProcess,
  wsgiimportscript: wsgi.importScript,
  wsgiscriptalias: wsgi.scriptAlias,
  wsgiscriptaliasmatch: wsgi.scriptAlias,
};
