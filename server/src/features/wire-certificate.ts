// The edit that gives a host its certificate: directives in a TLS host, or an HTTPS twin of a plain one.
import type { Edit } from '../rules/problem.ts';
import { parse } from '../syntax/parse.ts';
import type { Directive, Section } from '../syntax/tree.ts';
import type { SourceFile } from '../text/source-file.ts';
import type { Span } from '../text/span.ts';
import type { Place } from './cursor.ts';
import { childIndent, twinEdits } from './https-twin.ts';
import { newlineOf } from './lines.ts';
import { listenEdit, listens443 } from './listen.ts';
import {
  directivesNamed,
  hostOf,
  hostSectionAt,
  isOn443,
  isPlain,
  textsOf,
  tlsHostAt,
  twinOf,
  writtenPath,
} from './tls-host.ts';

/** A directive with its argument. */
type Setting = readonly [name: string, value: string];

/**
 * `SSLEngine on` and the two file directives for the host at `offset`, and `Listen 443` where the tree has none; no
 * edits where all of that is there. A host for plain HTTP stays as it is: its twin on port 443 gets the certificate,
 * and is made where there is none. undefined where there is no host, or a plain one without its closing tag.
 */
export function wireCertificate(
  place: Place,
  offset: number,
  certificateFile: string,
  keyFile: string,
): Edit[] | undefined {
  const settings: Setting[] = [
    ['SSLEngine', 'on'],
    ['SSLCertificateFile', certificateFile],
    ['SSLCertificateKeyFile', keyFile],
  ];
  const section = hostSectionAt(place.file, offset);
  if (!section) return tlsHostAt(place, offset) && directiveEdits(place, undefined, settings);
  const edits = hostEdits(section, settings, place);
  const needsPort = isPlain(section, place) || hostOf(section, place).addresses.some(isOn443);
  return edits && needsPort && listens443(place.configuration) === false ? [listenEdit(place), ...edits] : edits;
}

function hostEdits(section: Section, settings: readonly Setting[], place: Place): Edit[] | undefined {
  if (!isPlain(section, place)) return directiveEdits(place, section, settings);
  const twin = twinOf(section, place);
  if (twin) return directiveEdits(twin.place, twin.section, settings);
  return twinEdits(section, settings.map(lineOf), place);
}

function directiveEdits(place: Place, section: Section | undefined, settings: readonly Setting[]): Edit[] {
  const { file } = place;
  const nodes = section ? section.children : parse(file).nodes;
  const edits: Edit[] = [];
  const missing: string[] = [];
  for (const setting of settings) {
    const existing = directivesNamed(nodes, setting[0]).at(-1);
    if (!existing) missing.push(lineOf(setting));
    else if (!says(existing, setting, place))
      edits.push({ uri: file.uri, span: argumentSpan(existing), text: quoted(setting[1]) });
  }
  return missing.length > 0 ? [...edits, insertion(file, section, missing)] : edits;
}

/** Says whether the directive means `value` already, be it through a variable or a path below ServerRoot. */
function says(directive: Directive, [name, value]: Setting, { configuration }: Place): boolean {
  const text = textsOf(directive, configuration)[0] ?? '';
  if (name === 'SSLEngine') return text.toLowerCase() === value;
  const path = writtenPath(text, configuration)?.path ?? text;
  return withSlashes(path) === withSlashes(value);
}

/** A path on a Windows drive may be written with either slash. */
function withSlashes(path: string): string {
  return /^[A-Za-z]:/.test(path) ? path.replaceAll('\\', '/') : path;
}

function argumentSpan(directive: Directive): Span {
  const first = directive.words[0];
  const last = directive.words.at(-1);
  return first && last
    ? { start: first.span.start, end: last.span.end }
    : { start: directive.span.end, end: directive.span.end };
}

function lineOf([name, value]: Setting): string {
  return `${name} ${quoted(value)}`;
}

/** httpd takes `\\` for one backslash, with or without quotes. */
function quoted(value: string): string {
  return /[\s"']|\\\\/.test(value) || value === '' ? `"${value.replace(/["\\]/g, '\\$&')}"` : value;
}

/** New lines stand before the closing tag, indented as the lines above. */
function insertion(file: SourceFile, section: Section | undefined, lines: readonly string[]): Edit {
  const newline = newlineOf(file);
  if (section?.closing) {
    const start = file.lineStartAt(section.closing.span.start);
    const indent = childIndent(file, section);
    const text = lines.map((line) => `${indent}${line}${newline}`).join('');
    return { uri: file.uri, span: { start, end: start }, text };
  }
  if (section) {
    const { end } = section.line;
    const text = lines.map((line) => `${newline}${childIndent(file, section)}${line}`).join('');
    return { uri: file.uri, span: { start: end, end }, text };
  }
  const end = file.text.length;
  const lead = file.text === '' || file.text.endsWith('\n') ? '' : newline;
  return { uri: file.uri, span: { start: end, end }, text: lead + lines.map((line) => line + newline).join('') };
}
