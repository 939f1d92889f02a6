// Environment variables, headers and cookies by name.
import { everywhere } from '../configuration/hosts.ts';
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
  for (const [directive, place] of setters) {
    for (const visit of everywhere(configuration, directive)) {
      const name = visit.words[place]?.text.replace(/^!|=.*$/g, '');
      if (name) yield { label: name, kind: 'variable', detail: visit.node.name };
    }
  }
}

/** The directives that set variables, and which argument has the name. */
const setters = [
  ['SetEnv', 0],
  ['PassEnv', 0],
  ['SetEnvIf', 2],
  ['SetEnvIfNoCase', 2],
  ['BrowserMatch', 1],
  ['BrowserMatchNoCase', 1],
] as const;

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
