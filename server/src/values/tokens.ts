// Words of single directives that have a spelling of their own.
import { regexProblem } from '../expressions/regex.ts';
import { expressionFindings } from './expression.ts';
import { type Finding, partOf, refused, type Value, type ValueKind } from './kind.ts';

const optionNames = [
  'indexes',
  'includes',
  'includesnoexec',
  'followsymlinks',
  'symlinksifownermatch',
  'execcgi',
  'multiviews',
  'runscripts',
  'none',
  'all',
];

/** `Options=a,b` and `Nonfatal=x` of AllowOverride. */
export const overrideOption: ValueKind = {
  fits: (text) => /^(?:options|nonfatal)=/i.test(text),
  *check(value) {
    const [name = '', list] = value.text.split(/=(.*)/);
    if (!/^(?:options|nonfatal)$/i.test(name) || list === undefined)
      yield refused(`AllowOverride knows no '${value.text}'`);
    else if (/^options$/i.test(name)) yield* optionListFindings(list, value);
  },
  *complete() {
    for (const label of ['Options=', 'Nonfatal=Override', 'Nonfatal=Unknown', 'Nonfatal=All'])
      yield { label, kind: 'keyword' };
  },
};

function* optionListFindings(list: string, value: Value): Generator<Finding> {
  const wrong = list.split(',').find((name) => name !== '' && !optionNames.includes(name.toLowerCase()));
  if (wrong !== undefined)
    yield refused(`there is no option '${wrong}'`, {
      span: partOf(value, value.text.indexOf(wrong), value.text.indexOf(wrong) + wrong.length),
    });
}

/** Options of IndexOptions that carry a value. */
export const indexOption: ValueKind = {
  fits: (text) => isIndexOption(text),
  *check(value) {
    const number = /^\+?(name|description)width=(\d+)/i.exec(value.text);
    const least = number?.[1]?.toLowerCase() === 'name' ? 5 : 12;
    if (!isIndexOption(value.text)) yield refused(`IndexOptions knows no '${value.text}'`);
    else if (number && Number(number[2]) > 0 && Number(number[2]) < least)
      yield refused(`the width must be at least ${least}, or * for as wide as needed`);
  },
};

function isIndexOption(text: string): boolean {
  return /^(?:[+-]?icon(?:width|height)|\+?icon(?:width|height)=.*|-(?:name|description)width|\+?(?:name|description)width=(?:\*|-?\d.*)|[+]?type=.*|[+]?charset=.*)$/i.test(
    text,
  );
}

const levels = [
  'emerg',
  'alert',
  'crit',
  'error',
  'warn',
  'notice',
  'info',
  'debug',
  'trace1',
  'trace2',
  'trace3',
  'trace4',
  'trace5',
  'trace6',
  'trace7',
  'trace8',
];

/** `[module:]level` */
export const logLevel: ValueKind = {
  *check(value) {
    const colon = value.text.indexOf(':');
    const level = value.text.slice(colon + 1).toLowerCase();
    // httpd compares the beginning only for some levels; a word that shares no beginning with any is refused.
    if (!levels.some((known) => known.startsWith(level.slice(0, 4)) || level.startsWith(known)))
      yield refused(`'${level}' is no log level: expected one of ${levels.slice(0, 8).join(', ')}, trace1 to trace8`, {
        span: partOf(value, colon + 1, value.text.length),
      });
  },
  *complete(value, { catalogue }) {
    const module = value.text.slice(0, value.text.indexOf(':') + 1);
    for (const level of levels) yield { label: module + level, kind: 'keyword' };
    if (module === '')
      for (const { module: name } of catalogue.modules) yield { label: `${name.replace(/^mod_/, '')}:`, detail: name };
  },
};

/** `s/pattern/replacement/flags` with any delimiter. */
export const substitution: ValueKind = {
  *check(value) {
    const delimiter = value.text[1];
    if (value.text[0]?.toLowerCase() !== 's' || delimiter === undefined)
      return yield refused('expected s/pattern/replacement/');
    const [pattern = '', replacement, flags = '', ...more] = value.text.slice(2).split(delimiter);
    if (replacement === undefined || pattern === '')
      yield refused(`expected s${delimiter}pattern${delimiter}replacement${delimiter}`);
    else if (more.length > 0 || !/^[infq]*$/i.test(flags))
      yield refused(`the flags behind the last ${delimiter} may be i, n, f and q`);
    else if (!/n/i.test(flags) && regexProblem(pattern))
      yield refused(`not a regular expression: ${regexProblem(pattern)?.message}`);
  },
};

export const auditLogParts: ValueKind = {
  *check(value) {
    const at = value.text.search(/[^A-KZ]/);
    if (at >= 0)
      yield refused(`'${value.text[at]}' is no part of the audit log: expected letters from A to K, and Z`, {
        span: partOf(value, at, at + 1),
      });
  },
};

const commonTypes = [
  'text/html',
  'text/plain',
  'text/css',
  'text/javascript',
  'text/xml',
  'application/json',
  'application/javascript',
  'application/xml',
  'application/pdf',
  'application/wasm',
  'application/octet-stream',
  'image/png',
  'image/jpeg',
  'image/svg+xml',
  'image/webp',
  'font/woff2',
];

export const mimeType: ValueKind = {
  *complete() {
    for (const label of commonTypes) yield { label };
  },
};

/** A type with its subtype, which may be `*`. */
export const mimePattern: ValueKind = {
  ...mimeType,
  *check({ text }) {
    if (!text.includes('/')) yield refused(`expected a type such as text/css or image/*, got '${text}'`);
  },
};

/** A handler; httpd reads its name in the expression language. */
export const handler: ValueKind = {
  check: (value, context) => expressionFindings(value, context, 'string'),
  *complete() {
    for (const label of [
      'wsgi-script',
      'cgi-script',
      'server-status',
      'server-info',
      'ldap-status',
      'balancer-manager',
      'default-handler',
      'send-as-is',
      'type-map',
      'proxy:unix:',
      'proxy:fcgi://',
    ])
      yield { label };
  },
};

/** An option of AuthnzFcgiCheckAuthnProvider, or the value behind it. */
export const fcgiOption: ValueKind = {
  *complete() {
    for (const label of ['Authoritative', 'DefaultUser', 'RequireBasicAuth', 'UserExpr'])
      yield { label, kind: 'keyword' };
  },
};
