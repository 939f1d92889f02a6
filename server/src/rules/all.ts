// The rules, in the order in which their problems are told.

import { ajpWithoutSecret } from './ajp-without-secret.ts';
import { aliasWithSlash } from './alias-with-slash.ts';
import { ambiguousProxyHeaders } from './ambiguous-proxy-headers.ts';
import { argumentCount } from './argument-count.ts';
import { certificateKeyMismatch } from './certificate-key-mismatch.ts';
import { contradictoryAccess } from './contradictory-access.ts';
import { curlyQuote } from './curly-quote.ts';
import { daemonProcessOnWindows } from './daemon-process-on-windows.ts';
import { deniedScript } from './denied-script.ts';
import { distributionCertificate } from './distribution-certificate.ts';
import { duplicatePool } from './duplicate-pool.ts';
import { emptyProtocolSet } from './empty-protocol-set.ts';
import { encryptedKey } from './encrypted-key.ts';
import { expiredCertificate } from './expired-certificate.ts';
import { forbiddenEmbeddedApplication } from './forbidden-embedded-application.ts';
import { grantedLocation } from './granted-location.ts';
import { hstsOverHttp } from './hsts-over-http.ts';
import { ignoredCipher } from './ignored-cipher.ts';
import { includedError } from './included-error.ts';
import { ineffectiveDirectory } from './ineffective-directory.ts';
import { ineffectiveHsts } from './ineffective-hsts.ts';
import { ineffectivePythonPath } from './ineffective-python-path.ts';
import { insecureProtocol } from './insecure-protocol.ts';
import { doubtfulValue, invalidValue, missingPath, unknownParameter } from './invalid-value.ts';
import { loneProtocol } from './lone-protocol.ts';
import { missingCertificate } from './missing-certificate.ts';
import { missingClientAuthority } from './missing-client-authority.ts';
import { missingForwardedProto } from './missing-forwarded-proto.ts';
import { missingInclude } from './missing-include.ts';
import { missingIntermediate } from './missing-intermediate.ts';
import { missingPrivateKey } from './missing-private-key.ts';
import { missingProxyPassReverse } from './missing-proxy-pass-reverse.ts';
import { missingPythonPath } from './missing-python-path.ts';
import { missingRewriteEngine } from './missing-rewrite-engine.ts';
import { missingScript } from './missing-script.ts';
import { missingSocketFolder } from './missing-socket-folder.ts';
import { missingSslProxyEngine } from './missing-ssl-proxy-engine.ts';
import { missingStaplingCache } from './missing-stapling-cache.ts';
import { mountWithSlash } from './mount-with-slash.ts';
import { openProxy } from './open-proxy.ts';
import { otherPythonVersion } from './other-python-version.ts';
import { overriddenProtocol } from './overridden-protocol.ts';
import { portWithoutListen } from './port-without-listen.ts';
import { proxiedHostFromRequest } from './proxied-host-from-request.ts';
import { proxiedMount } from './proxied-mount.ts';
import { forgeableProxyHeaders, uselessTrustedProxies } from './proxy-headers.ts';
import { readablePrivateKey } from './readable-private-key.ts';
import { repeatedCertificate } from './repeated-certificate.ts';
import { repeatedModule } from './repeated-module.ts';
import { rewritePastMount } from './rewrite-past-mount.ts';
import type { Rule } from './rule.ts';
import { shadowedMount } from './shadowed-mount.ts';
import { shadowedProxyPass } from './shadowed-proxy-pass.ts';
import { singleProcessOption } from './single-process-option.ts';
import { structure } from './structure.ts';
import { subInterpreter } from './sub-interpreter.ts';
import { threadlessPool } from './threadless-pool.ts';
import { tlsNotEnabled } from './tls-not-enabled.ts';
import { trailingComment } from './trailing-comment.ts';
import { unanchoredProxyPattern } from './unanchored-proxy-pattern.ts';
import { uncoveredName } from './uncovered-name.ts';
import { undefinedBalancer } from './undefined-balancer.ts';
import { undefinedDaemonProcess } from './undefined-daemon-process.ts';
import { undefinedRewriteMap } from './undefined-rewrite-map.ts';
import { undefinedVariable } from './undefined-variable.ts';
import { unequalSlashes } from './unequal-slashes.ts';
import { unknownCurve } from './unknown-curve.ts';
import { unknownDirective } from './unknown-directive.ts';
import { unknownRule } from './unknown-rule.ts';
import { unlikeTlsHosts } from './unlike-tls-hosts.ts';
import { unreachableDaemonProcess } from './unreachable-daemon-process.ts';
import { unreachableHost } from './unreachable-host.ts';
import { unreadHtaccess } from './unread-htaccess.ts';
import { unreadableCertificate } from './unreadable-certificate.ts';
import { unservedFolder } from './unserved-folder.ts';
import { unservedProxyScheme } from './unserved-proxy-scheme.ts';
import { unsetProxyHeader } from './unset-proxy-header.ts';
import { unusableCiphers } from './unusable-ciphers.ts';
import { unusedDaemonProcess } from './unused-daemon-process.ts';
import { unverifiedBackEnd } from './unverified-back-end.ts';
import { deprecatedDirective, wrongVersion } from './version.ts';
import { wideTrustedProxies } from './wide-trusted-proxies.ts';
import { wrongContext } from './wrong-context.ts';
import { wrongPythonHome } from './wrong-python-home.ts';

