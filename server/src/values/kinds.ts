// The value kinds by the names that syntax lines use.
import type { ValueKind } from './kind.ts';
import * as numbers from './numbers.ts';

/** A kind without a check: httpd takes any text. */
const unchecked: ValueKind = {};

export const kinds: Readonly<Record<string, ValueKind>> = {
  integer: numbers.integer,
  seconds: numbers.seconds,
  milliseconds: numbers.milliseconds,
  minutes: numbers.minutes,
  bytes: numbers.bytes,
  kilobytes: numbers.kilobytes,
  percent: numbers.percent,
  'zero-or': numbers.zeroOr,
  number: numbers.number,
  float: numbers.float,
  octal: numbers.octal,
  duration: numbers.duration,
  'duration-ms': numbers.durationMs,
  word: unchecked,
  text: unchecked,
};
