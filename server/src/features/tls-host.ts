// What a host says about TLS: its names, addresses, certificate and key.
import type { Configuration } from '../configuration/evaluate.ts';
import { everywhere } from '../configuration/hosts.ts';
import { isAbsolute } from '../configuration/paths.ts';
import type { Visit } from '../configuration/visit.ts';
import { parse } from '../syntax/parse.ts';
import { type Directive, type Node, type Section, walk } from '../syntax/tree.ts';
import type { SourceFile } from '../text/source-file.ts';
import type { Span } from '../text/span.ts';
import { type Place, visitOf } from './cursor.ts';
import { listens443 } from './listen.ts';

/** A file name with known variables replaced, and the path it means; null where that is not known. */
export interface WrittenPath {
  readonly value: string;
  readonly path: string | null;
}

export interface TlsHost {
  readonly kind: 'virtual-host' | 'server';
  readonly span: Span;
  /** ServerName and ServerAlias, with known variables replaced. */
  readonly names: readonly string[];
  readonly serverName: string | undefined;
  readonly addresses: readonly string[];
  readonly engine: boolean;
  readonly certificateFile: WrittenPath | undefined;
  readonly keyFile: WrittenPath | undefined;
  readonly documentRoot: string | undefined;
  readonly wsgiScript: string | undefined;
  /** Whether the tree listens on 443; null when the tree is not known. */
  readonly listens443: boolean | null;
  readonly mainFile: string | undefined;
}

/**
 * The virtual host around `offset`, else the file's own server when it is a main file. The certificate of a plain host
 * is the one of its twin for TLS, which serves both hosts' names with it.
 */
export function tlsHostAt(place: Place, offset: number): TlsHost | undefined {
  const section = hostSectionAt(place.file, offset);
  if (section) return hostWithTwin(section, place);
  return place.configuration.start.isMain && place.configuration.start.file === place.file
    ? hostOf(undefined, place)
    : undefined;
}

/** TLS hosts of the file that have no certificate of their own or inherited: a port 443, or `SSLEngine on`. */
export function hostsWithoutCertificate(place: Place): { readonly span: Span; readonly name: string }[] {
  return hostSections(place.file).flatMap((section) => {
    const host = hostOf(section, place);
    const wantsTls = host.engine || host.addresses.some(isOn443);
    if (!wantsTls || host.certificateFile) return [];
    return [{ span: section.nameSpan, name: host.serverName ?? host.addresses[0] ?? 'this host' }];
  });
}

/** The virtual hosts of a file, in order. */
function hostSections(file: SourceFile): Section[] {
  return [...walk(parse(file).nodes)].filter(
    (node) => node.kind === 'section' && node.name.toLowerCase() === 'virtualhost',
  ) as Section[];
}

/** The virtual host around `offset`. */
export function hostSectionAt(file: SourceFile, offset: number): Section | undefined {
  return hostSections(file).find(({ fullSpan }) => fullSpan.start <= offset && offset <= fullSpan.end);
}

/** TLS would end the plain HTTP of a host that says nothing about TLS and answers on any port but 443, 8443 and such. */
export function isPlain(section: Section, place: Place): boolean {
  const host = hostOf(section, place);
  const hasCertificate = directivesNamed(section.children, 'SSLCertificateFile').length > 0;
  return !host.engine && !hasCertificate && !host.addresses.every(isForTls);
}

/** Ports that end in 443 are for TLS, by custom. */
export function isForTls(address: string): boolean {
  return /:\d*443$/.test(address);
}

/** Says whether `address` names port 443. */
export function isOn443(address: string): boolean {
  return address.endsWith(':443');
}

