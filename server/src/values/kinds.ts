// The value kinds by the names that syntax lines use.
import * as access from './access.ts';
import * as accounts from './accounts.ts';
import * as addresses from './addresses.ts';
import * as charsets from './charsets.ts';
import * as codes from './codes.ts';
import * as engines from './engines.ts';
import * as expressions from './expression.ts';
import * as files from './files.ts';
import * as filters from './filters.ts';
import * as formats from './formats.ts';
import * as healthChecks from './health-checks.ts';
import type { ValueKind } from './kind.ts';
import { method, registeredMethod } from './methods.ts';
import * as modules from './modules.ts';
import * as mutexes from './mutexes.ts';
import * as numbers from './numbers.ts';
import * as paths from './paths.ts';
import * as proxy from './proxy.ts';
import { regex } from './regex.ts';
import { requireArgument } from './require-arguments.ts';
import * as rewrite from './rewrite.ts';
import { sedCommand } from './sed.ts';
import * as ssl from './ssl.ts';
import * as times from './times.ts';
import * as tokens from './tokens.ts';
import * as urls from './urls.ts';
import * as variables from './variables.ts';
import * as wsgi from './wsgi.ts';

/** A kind without a check: httpd takes any text. */
const unchecked: ValueKind = {};

const numberKinds: Readonly<Record<string, ValueKind>> = {
  integer: numbers.integer,
  seconds: numbers.seconds,
  milliseconds: numbers.milliseconds,
  bytes: numbers.bytes,
  'zero-or': numbers.zeroOr,
  'long-seconds': numbers.longSeconds,
  'long-milliseconds': numbers.longMilliseconds,
  'long-bytes': numbers.longBytes,
  'long-kilobytes': numbers.longKilobytes,
  'zero-or-long': numbers.zeroOrLong,
  number: numbers.number,
  float: numbers.float,
  'scanned-float': numbers.scannedFloat,
  'positive-float': numbers.positiveFloat,
  octal: numbers.octal,
  duration: numbers.duration,
  'duration-ms': numbers.durationMs,
  'power-of-two': codes.powerOfTwo,
  'byte-size': codes.byteSize,
  size: codes.size,
  'status-code': codes.statusCode,
  'redirect-status': codes.redirectStatus,
  'status-code-list': codes.statusCodeList,
  'response-code': codes.responseCode,
  port: codes.port,
  'connect-ports': codes.connectPorts,
  character: codes.character,
  'limited-word': codes.limitedWord,
  'unlimited-duration': times.unlimitedDuration,
  'address-ttl': times.addressTtl,
  'md-duration': times.managedTime,
  'md-duration-days': times.managedDays,
  'md-window': times.managedWindow,
  'md-port-map': times.managedPortMap,
  'read-timeout': times.readTimeout,
  expires: times.expires,
  'cookie-expiry': times.cookieExpiry,
};

const placeKinds: Readonly<Record<string, ValueKind>> = {
  path: paths.path,
  directory: paths.directory,
  'path-list': paths.rootedDirectory,
  'path-prefix': paths.path,
  'script-path': paths.scriptPath,
  'python-home': paths.rootedDirectory,
  'absolute-path': paths.absolutePath,
  'existing-file': paths.existingFile,
  'certificate-file': paths.certificateFile,
  'private-key-file': paths.privateKeyFile,
  'readable-file': paths.readableFile,
  'existing-directory': paths.existingDirectory,
  'server-root': paths.serverRoot,
  'include-path': paths.path,
  'log-target': files.logTarget,
  'error-log-target': files.errorLogTarget,
  'random-source': files.randomSource,
  'pass-phrase-dialog': files.passPhraseDialog,
  'pkcs11-uri': files.pkcs11Uri,
  'telemetry-target': files.telemetryTarget,
  'module-file': files.moduleFile,
  'rewrite-map': files.rewriteMap,
  'local-url': urls.localUrl,
  'mapped-url': proxy.mappedUrl,
  'location-pattern': urls.localUrl,
  'url-path': urls.urlPath,
  url: urls.url,
  'fcgi-address': urls.fcgiAddress,
  'ldap-url': urls.ldapUrl,
  icon: urls.icon,
  'proxy-url': proxy.proxyUrl,
  'proxy-target': proxy.proxyTarget,
  'proxy-target-match': proxy.proxyTargetMatch,
  'proxy-match': proxy.proxyMatch,
  'balancer-method': proxy.balancerMethod,
  'balancer-url': proxy.balancerUrl,
  'remote-url': proxy.remoteUrl,
  'domain-suffix': proxy.domainSuffix,
  address: addresses.address,
  host: unchecked,
  'host-pattern': unchecked,
  'ip-range': addresses.ipRange,
  'trusted-proxy': addresses.trustedProxy,
  'listen-address': addresses.listenAddress,
  'multicast-address': addresses.multicastAddress,
  'vhost-address': addresses.vhostAddress,
  'server-name': addresses.serverName,
  'admin-address': unchecked,
  'interpolated-path': formats.interpolatedPath,
};

