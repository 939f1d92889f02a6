// The edit that gives a plain host its twin on port 443: a copy behind it, without what only the first may say.
import { everywhere } from '../configuration/hosts.ts';
import { enclosing } from '../configuration/visit.ts';
import type { Edit } from '../rules/problem.ts';
import { type Directive, type Node, type Section, walk } from '../syntax/tree.ts';
import type { SourceFile } from '../text/source-file.ts';
import type { Place } from './cursor.ts';
import { indentOf, newlineOf } from './lines.ts';
import { hostOf, isForTls } from './tls-host.ts';

/**
 * The copy of the host on port 443, with `lines` at its end. The addresses for TLS of a host that has both kinds move
 * to the copy. undefined where there can be no copy: the host has no closing tag, so that nobody knows where it ends, or
 * it includes a daemon process, which Apache refuses to start twice.
 */
export function twinEdits(section: Section, lines: readonly string[], place: Place): Edit[] | undefined {
  if (!section.closing || includesDaemon(section, place)) return undefined;
  const { file } = place;
  const { plain, secure } = addressesOf(section, place);
  const newline = newlineOf(file);
  const indent = indentOf(file, section.line.start);
  const copy = [
    `${indent}<${section.name} ${secure.join(' ')}>${newline}`,
    ...keptText(section, section.closing.span.start, place),
    ...lines.map((line) => `${childIndent(file, section)}${line}${newline}`),
    `${indent}</${section.name}>`,
  ];
  const { end } = section.closing.span;
  const twin = { uri: file.uri, span: { start: end, end }, text: `${newline}${newline}${copy.join('')}` };
  return [...narrowed(section, plain, file), twin];
}

/** The indentation of what stands in the section. */
export function childIndent(file: SourceFile, section: Section): string {
  const child = section.children.at(-1);
  return child ? indentOf(file, child.line.start) : `${indentOf(file, section.line.start)}    `;
}

/** A daemon process that a file or a macro brings into the host cannot be left out of the copy. */
function includesDaemon(section: Section, { configuration }: Place): boolean {
  const own = new Set<Node>(walk(section.children));
  const daemons = everywhere(configuration, 'WSGIDaemonProcess');
  return daemons.some((visit) => enclosing(visit, 'vhost')?.node === section && !own.has(visit.node));
}

interface Addresses {
  /** What stays with the host, as written. */
  readonly plain: readonly string[];
  readonly secure: readonly string[];
}

function addressesOf(section: Section, place: Place): Addresses {
  const values = hostOf(section, place).addresses;
  const written = section.words.map((word) => word.text);
  const secure = written.filter((_, index) => isForTls(values[index] ?? ''));
  const plain = written.filter((_, index) => !isForTls(values[index] ?? ''));
  if (secure.length > 0) return { plain, secure };
  return { plain, secure: [...new Set(written.map((address) => `${withoutPort(address)}:443`))] };
}

function withoutPort(address: string): string {
  return address.replace(/:(?:\d+|\*|\$\{[^}]*\})$/, '');
}

function narrowed(section: Section, plain: readonly string[], file: SourceFile): Edit[] {
  const [first, last] = [section.words[0], section.words.at(-1)];
  if (!first || !last || plain.length === section.words.length) return [];
  return [{ uri: file.uri, span: { start: first.span.start, end: last.span.end }, text: plain.join(' ') }];
}

/** The lines inside of the host without those that are left out. */
function* keptText(section: Section, end: number, place: Place): Generator<string> {
  const { file } = place;
  let at = file.nextLineAt(section.line.end);
  for (const { span } of leftOut(section, place)) {
    yield file.text.slice(at, file.lineStartAt(span.start));
    at = file.nextLineAt(span.end);
  }
  yield file.text.slice(at, file.lineStartAt(end));
}

/**
 * Daemon processes are left out, because the copy shares those of its twin; what the copy says about TLS itself; and
 * redirects to HTTPS, which would lead from the copy to the copy.
 */
function leftOut(section: Section, place: Place): Node[] {
  const names = hostOf(section, place).names.map((name) => name.toLowerCase());
  return [...outsideOfConditions(section.children)].filter((node) => {
    if (/^(?:WSGIDaemonProcess|SSLEngine|SSLCertificate(?:Key)?File)$/i.test(node.name)) return true;
    return leadsBack(ruleOf(node), names);
  });
}

/** Directives below `nodes`; an `<If>` knows by itself when its redirect is due. */
function* outsideOfConditions(nodes: readonly Node[]): Generator<Directive> {
  for (const node of nodes) {
    if (node.kind === 'directive') yield node;
    else if (!/^(?:if|elseif|else)$/i.test(node.name)) yield* outsideOfConditions(node.children);
  }
}

/** The RewriteRule that a RewriteCond belongs to; any other directive itself. */
function ruleOf(node: Directive): Directive {
  if (node.name.toLowerCase() !== 'rewritecond') return node;
  const siblings = node.parent?.children ?? [];
  const next = siblings[siblings.indexOf(node) + 1];
  return next?.kind === 'directive' ? ruleOf(next) : node;
}

function leadsBack(node: Directive, names: readonly string[]): boolean {
  if (!/^(?:Redirect(?:Permanent|Temp|Match)?|RewriteRule)$/i.test(node.name)) return false;
  const words = node.words.map((word) => word.text);
  const isRewriteRule = /^RewriteRule$/i.test(node.name);
  const target = (isRewriteRule ? words[1] : words.at(-1)) ?? '';
  const [, host, path = ''] =
    /^https:\/\/(%\{(?:HTTP_HOST|SERVER_NAME)\}|[^/:?#%]+)(?::443)?([/?#%].*)?$/i.exec(target) ?? [];
  if (host === undefined || !isOwnName(host, names)) return false;
  const source = words.at(-2) ?? '';
  // `Redirect /old https://own.name/new` ends at /new; a pattern may match anything.
  return isRewriteRule || /match$/i.test(node.name) || !source.startsWith('/') || (path || '/').startsWith(source);
}

function isOwnName(host: string, names: readonly string[]): boolean {
  return names.length === 0 || host.startsWith('%') || names.includes(host.toLowerCase());
}