/** The host on port 443 that answers to the name of the plain host `section`; one without a name has it in its file. */
export function twinOf(section: Section, place: Place): { section: Section; place: Place } | undefined {
  const { configuration } = place;
  const name = hostOf(section, place).serverName?.toLowerCase();
  const others = name === undefined ? [] : [...configuration.files.values()].filter((file) => file !== place.file);
  for (const file of [place.file, ...others]) {
    const there = { file, configuration };
    const twin = hostSections(file).find((candidate) => isTwin(candidate, section, name, there));
    if (twin) return { section: twin, place: there };
  }
  return undefined;
}

function isTwin(candidate: Section, section: Section, name: string | undefined, place: Place): boolean {
  if (candidate === section || !visitOf(place.configuration, candidate)) return false;
  const host = hostOf(candidate, place);
  const isNamed = name === undefined ? host.names.length === 0 : host.names.some((own) => own.toLowerCase() === name);
  return isNamed && host.addresses.some(isOn443);
}

function hostWithTwin(section: Section, place: Place): TlsHost {
  const host = hostOf(section, place);
  const twin = isPlain(section, place) ? twinOf(section, place) : undefined;
  if (!twin) return host;
  const { names, certificateFile, keyFile } = hostOf(twin.section, twin.place);
  return { ...host, names: [...new Set([...host.names, ...names])], certificateFile, keyFile };
}

/** What `section`, or the whole file without one, says about TLS. */
export function hostOf(section: Section | undefined, place: Place): TlsHost {
  const nodes = section ? section.children : parse(place.file).nodes;
  const { configuration } = place;
  const texts = (node: Node) => textsOf(node, configuration);
  const one = (name: string) => directivesNamed(nodes, name).map(texts).at(-1)?.[0];
  const effective = (name: string) => one(name) ?? (section ? inherited(name, configuration) : undefined);
  const serverName = one('ServerName');
  const aliases = directivesNamed(nodes, 'ServerAlias').flatMap(texts);
  return {
    kind: section ? 'virtual-host' : 'server',
    span: section ? section.fullSpan : { start: 0, end: place.file.text.length },
    names: serverName ? [serverName, ...aliases] : aliases,
    serverName,
    addresses: section ? texts(section) : [],
    engine: effective('SSLEngine')?.toLowerCase() === 'on',
    certificateFile: writtenPath(effective('SSLCertificateFile'), configuration),
    keyFile: writtenPath(effective('SSLCertificateKeyFile'), configuration),
    documentRoot: one('DocumentRoot'),
    wsgiScript: directivesNamed(nodes, 'WSGIScriptAlias').map(texts).at(0)?.[1],
    get listens443() {
      return listens443(configuration);
    },
    mainFile: configuration.start.isMain ? configuration.start.file.uri : undefined,
  };
}

/** Directives below `nodes`, also inside of `<IfModule>` and the like, but not in sections of another scope. */
export function directivesNamed(nodes: readonly Node[], name: string): Directive[] {
  return nodes.flatMap((node) => {
    if (node.kind === 'section')
      return /^if(?:module|define|version)$/i.test(node.name) ? directivesNamed(node.children, name) : [];
    return node.name.toLowerCase() === name.toLowerCase() ? [node] : [];
  });
}

function inherited(name: string, configuration: Configuration): string | undefined {
  const isGlobal = (visit: Visit) => visit.scope.context === 'server' && visit.scope.parent === undefined;
  return everywhere(configuration, name).findLast(isGlobal)?.words[0]?.text;
}

/** The arguments with their variables replaced; those of a macro as they stand, since every use has its own. */
export function textsOf(node: Node, configuration: Configuration): string[] {
  const visit = visitOf(configuration, node);
  return (visit === undefined || visit.use ? node : visit).words.map((word) => word.text);
}

/** The path that a file name in the configuration means. */
export function writtenPath(value: string | undefined, configuration: Configuration): WrittenPath | undefined {
  if (value === undefined) return undefined;
  if (value.includes('${')) return { value, path: null };
  if (isAbsolute(value)) return { value, path: value };
  return { value, path: configuration.serverRoot ? `${configuration.serverRoot}/${value}` : null };
}
