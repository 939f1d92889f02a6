// What a host does about TLS: whether it is on, which protocols are left, which certificates and keys it names.
import type { Word } from '../syntax/words.ts';
import { memo, passingMemo } from '../text/memo.ts';
import type { PemFacts } from './disk.ts';
import type { Configuration } from './evaluate.ts';
import { directivesOf, type Host, mainOf } from './hosts.ts';
import { resolvePath } from './paths.ts';
import { counting, firstWordOf, isFullyRead, isSureIn } from './sure.ts';
import type { Visit } from './visit.ts';

/** Says whether the host surely speaks TLS. */
export function hasTls(host: Host, configuration: Configuration): boolean {
  return tlsIn(configuration)(host);
}

const tlsIn = memo((configuration: Configuration) =>
  passingMemo((host: Host) => firstWordOf(counting(host, 'SSLEngine', configuration)) === 'on'),
);

/** What the words of an SSLProtocol or SSLProxyProtocol leave. */
export interface Protocols {
  readonly enabled: ReadonlySet<string>;
  /** The words that name an enabled protocol other than by `all`. */
  readonly named: ReadonlyMap<string, Word>;
  /** A word without a sign that throws away what stands before it. */
  readonly overriding: Word | undefined;
}

/** What `all` stands for. */
export const everyProtocol: readonly string[] = ['TLSv1', 'TLSv1.1', 'TLSv1.2', 'TLSv1.3'];

/** Reads the words one after the other, as ssl_cmd_protocol_parse does; undefined where one is not a protocol. */
export function protocolsOf(words: readonly Word[]): Protocols | undefined {
  const enabled = new Set<string>();
  const named = new Map<string, Word>();
  let overriding: Word | undefined;
  for (const word of words) {
    const [, sign, name = ''] = /^([+-]?)(.*)$/.exec(word.text) ?? [];
    const meant = protocolsNamed(name);
    if (!meant) return undefined;
    if (sign === '') {
      if (enabled.size > 0) overriding = word;
      enabled.clear();
    }
    for (const protocol of meant) {
      if (sign === '-') enabled.delete(protocol);
      else enabled.add(protocol);
      if (meant.length === 1) named.set(protocol, word);
    }
  }
  for (const protocol of named.keys()) if (!enabled.has(protocol)) named.delete(protocol);
  return { enabled, named, overriding };
}

function protocolsNamed(name: string): readonly string[] | undefined {
  if (/^all$/i.test(name)) return everyProtocol;
  if (/^SSLv[23]$/i.test(name)) return [];
  const found = everyProtocol.find((protocol) => protocol.toLowerCase() === name.toLowerCase());
  return found ? [found] : undefined;
}

/** A file that a directive names, and what is known of its content. */
export interface NamedPem {
  readonly visit: Visit;
  readonly word: Word;
  readonly facts: PemFacts | 'missing' | 'unknown';
}

/** A certificate with the key that belongs to it; no key where none is named at its place. */
export interface NamedPair {
  readonly certificate: NamedPem;
  readonly key: NamedPem | undefined;
}

/** The certificates of the host with their keys; undefined where what counts is not known. */
export function pairsOf(host: Host, configuration: Configuration): readonly NamedPair[] | undefined {
  const certificates = filesOf(host, 'SSLCertificateFile', configuration);
  const keys = filesOf(host, 'SSLCertificateKeyFile', configuration);
  if (!certificates || !keys) return undefined;
  return certificates.map((certificate, index) => ({ certificate, key: keys[index] }));
}

/** Says whether the first certificate is surely not that of the key. */
export function isMismatch({ certificate, key }: NamedPair): boolean {
  const holder = key ?? certificate;
  const [first] = typeof certificate.facts === 'string' ? [] : certificate.facts.certificates;
  const digest = typeof holder.facts === 'string' ? undefined : holder.facts.keys[0]?.publicKey;
  return first !== undefined && digest !== undefined && digest !== first.publicKey;
}

/** The files come one for one: those of the host take the places of the main server's. */
function filesOf(host: Host, name: string, configuration: Configuration): NamedPem[] | undefined {
  const own = directivesOf(host, name);
  const main = host.section ? mainOf(configuration) : host;
  const inherited = host.section ? directivesOf(main, name) : [];
  const areSure = own.every((visit) => isSureIn(visit, host)) && inherited.every((visit) => isSureIn(visit, main));
  const areAll = isFullyRead(host, configuration) && isFullyRead(main, configuration);
  if (!areSure || !areAll) return undefined;
  return [...own, ...inherited.slice(own.length)].flatMap((visit) => namedPem(visit, configuration));
}

/** What is known of the file that the first argument names. */
export function namedPem(visit: Visit, configuration: Configuration): NamedPem[] {
  const word = visit.words[0];
  if (!word) return [];
  const path = visit.hasUnknownVariable || !configuration.serverRoot ? undefined : word.text;
  const facts = path ? configuration.disk.pem(resolvePath(configuration.serverRoot ?? '/', path)) : 'unknown';
  return [{ visit, word, facts }];
}
