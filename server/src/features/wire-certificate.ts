// The edit that gives a host its certificate: directives in a TLS host, or an HTTPS twin of a plain one.
import { pathOf } from '../configuration/paths.ts';
import type { Edit } from '../rules/problem.ts';
import { parse } from '../syntax/parse.ts';
import type { Directive, Section } from '../syntax/tree.ts';
import type { SourceFile } from '../text/source-file.ts';
import type { Span } from '../text/span.ts';
import type { Place } from './cursor.ts';
import { directivesNamed, hostOf, hostSections, type TlsHost, tlsHostAt } from './tls-host.ts';

/**
 * `SSLEngine on` and the two file directives for the host at `offset`, and `Listen 443` where the tree has none.
 * A host for plain HTTP stays as it is: its twin on port 443 gets the certificate, and is made where there is none.
 */
export function wireCertificate(
  place: Place,
  offset: number,
  certificateFile: string,
  keyFile: string,
): Edit[] | undefined {
  const host = tlsHostAt(place, offset);
  if (!host) return undefined;
  const section = hostSections(place.file).find((candidate) => candidate.fullSpan.start === host.span.start);
  const wanted = [
    ['SSLEngine', 'on'],
    ['SSLCertificateFile', certificateFile],
    ['SSLCertificateKeyFile', keyFile],
  ] as const;
  const target = section && isPlain(host) ? twinOf(host, place) : section;
  const edits =
    section && !target ? [twinEdit(section, wanted, place.file)] : directiveEdits(place.file, target, wanted);
  const needsPort = section !== undefined && host.listens443 === false && wantsPort443(host);
  return needsPort ? [...listenEdit(place), ...edits] : edits;
}

type Wanted = readonly (readonly [string, string])[];

/** TLS would end the plain HTTP of a host that answers on port 80, or on every port. */
function isPlain(host: TlsHost): boolean {
  return !host.engine && host.addresses.every((address) => /:80$/.test(address) || !/:(?:\d+|\*)$/.test(address));
}

function wantsPort443(host: TlsHost): boolean {
  return isPlain(host) || host.addresses.some((address) => address.endsWith(':443'));
}

/** The host of the same name on port 443. */
function twinOf(host: TlsHost, place: Place): Section | undefined {
  return hostSections(place.file).find((section) => {
    const other = hostOf(section, place);
    return other.serverName === host.serverName && other.addresses.some((address) => address.endsWith(':443'));
  });
}

/**
 * A copy of the host on port 443, behind it. Daemon processes are left out, because the copy shares those of its twin,
 * and so are redirects to HTTPS, which would lead back to the copy.
 */
function twinEdit(section: Section, wanted: Wanted, file: SourceFile): Edit {
  const first = file.lineStarts[file.positionAt(section.span.start).line] ?? section.span.start;
  const dropped = [...directivesNamed(section.children, 'WSGIDaemonProcess'), ...redirectsToHttps(section)];
  const opening = file.text.slice(first, section.nameSpan.end) + addressesOnTls(section) + '>';
  let body = '';
  let at = section.line.end;
  for (const directive of dropped.sort((a, b) => a.span.start - b.span.start)) {
    body += file.text.slice(at, lineStartOf(file, directive.span.start));
    at = lineEndOf(file, directive.span.end);
  }
  const closingStart = section.closing ? lineStartOf(file, section.closing.span.start) : section.fullSpan.end;
  body += file.text.slice(at, Math.max(at, closingStart));
  const newline = newlineOf(file);
  const lines = wanted
    .map(([name, value]) => `${childIndent(file, section)}${name} ${quoted(value)}${newline}`)
    .join('');
  const closing = `${file.text.slice(first, section.span.start)}</${section.name}>`;
  const end = section.fullSpan.end;
  return { uri: file.uri, span: { start: end, end }, text: `${newline}${newline}${opening}${body}${lines}${closing}` };
}

