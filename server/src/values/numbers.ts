// Numbers, as the C functions of httpd and its modules read them.
import { compareVersions } from '../catalogue/version.ts';
import { doubtful, type Finding, refused, type Value, type ValueContext, type ValueKind } from './kind.ts';

/** C's atoi: sign and digits, what follows is ignored, a text without digits is 0. */
export function atoi(text: string): number {
  const digits = /^\s*([+-]?\d+)/.exec(text)?.[1];
  return digits === undefined ? 0 : Number(digits);
}

/** A number of the given unit, which httpd reads into an int, or into a wider type. */
function countOf(unit: string, narrow: (number: number) => number = wrapped): ValueKind {
  return {
    fits: (text) => /^[+-]?\d/.test(text),
    *check(value, context) {
      const number = narrow(atoi(value.text));
      const message = outOfRange(number, context, unit);
      if (isMissing(value, context)) yield refused(`${context.parameter} needs ${rangeText(context, unit)}`);
      else if (message) yield refused(notedAs(value.text, number, message));
      else if (!/^\s*[+-]?\d+$/.test(value.text)) yield looseNumber(value, number);
    },
  };
}

export const integer = countOf('');
export const seconds = countOf('seconds');
export const milliseconds = countOf('milliseconds');
export const bytes = countOf('bytes');
export const longSeconds = countOf('seconds', long);
export const longMilliseconds = countOf('milliseconds', long);
export const longBytes = countOf('bytes', long);
export const longKilobytes = countOf('kilobytes', long);

/** 0, or an integer of the range. */
function zeroOrOf(narrow: (number: number) => number): ValueKind {
  return {
    fits: (text) => /^[+-]?\d/.test(text),
    *check(value, context) {
      const number = narrow(atoi(value.text));
      const message = number === 0 ? undefined : outOfRange(number, context, '');
      if (isMissing(value, context)) yield refused(`${context.parameter} needs a number`);
      else if (message) yield refused(`0 or ${message}`);
      else if (!/^\s*[+-]?\d+$/.test(value.text)) yield looseNumber(value, number);
    },
  };
}

export const zeroOr = zeroOrOf(wrapped);
export const zeroOrLong = zeroOrOf(long);

/** mod_wsgi refuses `threads=` without a value; all others read it as 0. */
function isMissing(value: Value, context: ValueContext): boolean {
  if (value.text !== '' || context.parameter === undefined) return false;
  return context.visit.info?.module['exact-parameters'] === true;
}

/** strtol with a look at the end: anything but a whole number is refused. */
export const number: ValueKind = {
  fits: (text) => /^[+-]?\d+$/.test(text),
  *check(value, context) {
    const isNumber = /^\s*[+-]?\d+$/.test(value.text);
    const message = isNumber ? outOfRange(Number(value.text), context, '') : rangeText(context, '');
    if (message) yield refused(isNumber ? message : `expected ${message}, got '${value.text}'`);
  },
};

/** A number that may have a fraction. */
export const float: ValueKind = {
  fits: (text) => /^[+-]?[\d.]/.test(text),
  *check(value, context) {
    const parsed = Number.parseFloat(value.text);
    const number = Number.isNaN(parsed) ? 0 : parsed;
    const message = outOfRange(number, context, '');
    if (message) yield refused(notedAs(value.text, number, message));
    else if (!/^[+-]?(\d+\.?\d*|\.\d+)$/.test(value.text)) yield looseNumber(value, number);
  },
};

/** A float read by sscanf: any text that begins with a number. */
export const scannedFloat: ValueKind = {
  *check(value) {
    if (!/^\s*[+-]?(?:\.?\d|inf|nan)/i.test(value.text))
      yield refused(`expected a number such as 0.1, got '${value.text}'`);
  },
};

