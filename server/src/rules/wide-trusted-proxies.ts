// WSGITrustedProxies with a network so wide that clients are in it.
import type { Visit } from '../configuration/visit.ts';
import { problemAt, type Rule } from './rule.ts';

export const wideTrustedProxies: Rule = {
  id: 'wide-trusted-proxies',
  severity: 'warning',
  summary: 'WSGITrustedProxies covers a large part of the internet',
  directives: ['WSGITrustedProxies'],
  *visit(visit) {
    const wide = visit.words.filter((word) => isWide(word.text));
    yield* wide.map((word) => problemAt(wideTrustedProxies, visit, word.span, messageOn(word.text, visit)));
  },
};

/** Proxy networks of large providers have at least 8 bits in IPv4 and 16 in IPv6. A mask of no bits at all is refused. */
function isWide(text: string): boolean {
  const [address = '', mask] = text.split('/');
  if (mask === undefined) return false;
  const bits = prefixLength(mask);
  if (bits === undefined || bits <= 0) return false;
  return address.includes(':') ? bits < 16 && !/^f[cd]/i.test(address) : bits < 8;
}

/** The length of a mask as a number or as four bytes. */
function prefixLength(mask: string): number | undefined {
  if (/^\d{1,3}$/.test(mask)) return Number(mask);
  if (!/^\d{1,3}(\.\d{1,3}){3}$/.test(mask)) return undefined;
  const bits = mask
    .split('.')
    .map((byte) => Number(byte).toString(2).padStart(8, '0'))
    .join('');
  return bits.indexOf('0') < 0 ? 32 : bits.indexOf('0');
}

function messageOn(text: string, { node }: Visit): string {
  return `${node.name} trusts all of ${text}: clients from there are taken for proxies and can forge the address that the application sees`;
}
