// Times and dates in the spellings of single modules.
import { type Finding, refused, type Value, type ValueContext, type ValueKind } from './kind.ts';
import { atoi, parseDuration } from './numbers.ts';

/** A duration, or anything that starts with a minus sign for no limit. */
export const unlimitedDuration: ValueKind = {
  *check(value) {
    if (!value.text.startsWith('-') && parseDuration(value.text, 's') === undefined)
      yield refused(`expected a time such as 60, 5mi or 1h, or -1 for no limit, got '${value.text}'`);
  },
};

/** -1, or a whole number of seconds. */
export const addressTtl: ValueKind = {
  *check(value) {
    if (value.text === '-1') return;
    const time = parseDuration(value.text, 's');
    if (time === undefined || time < 0 || time % 1000 !== 0 || time / 1000 > 2147483647)
      yield refused(`expected -1 or a whole number of seconds, got '${value.text}'`);
  },
};

const managedUnits: Readonly<Record<string, number>> = { d: 86_400, h: 3600, mi: 60, s: 1, ms: 0.001 };

/** mod_md's time in seconds; undefined when it refuses it. */
function managedDuration(text: string, defaultUnit: 's' | 'd'): number | undefined {
  const match = /^\s*(-?\d+)\s*([\s\S]*)$/.exec(text);
  if (!match) return undefined;
  const unit = (match[2] ?? '').toLowerCase();
  const key = unit === '' ? defaultUnit : unit.startsWith('m') ? unit.slice(0, 2) : unit.slice(0, 1);
  const factor = managedUnits[key];
  return factor === undefined ? undefined : Number(match[1]) * factor;
}

function managedDurationOf(defaultUnit: 's' | 'd'): ValueKind {
  return {
    fits: (text) => /^\d/.test(text),
    *check(value, context) {
      const time = managedDuration(value.text, defaultUnit);
      if (time === undefined) yield refused(`expected a time such as 30s, 10mi, 12h or 33d, got '${value.text}'`);
      else if (context.minimum !== undefined && time < context.minimum)
        yield refused(`the time must be at least ${context.minimum} seconds`);
    },
  };
}

export const managedTime = managedDurationOf('s');
export const managedDays = managedDurationOf('d');

/** A time, days without unit, or a percentage of a certificate's life. */
export const managedWindow: ValueKind = {
  *check(value, context) {
    const percentage = /^\s*(-?\d+)%$/.exec(value.text)?.[1];
    if (percentage !== undefined) yield* percentageFindings(Number(percentage), context);
    else if (managedDuration(value.text, 'd') === undefined)
      yield refused(`expected a time such as 30d, or a percentage such as 33%, got '${value.text}'`);
  },
};

function* percentageFindings(percentage: number, { maximum }: ValueContext): Generator<Finding> {
  if (percentage < 0) yield refused('the percentage must not be negative');
  else if (maximum !== undefined && percentage > maximum) yield refused(`the percentage must be at most ${maximum}%`);
}

/** `seconds[,MinRate=bytes]` or `seconds-seconds,MinRate=bytes` */
export const readTimeout: ValueKind = {
  *check(value) {
    const match = /^(\d+)(?:-(\d+))?(?:,minrate=(\d+))?$/i.exec(value.text);
    const [, first = '', last, rate] = match ?? [];
    if (!match) yield refused(`expected seconds such as 20, 20,MinRate=500 or 20-40,MinRate=500, got '${value.text}'`);
    else if (last !== undefined && rate === undefined)
      yield refused('a range of seconds needs a MinRate behind it: 20-40,MinRate=500');
    else if (last !== undefined && Number(last) <= Number(first))
      yield refused('the second number of seconds must be greater than the first');
    else if (rate !== undefined && Number(rate) === 0) yield refused('MinRate must be at least 1');
  },
};

/** What mod_expires takes: A or M with seconds, or `access plus 1 month`. */
export const expires: ValueKind = {
  *check(value) {
    if (!/^[AM]/.test(value.text)) yield* phraseFindings(value);
  },
};

const phraseUnits = /^(?:y|mo|w|d|h|mi|s)/i;

function* phraseFindings(value: Value): Generator<Finding> {
  const [base = '', ...words] = value.text.trim().split(/\s+/);
  if (!/^[nam]/i.test(base)) return yield refused(`expected 'access plus 1 month' or the like, got '${value.text}'`);
  if (words[0] && /^p/i.test(words[0])) words.shift();
  for (let at = 0; at < words.length; at += 2) {
    const [amount = '', unit] = words.slice(at, at + 2);
    if (!/^\d/.test(amount)) return yield refused(`'${amount}' should be a number, as in 'access plus 1 month'`);
    if (!unit || !phraseUnits.test(unit))
      return yield refused(`'${unit ?? ''}' is no unit of time: years, months, weeks, days, hours, minutes or seconds`);
  }
}

/** Seconds, or `[plus] number unit …` in one argument. */
export const cookieExpiry: ValueKind = {
  *check(value) {
    if (/^\d(?:.*\d)?$/.test(value.text)) return;
    const words = value.text.trim().split(/\s+/);
    if (/^p/i.test(words[0] ?? '')) words.shift();
    const isPhrase =
      words.length > 0 && words.every((word, index) => (index % 2 === 0 ? /^\d/.test(word) : phraseUnits.test(word)));
    if (!isPhrase || words.length % 2 !== 0)
      yield refused(`expected a number of seconds or "2 weeks 3 days", got '${value.text}'`);
  },
};

/** Which port the outside reaches: `http:80`, `443:-`. */
export const managedPortMap: ValueKind = {
  *check(value) {
    const match = /^(?:https?|80|443):(.*)$/.exec(value.text);
    if (!match) yield refused(`expected http:, https:, 80: or 443: and a port, got '${value.text}'`);
    else if (match[1] !== '-' && (atoi(match[1] ?? '') < 1 || atoi(match[1] ?? '') > 65535))
      yield refused('expected a port from 1 to 65535, or - for none');
  },
};
