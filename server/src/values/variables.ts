// Environment variables, headers and cookies by name.
import { type Candidate, refused, type ValueContext, type ValueKind } from './kind.ts';
import { regexFindings } from './regex.ts';

/** A variable of the request's environment. */
export const envVariable: ValueKind = {
  *complete(_value, context) {
    yield* variableCandidates(context);
  },
};

/** `NAME` or `!NAME` behind `env=`. */
export const envCondition: ValueKind = {
  *check(value) {
    if (value.text === '' || value.text === '!')
      yield refused('the name of a variable is missing: env=NAME or env=!NAME');
  },
  *complete(value, context) {
    const sign = value.text.startsWith('!') ? '!' : '';
    for (const candidate of variableCandidates(context)) yield { ...candidate, label: sign + candidate.label };
  },
};

/** `[!]variable[=value]` */
export const envPattern: ValueKind = {
  *complete(_value, context) {
    yield* variableCandidates(context);
  },
};

/** The variables that this configuration sets. */
function* variableCandidates({ configuration }: ValueContext): Generator<Candidate> {
  const setters: Readonly<Record<string, number>> = {
    setenv: 0,
    passenv: 0,
    setenvif: 2,
    setenvifnocase: 2,
    browsermatch: 1,
    browsermatchnocase: 1,
  };
  for (const visit of configuration.visits) {
    const place = setters[visit.info?.key ?? ''];
    const name = place === undefined ? undefined : visit.words[place]?.text.replace(/^!|=.*$/g, '');
    if (name) yield { label: name, kind: 'variable', detail: visit.node.name };
  }
}

const headers = [
  'Accept',
  'Authorization',
  'Cache-Control',
  'Content-Security-Policy',
  'Content-Type',
  'Cookie',
  'Host',
  'Location',
  'Origin',
  'Permissions-Policy',
  'Referrer-Policy',
  'Set-Cookie',
  'Strict-Transport-Security',
  'Upgrade',
  'User-Agent',
  'Vary',
  'X-Content-Type-Options',
  'X-Forwarded-For',
  'X-Forwarded-Host',
  'X-Forwarded-Port',
  'X-Forwarded-Proto',
  'X-Frame-Options',
  'X-Real-IP',
];

export const headerName: ValueKind = {
  *complete() {
    for (const label of headers) yield { label };
  },
};

/** A header, or property of the request; with any sign but - and _ in it a regular expression for the names of headers. */
export const headerPattern: ValueKind = {
  ...headerName,
  *check(value, context) {
    if (!/^[-\w]*$/.test(value.text)) yield* regexFindings(value, 0, context);
  },
};

/** A field of a form, whose name must be plain. */
export const formField: ValueKind = {
  *check(value) {
    if (value.text === '' || /[=&]/.test(value.text))
      yield refused("the name of a form field must not be empty, or have '=' or '&' in it");
  },
};

/** `.example.com` */
export const cookieDomain: ValueKind = {
  *check(value) {
    if (!value.text.startsWith('.'))
      yield refused('the domain must start with a dot', {
        replacements: [`.${value.text}`],
        isSameMeaning: value.text.includes('.'),
      });
    else if (!value.text.slice(1).includes('.'))
      yield refused('the domain must have a second dot in it, as in .example.com');
  },
};