function addressesOnTls(section: Section): string {
  const addresses = section.words.map((word) => ` ${word.text.replace(/:(?:\d+|\*)$/, '')}:443`);
  return addresses.join('') || ' *:443';
}

function redirectsToHttps(section: Section): Directive[] {
  const redirects = ['Redirect', 'RedirectPermanent', 'RedirectTemp', 'RedirectMatch'].flatMap((name) =>
    directivesNamed(section.children, name),
  );
  return redirects.filter((redirect) => redirect.words.some((word) => /^https:/i.test(word.text)));
}

function lineStartOf(file: SourceFile, offset: number): number {
  return file.lineStarts[file.positionAt(offset).line] ?? offset;
}

function lineEndOf(file: SourceFile, offset: number): number {
  return file.lineStarts[file.positionAt(offset).line + 1] ?? file.text.length;
}

function newlineOf(file: SourceFile): string {
  return file.text.includes('\r\n') ? '\r\n' : '\n';
}

function directiveEdits(
  file: SourceFile,
  section: Section | undefined,
  wanted: readonly (readonly [string, string])[],
): Edit[] {
  const nodes = section ? section.children : parse(file).nodes;
  const edits: Edit[] = [];
  const missing: string[] = [];
  for (const [name, value] of wanted) {
    const existing = directivesNamed(nodes, name).at(-1);
    if (!existing) missing.push(`${name} ${quoted(value)}`);
    else if (!saysSo(existing, value))
      edits.push({ uri: file.uri, span: argumentSpan(existing), text: quoted(value) });
  }
  return missing.length > 0 ? [...edits, insertion(file, section, missing)] : edits;
}

/** Paths are compared as they are, `on` without regard to case. */
function saysSo(directive: Directive, value: string): boolean {
  const written = directive.words[0]?.text;
  return value === 'on' ? written?.toLowerCase() === value : written === value;
}

function argumentSpan(directive: Directive): Span {
  const first = directive.words[0];
  const last = directive.words.at(-1);
  return first && last
    ? { start: first.span.start, end: last.span.end }
    : { start: directive.span.end, end: directive.span.end };
}

function quoted(value: string): string {
  return /[\s"']/.test(value) || value === '' ? `"${value.replace(/["\\]/g, '\\$&')}"` : value;
}

/** New lines stand before the closing tag, indented as the lines above. */
function insertion(file: SourceFile, section: Section | undefined, lines: readonly string[]): Edit {
  const newline = file.text.includes('\r\n') ? '\r\n' : '\n';
  if (!section?.closing) {
    const end = section ? section.line.end : file.text.length;
    const lead = section || !file.text.endsWith('\n') ? newline : '';
    return { uri: file.uri, span: { start: end, end }, text: lead + lines.join(newline) + (section ? '' : newline) };
  }
  const closingLine = file.lineStarts[file.positionAt(section.closing.span.start).line] ?? section.closing.span.start;
  const indent = childIndent(file, section);
  return {
    uri: file.uri,
    span: { start: closingLine, end: closingLine },
    text: lines.map((line) => `${indent}${line}${newline}`).join(''),
  };
}

function childIndent(file: SourceFile, section: Section): string {
  const child = section.children.at(-1) ?? section;
  const start = file.lineStarts[file.positionAt(child.line.start).line] ?? 0;
  const indent = /^[ \t]*/.exec(file.text.slice(start, child.line.start))?.[0] ?? '';
  return section.children.length > 0 ? indent : `${indent}    `;
}

/** Behind the last Listen of the tree, else at the top of the file itself. */
function listenEdit({ file, configuration }: Place): Edit[] {
  const last = configuration.visits.findLast(
    (visit) => visit.node.name.toLowerCase() === 'listen' && !visit.use && pathOf(visit.file.uri) !== undefined,
  );
  if (!last) return [{ uri: file.uri, span: { start: 0, end: 0 }, text: 'Listen 443\n' }];
  const end = last.node.span.end;
  return [{ uri: last.file.uri, span: { start: end, end }, text: '\nListen 443' }];
}
