// Reads the command line of `apache-ls check`.
import { parseArgs } from 'node:util';
import type { Severity } from '../rules/problem.ts';
import { nearest } from '../text/nearest.ts';

export const formats = ['text', 'json', 'sarif', 'github'] as const;
export type Format = (typeof formats)[number];
const severities = ['error', 'warning', 'information', 'hint'] as const;

export interface CheckOptions {
  readonly format: Format;
  readonly root: string | undefined;
  readonly apacheVersion: string | undefined;
  readonly modWsgiVersion: string | undefined;
  readonly minimumSeverity: Severity;
  readonly paths: readonly string[];
}

/** A command line that cannot be understood; the message says what and why. */
export class UsageError extends Error {}

export const usage = `Usage:
  apache-ls --stdio                    language server on standard input and output
  apache-ls check [options] PATH…      check configurations; a folder means those in it, - is standard input
  apache-ls --help | --version

Options of check:
  --format text|json|sarif|github      how problems are printed (default: text)
  --root FILE                          the main file; PATHs are checked in their place in its tree
  --apache-version V                   target version of Apache httpd, for instance 2.4.62
  --mod-wsgi-version V                 target version of mod_wsgi, for instance 5.0.2
  --min-severity S                     error, warning, information or hint (default: hint)

Text is coloured on a terminal, unless NO_COLOR is set.
Exit status: 0 no error, 1 errors, 2 bad usage, unreadable input or a rule that failed.
`;

/** The options of `check`; throws a UsageError for anything it does not know. */
export function parseCheckOptions(words: readonly string[]): CheckOptions {
  const { values, positionals } = readWords(words);
  if (positionals.length === 0 && values.root === undefined) throw new UsageError('no PATH given');
  return {
    format: oneOf('--format', values.format ?? 'text', formats),
    root: values.root,
    apacheVersion: apacheVersion(values['apache-version']),
    modWsgiVersion: version('--mod-wsgi-version', values['mod-wsgi-version']),
    minimumSeverity: oneOf('--min-severity', values['min-severity'] ?? 'hint', severities),
    paths: positionals,
  };
}

const known = {
  format: { type: 'string' },
  root: { type: 'string' },
  'apache-version': { type: 'string' },
  'mod-wsgi-version': { type: 'string' },
  'min-severity': { type: 'string' },
} as const;

function readWords(words: readonly string[]) {
  try {
    return parseArgs({
      args: [...words],
      allowPositionals: true,
      options: known,
    });
  } catch (error) {
    throw new UsageError(reasonOf(error));
  }
}

/** Node adds how to pass a file whose name begins with a dash, which nobody wants to hear about a misspelt option. */
function reasonOf(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const option = /^Unknown option '(-[^']*)'/.exec(message)?.[1];
  if (option === undefined) return message;
  const meant = nearest(option.replace(/^-+/, ''), Object.keys(known));
  return `unknown option ${option}${meant === undefined ? '' : `; did you mean --${meant}?`}`;
}

function oneOf<Choice extends string>(option: string, value: string, choices: readonly Choice[]): Choice {
  const found = choices.find((choice) => choice === value);
  if (!found) throw new UsageError(`${option} takes ${choices.join(', ')}; given: ${value}`);
  return found;
}

function apacheVersion(value: string | undefined): string | undefined {
  if (value !== undefined && !/^2\.4(\.\d+)?$/.test(value))
    throw new UsageError(`--apache-version takes a version of Apache 2.4 such as 2.4.62; given: ${value}`);
  return value;
}

function version(option: string, value: string | undefined): string | undefined {
  if (value !== undefined && !/^\d+(\.\d+){1,2}$/.test(value))
    throw new UsageError(`${option} takes a version such as 5.0.2; given: ${value}`);
  return value;
}
