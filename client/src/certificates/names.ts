// Decides which names a certificate carries, from the ServerName and ServerAlias of a host.
import * as net from 'node:net';
import { domainToASCII } from 'node:url';

/** One entry of a subjectAltName. */
export interface SubjectName {
  readonly type: 'dns' | 'ip';
  readonly value: string;
}

/** A name that cannot be in a certificate, as the user wrote it, and why. */
export interface LeftOutName {
  readonly name: string;
  readonly reason: string;
}

export interface CertificateNames {
  /** Never empty: the names of this machine are always among them. */
  readonly names: readonly SubjectName[];
  /** The first name, where X.509 has room for it as a common name. */
  readonly commonName?: string;
  readonly leftOut: readonly LeftOutName[];
}

const THIS_MACHINE = ['localhost', '127.0.0.1', '::1'];

/** The upper bound ub-common-name of RFC 5280, appendix A.1. */
const LONGEST_COMMON_NAME = 64;

/**
 * Takes names as they stand in ServerName and ServerAlias, adds those of this machine, and gives back the entries
 * of the subjectAltName without repetitions, in the given order. Never fails: what cannot be used is in `leftOut`.
 */
export function certificateNames(written: readonly string[]): CertificateNames {
  const names = new Map<string, SubjectName>();
  const leftOut: LeftOutName[] = [];
  for (const name of [...written, ...THIS_MACHINE]) {
    const read = readName(name);
    if ('reason' in read) leftOut.push(read);
    else if (!names.has(read.value)) names.set(read.value, read);
  }
  const all = [...names.values()];
  const first = all[0]?.value;
  const fits = first !== undefined && first.length <= LONGEST_COMMON_NAME;
  return { names: all, leftOut, ...(fits ? { commonName: first } : {}) };
}

function readName(written: string): SubjectName | LeftOutName {
  const host = hostOf(written.trim());
  const address = addressOf(host);
  if (address !== undefined) return { type: 'ip', value: address };
  const reason = whyNoDnsName(host);
  if (reason !== undefined) return { name: written, reason };
  const wildcard = host.startsWith('*.') ? '*.' : '';
  const ascii = domainToASCII(host.slice(wildcard.length).replace(/\.$/, '')).toLowerCase();
  const value = wildcard + ascii;
  if (!hasDnsShape(ascii, value)) return { name: written, reason: 'it is not a valid host name' };
  return { type: 'dns', value };
}

/** ServerName may carry a scheme and a port, which Apache uses for redirects only. */
function hostOf(written: string): string {
  const withoutScheme = written.replace(/^[a-z][a-z0-9+.-]*:\/\//i, '').replace(/\/$/, '');
  const bracketed = /^\[([^\]]*)\](?::\d+)?$/.exec(withoutScheme);
  if (bracketed?.[1] !== undefined) return bracketed[1];
  return net.isIP(withoutScheme) === 6 ? withoutScheme : withoutScheme.replace(/:\d+$/, '');
}

/** The address in its one usual spelling, so that `0:0:0:0:0:0:0:1` and `::1` count as the same name. */
function addressOf(host: string): string | undefined {
  const version = net.isIP(host);
  if (version === 0 || host.includes('%')) return undefined;
  return version === 4 ? host : new URL(`http://[${host}]`).hostname.slice(1, -1);
}

function whyNoDnsName(host: string): string | undefined {
  if (host === '') return 'it is empty';
  if (host.includes('${') || host.includes('%{')) return 'its value is not known here';
  if (host === '*') return 'a certificate cannot stand for every name';
  const rest = host.startsWith('*.') ? host.slice(2) : host;
  if (/[*?]/.test(rest)) return 'a certificate allows a wildcard only as the whole first label, as in *.example.com';
  if (host !== rest && !/[^.]\.[^.]/.test(rest)) return 'browsers ignore a wildcard directly below a top-level domain';
  return /^[\p{L}\p{M}\p{N}._-]+$/u.test(rest) ? undefined : 'it is not a valid host name';
}

/**
 * Underscores are no part of a host name by RFC 1123, yet every TLS client matches them, and Apache serves such names.
 * A last label of digits alone would be read as an IPv4 address (WHATWG URL, "ends in a number").
 */
function hasDnsShape(ascii: string, whole: string): boolean {
  const labels = ascii.split('.');
  if (whole.length > 253 || net.isIP(ascii) !== 0 || /^\d+$/.test(labels.at(-1) ?? '')) return false;
  return labels.every((label) => /^[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?$/.test(label));
}
