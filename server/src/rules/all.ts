// The rules, in the order in which their problems are told.
import { ambiguousProxyHeaders } from './ambiguous-proxy-headers.ts';
import { argumentCount } from './argument-count.ts';
import { forbiddenEmbeddedApplication } from './forbidden-embedded-application.ts';
import { includedError } from './included-error.ts';
import { ineffectivePythonPath } from './ineffective-python-path.ts';
import { doubtfulValue, invalidValue, missingPath, unknownParameter } from './invalid-value.ts';
import { missingCertificate } from './missing-certificate.ts';
import { missingInclude } from './missing-include.ts';
import { mountWithSlash } from './mount-with-slash.ts';
import { forgeableProxyHeaders, uselessTrustedProxies } from './proxy-headers.ts';
import type { Rule } from './rule.ts';
import { shadowedMount } from './shadowed-mount.ts';
import { structure } from './structure.ts';
import { undefinedDaemonProcess, unreachableDaemonProcess } from './undefined-daemon-process.ts';
import { unknownDirective } from './unknown-directive.ts';
import { unusedDaemonProcess } from './unused-daemon-process.ts';
import { deprecatedDirective, wrongVersion } from './version.ts';
import { wideTrustedProxies } from './wide-trusted-proxies.ts';
import { wrongContext } from './wrong-context.ts';
import { wrongPythonHome } from './wrong-python-home.ts';

export const rules: readonly Rule[] = [
  structure,
  unknownDirective,
  wrongVersion,
  wrongContext,
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
  ineffectivePythonPath,
  forgeableProxyHeaders,
  uselessTrustedProxies,
  ambiguousProxyHeaders,
  wideTrustedProxies,
  forbiddenEmbeddedApplication,
  wrongPythonHome,
  doubtfulValue,
  deprecatedDirective,
];