const mistakes: readonly Rule[] = [
  structure,
  unknownDirective,
  wrongVersion,
  wrongContext,
  unreadHtaccess,
  argumentCount,
  unknownParameter,
  invalidValue,
  missingPath,
  missingInclude,
  includedError,
  missingCertificate,
  unusedDaemonProcess,
  undefinedDaemonProcess,
  unreachableDaemonProcess,
  shadowedMount,
  mountWithSlash,
  aliasWithSlash,
  ineffectivePythonPath,
  forgeableProxyHeaders,
  uselessTrustedProxies,
  ambiguousProxyHeaders,
  wideTrustedProxies,
  forbiddenEmbeddedApplication,
  wrongPythonHome,
  threadlessPool,
  otherPythonVersion,
  repeatedModule,
  missingPythonPath,
  proxiedMount,
  rewritePastMount,
  singleProcessOption,
  duplicatePool,
  daemonProcessOnWindows,
  subInterpreter,
  overriddenProtocol,
  emptyProtocolSet,
  loneProtocol,
  insecureProtocol,
  unusableCiphers,
  ignoredCipher,
  missingStaplingCache,
  tlsNotEnabled,
  portWithoutListen,
  missingClientAuthority,
  distributionCertificate,
  missingPrivateKey,
  unreadableCertificate,
  certificateKeyMismatch,
  repeatedCertificate,
  encryptedKey,
  readablePrivateKey,
  expiredCertificate,
  missingIntermediate,
  uncoveredName,
  unlikeTlsHosts,
  ineffectiveHsts,
  hstsOverHttp,
  unknownCurve,
  unequalSlashes,
  shadowedProxyPass,
  unreachableHost,
  contradictoryAccess,
  curlyQuote,
  trailingComment,
  undefinedVariable,
  deniedScript,
  grantedLocation,
  unservedFolder,
  undefinedBalancer,
  missingSslProxyEngine,
  unservedProxyScheme,
  openProxy,
  proxiedHostFromRequest,
  unanchoredProxyPattern,
  missingProxyPassReverse,
  missingForwardedProto,
  unsetProxyHeader,
  missingRewriteEngine,
  undefinedRewriteMap,
  ajpWithoutSecret,
  unverifiedBackEnd,
  ineffectiveDirectory,
  missingScript,
  missingSocketFolder,
  doubtfulValue,
  deprecatedDirective,
];

export const rules: readonly Rule[] = [...mistakes, unknownRule(mistakes.map(({ id }) => id))];
