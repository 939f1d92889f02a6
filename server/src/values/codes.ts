// Numbers with a meaning of their own: status codes, ports, and words of limited length.
import { extended, partOf, refused, type ValueKind } from './kind.ts';
import { atoi, outOfRange, rangeText, wrapped } from './numbers.ts';

/** An HTTP status code written in digits. */
export const statusCode: ValueKind = {
  fits: (text) => /^\d+$/.test(text),
  *check(value, context) {
    const range = extended(context, { minimum: context.minimum ?? 100, maximum: context.maximum ?? 599 });
    if (!/^\d+$/.test(value.text))
      yield refused(`expected an HTTP status code from ${range.minimum} to ${range.maximum}, got '${value.text}'`);
    else if (outOfRange(Number(value.text), range, ''))
      yield refused(`the HTTP status code must be from ${range.minimum} to ${range.maximum}`);
  },
};

/** Anything that begins with a digit; a code that redirects nowhere takes no target. */
export const redirectStatus: ValueKind = {
  fits: (text) => /^\d/.test(text),
};

const answeredCodes = new Set([
  ...[100, 101, 102, 103, 200, 201, 202, 203, 204, 205, 206, 207, 208, 226, 300, 301, 302, 303, 304, 305, 307, 308],
  ...[
    400, 401, 402, 403, 404, 405, 406, 407, 408, 409, 410, 411, 412, 413, 414, 415, 416, 417, 421, 422, 423, 424, 426,
    428, 429, 431, 451,
  ],
  ...[500, 501, 502, 503, 504, 505, 506, 507, 508, 510, 511],
]);

/** A status code that httpd has an answer for. */
export const responseCode: ValueKind = {
  fits: (text) => /^\d+$/.test(text),
  *check(value) {
    if (!answeredCodes.has(atoi(value.text))) yield refused(`'${value.text}' is no HTTP status code that Apache knows`);
  },
};

/** Status codes joined by commas or spaces. */
export const statusCodeList: ValueKind = {
  *check(value) {
    const codes = value.text.split(/[, ]+/).filter((code) => code !== '');
    const wrong = codes.find((code) => atoi(code) < 100 || atoi(code) > 599);
    if (codes.length === 0 || wrong !== undefined)
      yield refused(
        `expected HTTP status codes joined by commas, such as 500,503${wrong ? `; '${wrong}' is none` : ''}`,
      );
  },
};

/** Anything that is read as a port, 1 to 65535. */
export const port: ValueKind = {
  fits: (text) => /^\d+$/.test(text),
  *check(value) {
    const number = atoi(value.text);
    if (number < 1 || number > 65535) yield refused('expected a port from 1 to 65535');
  },
};

/** A port or `first-last`, in digits without a limit. */
export const connectPorts: ValueKind = {
  fits: (text) => /^\d/.test(text),
  *check(value) {
    if (!/^\d+(?:-\d+)?$/.test(value.text))
      yield refused(`expected a port such as 443 or a range such as 8000-8100, got '${value.text}'`);
  },
};

/** A word of at most so many characters as the range says. */
export const limitedWord: ValueKind = {
  *check(value, { maximum }) {
    if (value.text === '') yield refused('a name is missing here');
    if (maximum === undefined || bytesIn(value.text) <= maximum) return;
    yield refused(`at most ${maximum} characters are allowed here`, {
      span: partOf(value, maximum, value.text.length),
    });
  },
};

/** The number of bytes, which is what httpd counts. */
function bytesIn(text: string): number {
  return new TextEncoder().encode(text).length;
}

export const character: ValueKind = {
  fits: (text) => text.length === 1,
  *check(value) {
    if (value.text.length !== 1) yield refused('expected exactly one character');
  },
};

/** 0 or a power of two. */
export const powerOfTwo: ValueKind = {
  fits: (text) => /^[+-]?\d/.test(text),
  *check(value, context) {
    const number = wrapped(atoi(value.text));
    const isPower = number >= 0 && (number & (number - 1)) === 0;
    if (!isPower || outOfRange(number, context, ''))
      yield refused(`expected 0 or a power of two: ${rangeText(context, '')}`);
  },
};

/** A size with K or M behind it. */
export const size: ValueKind = {
  fits: (text) => /^\d/.test(text),
  *check(value, context) {
    const factor = /k$/i.test(value.text) ? 1024 : /m$/i.test(value.text) ? 1024 * 1024 : 1;
    if (outOfRange(atoi(value.text) * factor, context, 'bytes'))
      yield refused(`expected ${rangeText(context, 'bytes')}`);
  },
};

/** Digits with at most one of b, k, m and g. */
export const byteSize: ValueKind = {
  fits: (text) => /^\d*[bkmg]?$/i.test(text),
  *check(value) {
    if (!/^\d*[bkmg]?$/i.test(value.text))
      yield refused(`expected a size such as 65536, 64k or 1m, got '${value.text}'`);
  },
};