/** strtod with a look at the end, above 0. */
export const positiveFloat: ValueKind = {
  fits: (text) => /^[+-]?[\d.]/.test(text),
  *check(value) {
    const isNumber = /^\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(value.text);
    const isOther = /^\s*\+?(?:0x[\da-f.p+-]+|inf(?:inity)?|nan.*)$/i.test(value.text);
    if (!isOther && !(isNumber && Number.parseFloat(value.text) > 0))
      yield refused(`expected a number above 0, got '${value.text}'`);
  },
};

export const octal: ValueKind = {
  fits: (text) => /^[0-7]+$/.test(text),
  *check(value) {
    if (!/^[0-7]+$/.test(value.text)) yield refused(`expected an octal number such as 0022, got '${value.text}'`);
  },
};

/** Reads ap_timeout_parameter_parse's format; undefined when httpd refuses it. Gives milliseconds. */
export function parseDuration(text: string, defaultUnit: 's' | 'ms'): number | undefined {
  const match = /^\s*([+-]?\d+)([A-Za-z]*)/.exec(text);
  if (!match || match[0] !== text) return undefined;
  const unit = (match[2] || defaultUnit).toLowerCase();
  const factor =
    unit === 's'
      ? 1000
      : unit === 'ms'
        ? 1
        : /^mi?n?$/.test(unit) && unit !== 'm'
          ? 60_000
          : unit === 'h'
            ? 3_600_000
            : undefined;
  return factor === undefined ? undefined : Number(match[1]) * factor;
}

/** Refused from 2.4.49 on (ap_timeout_parameter_parse). */
function* negativeTime({ configuration }: ValueContext): Generator<Finding> {
  const { apacheVersion } = configuration.settings;
  if (!apacheVersion || compareVersions(apacheVersion, '2.4.49') >= 0) yield refused('the time must not be negative');
}

function durationOf(defaultUnit: 's' | 'ms'): ValueKind {
  return {
    fits: (text) => /^\d/.test(text),
    *check(value, context) {
      const time = parseDuration(value.text, defaultUnit);
      const scale = defaultUnit === 's' ? 1000 : 1;
      if (time === undefined) yield refused(`expected a time such as 30, 500ms, 5s, 2mi or 1h, got '${value.text}'`);
      else if (time < 0 && context.minimum === undefined) yield* negativeTime(context);
      else if (context.minimum !== undefined && time < context.minimum * scale)
        yield refused(`the time must be at least ${context.minimum}${defaultUnit}`);
      else if (context.maximum !== undefined && time > context.maximum * scale)
        yield refused(`the time must be at most ${context.maximum}${defaultUnit}`);
    },
  };
}

export const duration = durationOf('s');
export const durationMs = durationOf('ms');

/** A 64-bit long holds every number that anybody writes; strtol stops at its ends. */
function long(value: number): number {
  return value;
}

/** A 32-bit int holds what strtol gives cut off, so very large numbers change their sign or size. */
export function wrapped(value: number): number {
  if (!Number.isSafeInteger(value)) return -1;
  return value | 0;
}

export function rangeText({ minimum, maximum }: ValueContext, unit: string): string {
  const what = unit ? `a number of ${unit}` : 'a whole number';
  if (minimum !== undefined && maximum !== undefined) return `${what} from ${minimum} to ${maximum}`;
  if (minimum !== undefined) return `${what}, at least ${minimum}`;
  return maximum === undefined ? what : `${what}, at most ${maximum}`;
}

export function outOfRange(number: number, context: ValueContext, unit: string): string | undefined {
  const isBelow = context.minimum !== undefined && number < context.minimum;
  const isAbove = context.maximum !== undefined && number > context.maximum;
  return isBelow || isAbove ? `expected ${rangeText(context, unit)}` : undefined;
}

function notedAs(text: string, number: number, message: string): string {
  return /^\s*[+-]?\d+$/.test(text) ? message : `${message}; Apache reads '${text}' as ${number}`;
}

function looseNumber(value: Value, number: number): Finding {
  return doubtful(`'${value.text}' is not a number; Apache reads it as ${number} and says nothing`);
}
