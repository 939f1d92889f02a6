// The rules, in the order in which their problems are told.
import { argumentCount } from './argument-count.ts';
import { doubtfulValue, invalidValue, missingPath, unknownParameter } from './invalid-value.ts';
import { missingCertificate } from './missing-certificate.ts';
import { missingInclude } from './missing-include.ts';
import type { Rule } from './rule.ts';
import { structure } from './structure.ts';
import { unknownDirective } from './unknown-directive.ts';
import { deprecatedDirective, wrongVersion } from './version.ts';
import { wrongContext } from './wrong-context.ts';

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
  missingCertificate,
  doubtfulValue,
  deprecatedDirective,
];