const nameKinds: Readonly<Record<string, ValueKind>> = {
  name: unchecked,
  user: accounts.user,
  group: accounts.group,
  'group-list': accounts.groupList,
  'daemon-name': wsgi.daemonName,
  'process-group': wsgi.processGroup,
  'fixed-process-group': wsgi.fixedProcessGroup,
  'application-group': wsgi.applicationGroup,
  'fixed-application-group': wsgi.fixedApplicationGroup,
  'script-application-group': wsgi.scriptApplicationGroup,
  'python-name': wsgi.pythonName,
  'header-name': variables.headerName,
  'header-pattern': variables.headerPattern,
  'cookie-name': unchecked,
  'cookie-domain': variables.cookieDomain,
  'form-field': variables.formField,
  'env-variable': variables.envVariable,
  'env-condition': variables.envCondition,
  'env-pattern': variables.envPattern,
  'env-change': proxy.envChange,
  'module-identifier': modules.moduleIdentifier,
  'module-test': modules.moduleTest,
  'define-test': modules.defineTest,
  'version-test': modules.versionTest,
  version: modules.version,
  'auth-provider': access.authProvider,
  require: access.requirement,
  'require-argument': requireArgument,
  'health-check-template': healthChecks.healthCheckTemplate,
  'health-check-condition': healthChecks.healthCheckCondition,
  'crypto-device': engines.cryptoDevice,
  'openssl-command': ssl.opensslCommand,
  'ssl-variable': ssl.sslVariable,
  method,
  'registered-method': registeredMethod,
  'dav-provider': access.davProvider,
  handler: tokens.handler,
  'filter-name': filters.filterName,
  'filter-chain-item': filters.filterName,
  'output-filter': filters.outputFilter,
  'output-filters': filters.outputFilters,
  'smart-filter': filters.smartFilter,
  'fcgi-option': tokens.fcgiOption,
  'mime-type': tokens.mimeType,
  'mime-pattern': tokens.mimePattern,
  charset: charsets.charset,
  'parsed-charset': charsets.parsedCharset,
};

const textKinds: Readonly<Record<string, ValueKind>> = {
  word: unchecked,
  text: unchecked,
  regex,
  'redirect-pattern': unchecked,
  expression: expressions.expression,
  'braced-expression': expressions.bracedExpression,
  'raw-expression': expressions.rawExpression,
  'string-expression': expressions.stringExpression,
  'log-format': formats.logFormat,
  'error-log-format': formats.errorLogFormat,
  'header-value': formats.headerValue,
  'log-level': tokens.logLevel,
  'rewrite-flags': rewrite.rewriteFlags,
  'rewrite-condition': rewrite.rewriteCondition,
  'rewrite-condition-flags': rewrite.rewriteConditionFlags,
  'worker-status': proxy.workerStatus,
  'url-map-flags': proxy.urlMapFlags,
  'cipher-list': ssl.cipherList,
  'session-cache': ssl.sessionCache,
  socache: ssl.socache,
  mutex: mutexes.mutex,
  'mutex-name': mutexes.mutexName,
  'override-option': tokens.overrideOption,
  'index-option': tokens.indexOption,
  substitution: tokens.substitution,
  'sed-command': sedCommand,
  'audit-log-parts': tokens.auditLogParts,
};

/** Tokens that httpd does not look at when it reads them. */
const plainNames = ['extension', 'encoding', 'language', 'locale', 'dn-string', 'warning-filter'];

export const kinds: Readonly<Record<string, ValueKind>> = {
  ...Object.fromEntries(plainNames.map((name) => [name, unchecked])),
  ...numberKinds,
  ...placeKinds,
  ...nameKinds,
  ...textKinds,
};
