// What a host says about TLS: its names, addresses, certificate and key.
import type { Configuration } from '../configuration/evaluate.ts';
import { pathOf } from '../configuration/paths.ts';
import type { Visit } from '../configuration/visit.ts';
import { parse } from '../syntax/parse.ts';
import { type Directive, type Node, type Section, walk } from '../syntax/tree.ts';
import type { SourceFile } from '../text/source-file.ts';
import type { Span } from '../text/span.ts';
import type { Place } from './cursor.ts';

/** A file name as written, and the path it means; null where that is not known. */
export interface WrittenPath {
  readonly value: string;
  readonly path: string | null;
}

export interface TlsHost {
  readonly kind: 'virtual-host' | 'server';
  readonly span: Span;
  /** ServerName and ServerAlias, as written. */
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

/** The virtual host around `offset`, else the file's own server when it is a main file. */
export function tlsHostAt(place: Place, offset: number): TlsHost | undefined {
  const section = hostSections(place.file).find((host) => host.fullSpan.start <= offset && offset <= host.fullSpan.end);
  if (section) return hostOf(section, place);
  return place.configuration.start.isMain && place.configuration.start.file === place.file
    ? hostOf(undefined, place)
    : undefined;
}

/** TLS hosts of the file that have no certificate of their own or inherited: a port 443, or `SSLEngine on`. */
export function hostsWithoutCertificate(place: Place): { readonly span: Span; readonly name: string }[] {
  return hostSections(place.file).flatMap((section) => {
    const host = hostOf(section, place);
    const wantsTls = host.engine || host.addresses.some((address) => address.endsWith(':443'));
    if (!wantsTls || host.certificateFile) return [];
    return [{ span: section.nameSpan, name: host.serverName ?? host.addresses[0] ?? 'this host' }];
  });
}

/** The virtual hosts of a file, in order. */
export function hostSections(file: SourceFile): Section[] {
  return [...walk(parse(file).nodes)].filter(
    (node) => node.kind === 'section' && node.name.toLowerCase() === 'virtualhost',
  ) as Section[];
}

/** What `section`, or the whole file without one, says about TLS. */
export function hostOf(section: Section | undefined, place: Place): TlsHost {
  const nodes = section ? section.children : parse(place.file).nodes;
  const { configuration } = place;
  const one = (name: string) => directivesNamed(nodes, name).at(-1)?.words[0]?.text;
  const written = (name: string) =>
    writtenPath(one(name) ?? (section ? inherited(name, configuration) : undefined), configuration);
  const serverName = one('ServerName');
  const aliases = directivesNamed(nodes, 'ServerAlias').flatMap((alias) => alias.words.map((word) => word.text));
  return {
    kind: section ? 'virtual-host' : 'server',
    span: section ? section.fullSpan : { start: 0, end: place.file.text.length },
    names: serverName ? [serverName, ...aliases] : aliases,
    serverName,
    addresses: section?.words.map((word) => word.text) ?? [],
    engine: one('SSLEngine')?.toLowerCase() === 'on',
    certificateFile: written('SSLCertificateFile'),
    keyFile: written('SSLCertificateKeyFile'),
    documentRoot: one('DocumentRoot'),
    wsgiScript: directivesNamed(nodes, 'WSGIScriptAlias').at(0)?.words[1]?.text,
    listens443: listens443(configuration),
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
  return configuration.visits.findLast(
    (visit) => visit.node.name.toLowerCase() === name.toLowerCase() && isGlobal(visit),
  )?.words[0]?.text;
}

function writtenPath(value: string | undefined, configuration: Configuration): WrittenPath | undefined {
  if (value === undefined) return undefined;
  if (value.includes('${')) return { value, path: null };
  if (value.startsWith('/') || /^[A-Za-z]:[\\/]/.test(value)) return { value, path: value };
  return { value, path: configuration.serverRoot ? `${configuration.serverRoot}/${value}` : null };
}

function listens443(configuration: Configuration): boolean | null {
  if (!configuration.start.isMain) return null;
  return configuration.visits.some(
    (visit) => visit.node.name.toLowerCase() === 'listen' && /(?:^|:)443$/.test(visit.words[0]?.text ?? ''),
  );
}
