// Format strings with % directives: access log, error log, headers, virtual document roots.

import type { Configuration } from '../configuration/evaluate.ts';
import { declarationsOf } from './declarations.ts';
import {
  type Candidate,
  type Finding,
  partOf,
  refused,
  type Value,
  type ValueContext,
  type ValueKind,
} from './kind.ts';
import { placeText } from './wsgi.ts';

const logLetters: Readonly<Record<string, string>> = {
  a: 'address of the client',
  A: 'address of the server',
  b: 'bytes of the body, - for none',
  B: 'bytes of the body',
  C: 'a cookie: %{name}C',
  D: 'microseconds taken',
  e: 'a variable of the environment: %{name}e',
  f: 'file',
  h: 'host of the client',
  H: 'protocol',
  i: 'a header of the request: %{name}i',
  I: 'bytes received',
  k: 'number of earlier requests on the connection',
  l: 'name by identd',
  L: 'identifier in the error log',
  m: 'method',
  n: 'a note of a module: %{name}n',
  o: 'a header of the answer: %{name}o',
  O: 'bytes sent',
  p: 'port',
  P: 'process',
  q: 'query string',
  r: 'first line of the request',
  R: 'handler',
  s: 'status; %>s after redirects',
  S: 'bytes received and sent',
  t: 'time',
  T: 'seconds taken',
  u: 'user',
  U: 'path',
  v: 'ServerName',
  V: 'host name as UseCanonicalName says',
  X: 'state of the connection',
  x: 'a variable of mod_ssl: %{name}x',
  c: 'a variable of mod_ssl, old spelling',
};

/** The format of LogFormat and CustomLog; a text without % is the nickname of one. */
export const logFormat: ValueKind = {
  *check(value, context) {
    if (!value.text.includes('%')) return;
    for (const match of value.text.matchAll(/%(?:%|(?:[!<>,\d]|\{[^}]*\})*(\^..|[\s\S]?))/g))
      yield* logFinding(match, value, context);
  },
  *complete(value, { configuration }) {
    for (const declaration of declarationsOf(configuration, 'logformat')) {
      const nickname = declaration.visit.words[1]?.text;
      if (nickname) yield { label: nickname, kind: 'reference', detail: declaration.name };
    }
    yield* letterCandidates(value, logLetters);
  },
  hover: (value, { configuration }) =>
    value.text.includes('%') ? explained(value.text, logLetters) : nicknameHover(value.text, configuration),
};

/** The format that has the nickname; two LogFormat lines of one name are told both, since they may be of different hosts. */
function nicknameHover(name: string, configuration: Configuration): string {
  const formats = declarationsOf(configuration, 'logformat').filter(
    ({ visit }) => visit.words[1]?.text.toLowerCase() === name.toLowerCase(),
  );
  if (formats.length === 0) return `No LogFormat that is known here is called \`${name}\`.`;
  const texts = formats.map(({ visit, name: format }) => {
    const line = `\`\`\`apacheconf\n${visit.line.text}\n\`\`\``;
    return `The format \`${name}\`, declared in ${placeText(visit)}:\n\n${line}\n\n${explained(format, logLetters)}`;
  });
  return texts.join('\n\n');
}

/** Modules may add letters of their own, so only a complete tree tells for sure. */
function* logFinding(
  match: RegExpExecArray | RegExpMatchArray,
  value: Value,
  { configuration }: ValueContext,
): Generator<Finding> {
  const letter = match[1];
  if (letter === undefined || Object.hasOwn(logLetters, letter) || ['^ti', '^to', '^FB'].includes(letter)) return;
  const at = match.index ?? 0;
  const span = partOf(value, at, at + match[0].length);
  if (letter === '' || letter === '{')
    yield refused('the % directive ends too early: a letter is missing; write %% for a percent sign', { span });
  else if (configuration.isComplete) yield refused(`%${letter} is no directive of a log format`, { span });
}

function* letterCandidates(value: Value, letters: Readonly<Record<string, string>>): Generator<Candidate> {
  const span = partOf(value, value.text.endsWith('%') ? value.text.length - 1 : value.text.length, value.text.length);
  for (const [letter, detail] of Object.entries(letters)) {
    const name = /%\{name\}/.test(detail) ? '{name}' : '';
    yield { label: `%${name}${letter}`, detail, span, kind: 'variable' };
  }
}

function explained(format: string, letters: Readonly<Record<string, string>>): string {
  const rows = [...format.matchAll(/%(?:[!<>,\d]|\{[^}]*\})*([a-zA-Z])/g)].flatMap(([text, letter = '']) =>
    letters[letter] ? [`- \`${text}\`: ${letters[letter]}`] : [],
  );
  return rows.join('\n');
}

const errorLetters = 'aAeEFiklLmMnPtTvV';

/** The format of ErrorLogFormat. */
export const errorLogFormat: ValueKind = {
  *check(value, { configuration }) {
    for (const match of value.text.matchAll(/%(?:[- %]|[-+\d]*(?:\{[^}]*\})?[-+\d]*([\s\S]?))/g)) {
      const letter = match[1];
      if (letter === undefined || letter === '' || errorLetters.includes(letter) || !configuration.isComplete) continue;
      yield refused(`%${letter} is no directive of an error log format`, {
        span: partOf(value, match.index, match.index + match[0].length),
      });
    }
  },
};

/** Says what is wrong with the value of Header and RequestHeader, which knows few directives. */
export function* headerFormatFindings(value: Value): Generator<Finding> {
  if (/^expr=/i.test(value.text)) return;
  for (const match of value.text.matchAll(/%(?:%|$|(\{[^}]*\}?)?([\s\S]?))/g)) {
    const letter = match[2];
    if (letter === undefined || (letter !== '' && 'tDlibesc'.includes(letter) && letter !== 'c')) continue;
    yield refused(
      `%${letter} is no directive of a header: expected %t, %D, %l, %i, %b, %{NAME}e or %{NAME}s; write %% for a percent sign`,
      { span: partOf(value, match.index, match.index + match[0].length) },
    );
  }
}

/** An absolute path with parts of the host name in it, for mod_vhost_alias. */
export const interpolatedPath: ValueKind = {
  *check(value) {
    if (!value.text.startsWith('/')) yield refused("expected an absolute path, or 'none'");
    const wrong = /%(?!%|p|-?\d\+?(?:\.-?\d\+?)?)/.exec(value.text.replaceAll('%%', '__'));
    if (wrong)
      yield refused('% must be followed by p, %, or a number such as 0, -1 or 2.1', {
        span: partOf(value, wrong.index, wrong.index + 2),
      });
  },
};

export const headerValue: ValueKind = {
  *complete(value) {
    yield* letterCandidates(value, {
      t: 'time of arrival',
      D: 'microseconds taken',
      e: 'a variable of the environment: %{name}e',
      s: 'a variable of mod_ssl: %{name}s',
    });
  },
};
