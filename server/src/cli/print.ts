// Prints problems for people, programs, code scanning and GitHub's annotations.
import * as path from 'node:path';
import manifest from '../../../package.json' with { type: 'json' };
import { pathOf, uriOf } from '../configuration/paths.ts';
import { rulePage } from '../host/rule-pages.ts';
import { rules } from '../rules/all.ts';
import type { Fix, Problem, Severity } from '../rules/problem.ts';
import type { SourceFile } from '../text/source-file.ts';
import type { Span } from '../text/span.ts';
import type { Format } from './options.ts';

/** The address of the text that came from standard input. */
export const standardInput = 'stdin:-';

/** The files that problems and fixes may be in. */
export interface Files {
  /** By URI. */
  readonly files: ReadonlyMap<string, SourceFile>;
  /** The addresses by which files were asked for that are read behind a link, by the URI of the link. */
  readonly askedFor: ReadonlyMap<string, string>;
}

/** For each format, the whole output for some problems. */
export const printers: Readonly<Record<Format, (problems: readonly Problem[], files: Files) => string>> = {
  text,
  json,
  sarif,
  github,
};

/** 1-based line and column, and the same for the end. */
function rangeOf(file: SourceFile, span: Span) {
  const start = file.positionAt(span.start);
  const end = file.positionAt(Math.max(span.start, span.end));
  return { line: start.line + 1, column: start.character + 1, endLine: end.line + 1, endColumn: end.character + 1 };
}

function addressOf(uri: string, { askedFor }: Files): string {
  return askedFor.get(uri) ?? uri;
}

function nameOf(uri: string, files: Files): string {
  const address = addressOf(uri, files);
  return address === standardInput ? '-' : (pathOf(address) ?? address);
}

function relativeName({ uri }: SourceFile, files: Files): string {
  const name = nameOf(uri, files);
  const relative = path.relative(process.cwd(), name);
  return name === '-' || relative.startsWith('..') ? name : relative;
}

function text(problems: readonly Problem[], files: Files): string {
  const lines = problems.map((problem) => {
    const { line, column } = rangeOf(problem.file, problem.span);
    const severity = coloured(problem.severity);
    return `${relativeName(problem.file, files)}:${line}:${column}: ${severity}: ${problem.message} [${problem.rule}]\n`;
  });
  const errors = problems.filter((problem) => problem.severity === 'error').length;
  return problems.length === 0
    ? 'No problems.\n'
    : `${lines.join('')}${counted(problems.length, 'problem')}, ${counted(errors, 'error')}.\n`;
}

/** Red, yellow, blue and grey, as terminals number them. */
const colours: Readonly<Record<Severity, number>> = { error: 31, warning: 33, information: 34, hint: 90 };

/** Only on a terminal; what it can do, and whether NO_COLOR forbids it, is Node's to tell. */
function coloured(severity: Severity): string {
  const { stdout } = process;
  return stdout.isTTY && stdout.hasColors() ? `\x1b[1;${colours[severity]}m${severity}\x1b[0m` : severity;
}

function counted(count: number, what: string): string {
  return `${count === 0 ? 'no' : count} ${what}${count === 1 ? '' : 's'}`;
}

function json(problems: readonly Problem[], files: Files): string {
  const rows = problems.map((problem) => ({
    file: nameOf(problem.file.uri, files),
    ...rangeOf(problem.file, problem.span),
    severity: problem.severity,
    code: problem.rule,
    message: problem.message,
    url: rulePage(problem.rule),
    fixes: (problem.fixes ?? []).map((fix) => fixRow(fix, files)),
  }));
  return `${JSON.stringify(rows, null, 2)}\n`;
}

/** An edit may be in another file than its problem. */
function fixRow(fix: Fix, files: Files) {
  const edits = fix.edits.flatMap((edit) => {
    const file = files.files.get(edit.uri);
    return file ? [{ file: nameOf(edit.uri, files), ...rangeOf(file, edit.span), text: edit.text }] : [];
  });
  return { title: fix.title, preferred: fix.isPreferred, edits };
}

const sarifLevels: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  information: 'note',
  hint: 'note',
};

function sarif(problems: readonly Problem[], files: Files): string {
  const folder = `${uriOf(process.cwd())}/`;
  const used = rules.filter((rule) => problems.some((problem) => problem.rule === rule.id));
  const results = problems.map((problem) => {
    const { line, column, endLine, endColumn } = rangeOf(problem.file, problem.span);
    const region = { startLine: line, startColumn: column, endLine, endColumn };
    const location = {
      physicalLocation: { artifactLocation: artifactOf(addressOf(problem.file.uri, files), folder), region },
    };
    return {
      ruleId: problem.rule,
      ruleIndex: used.findIndex((rule) => rule.id === problem.rule),
      level: sarifLevels[problem.severity],
      message: { text: problem.message },
      locations: [location],
    };
  });
  const driver = {
    name: 'apache-ls',
    semanticVersion: manifest.version,
    rules: used.map((rule) => ({
      id: rule.id,
      shortDescription: { text: rule.summary },
      helpUri: rulePage(rule.id),
      defaultConfiguration: { level: sarifLevels[rule.severity] },
    })),
  };
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      { tool: { driver }, columnKind: 'utf16CodeUnits', originalUriBaseIds: { [base]: { uri: folder } }, results },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}

/** What code scanning takes for the root of the repository, in which it looks for the files. */
const base = '%SRCROOT%';

function artifactOf(uri: string, folder: string): { readonly uri: string; readonly uriBaseId?: string } {
  return uri.startsWith(folder) ? { uri: uri.slice(folder.length), uriBaseId: base } : { uri };
}

const githubLevels: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  information: 'notice',
  hint: 'notice',
};

function github(problems: readonly Problem[], files: Files): string {
  return problems
    .map((problem) => {
      const { line, column, endLine, endColumn } = rangeOf(problem.file, problem.span);
      const place = `file=${property(relativeName(problem.file, files))},line=${line},col=${column},endLine=${endLine},endColumn=${endColumn}`;
      return `::${githubLevels[problem.severity]} ${place},title=${problem.rule}::${data(problem.message)}\n`;
    })
    .join('');
}

/** GitHub's workflow commands escape these characters. */
function data(value: string): string {
  return value.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function property(value: string): string {
  return data(value).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
