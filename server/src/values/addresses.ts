// Hosts, IP addresses, networks and ports to listen on.
import { hasNoAddress } from './host-names.ts';
import { doubtful, type Finding, refused, type Value, type ValueKind } from './kind.ts';

/** An IPv4 or IPv6 address in full. */
export function isAddress(text: string): boolean {
  return isVersion4(text) || isVersion6(text);
}

function isVersion4(text: string): boolean {
  const parts = text.split('.');
  return parts.length === 4 && parts.every(isOctet);
}

function isOctet(text: string): boolean {
  return /^\d{1,3}$/.test(text) && Number(text) <= 255;
}

function isVersion6(text: string): boolean {
  if (!/^[\da-f:.]+$/i.test(text) || /:::|::.*::/.test(text)) return false;
  const tail = /(?:^|:)(\d+(?:\.\d+){3})$/.exec(text)?.[1];
  if (tail !== undefined && !isVersion4(tail)) return false;
  const groups = (tail === undefined ? text : `${text.slice(0, -tail.length)}0:0`).split('::');
  const all = groups.flatMap((half) => (half === '' ? [] : half.split(':')));
  if (!all.every((group) => /^[\da-f]{1,4}$/i.test(group))) return false;
  return groups.length === 2 ? all.length <= 7 : all.length === 8;
}

/** What apr_ipsubnet_create takes: an address with or without mask, or the first parts of an IPv4 address. */
export function isNetwork(text: string): boolean {
  const slash = text.indexOf('/');
  if (slash < 0) return isAddress(text) || isPartial(text);
  const address = text.slice(0, slash);
  const mask = text.slice(slash + 1);
  if (!isAddress(address)) return false;
  if (isVersion4(address) && isVersion4(mask)) return true;
  return /^[+]?\d+$/.test(mask) && Number(mask) > 0 && Number(mask) <= (isVersion4(address) ? 32 : 128);
}

function isPartial(text: string): boolean {
  const parts = text.replace(/\.$/, '').split('.');
  return parts.length <= 3 && parts.every(isOctet);
}

export const ipRange: ValueKind = {
  fits: (text) => /^[\d.]+(?:\/|$)|^[\da-f]*:[\da-f:.]*(?:\/|$)/i.test(text),
  *check(value) {
    if (isNetwork(value.text)) return;
    const isHollow = /\/0+$/.test(value.text);
    yield refused(
      isHollow
        ? `the mask of '${value.text}' must be at least 1`
        : `expected an IP address or network such as 10.0.0.0/8, got '${value.text}'`,
    );
  },
};

/** A network for mod_wsgi, which knows hexadecimal digits in lower case only. */
export const trustedProxy: ValueKind = {
  *check(value) {
    const isRead = /^[\d./]+$/.test(value.text) || (/^[\da-f:/]+$/.test(value.text) && value.text.includes(':'));
    if (!isRead || !isNetwork(value.text)) yield trustedProxyFinding(value);
  },
};

function trustedProxyFinding(value: Value): Finding {
  const lower = value.text.toLowerCase();
  if (lower !== value.text && isNetwork(lower))
    return refused('mod_wsgi takes IPv6 addresses in lower case only', { replacements: [lower], isSameMeaning: true });
  if (/\/0+$/.test(value.text))
    return refused('mod_wsgi refuses a network mask of 0: name the networks of your proxies');
  return refused(
    `expected an IP address or network such as 10.0.0.0/8, not '${value.text}': mod_wsgi looks up no host names`,
  );
}

/** An IP address, in one to four numbers as inet_aton takes them, or a host name, which is looked up when Apache starts. */
export const address: ValueKind = {
  *check({ text }, { configuration }) {
    if (isAddress(text) || isNumbers(text)) return;
    const isNoName = /[^\w.:%-]/.test(text) || /^[-.]|\.invalid\.?$/i.test(text);
    if (isNoName || /^\d+(?:\.\d+){3}$/.test(text)) yield refused(`expected an IP address, got '${text}'`);
    else if (hasNoAddress(text, configuration))
      yield refused(
        `expected an IP address: this machine knows no address of '${text}', and Apache refuses to start here`,
      );
    else
      yield doubtful(`'${text}' is looked up when Apache starts, which fails where the name is not known`, {
        severity: 'information',
      });
  },
};

/** What inet_aton takes besides four decimal numbers: fewer of them, of which the last one fills the rest, octal and hexadecimal ones. */
function isNumbers(text: string): boolean {
  const parts = text.split('.');
  if (parts.length > 4 || !parts.every((part) => /^(?:0x[\da-f]*|0[0-7]*|[1-9]\d*)$/i.test(part))) return false;
  const numbers = parts.map((part) =>
    /^0[0-7]/.test(part) ? Number.parseInt(part, 8) : Number(part === '0x' ? 0 : part),
  );
  const last = numbers.pop() ?? 0;
  return numbers.every((number) => number <= 255) && last < 256 ** (4 - numbers.length);
}

/** `[address:]port` */
export const listenAddress: ValueKind = {
  *check(value) {
    const match = /^(?:(.*):)?(\d+)$/.exec(value.text);
    const host = match?.[1] ?? '';
    if (!match)
      yield refused(`expected a port, or address:port such as 127.0.0.1:8080 or [::1]:8080, got '${value.text}'`);
    else if (Number(match[2]) < 1 || Number(match[2]) > 65535) yield refused('the port must be from 1 to 65535');
    else if (/^\d+(?:\.\d+){3}$/.test(host) && !isAddress(host)) yield refused(`'${host}' is no IP address`);
  },
};

/** `address:port` with an IPv4 address or a name, both required. */
export const multicastAddress: ValueKind = {
  *check(value, context) {
    const [finding] = listenAddress.check?.(value, context) ?? [];
    const host = value.text.slice(0, Math.max(value.text.lastIndexOf(':'), 0));
    if (finding) yield finding;
    else if (host === '') yield refused(`expected address:port such as 239.0.0.1:27999, got '${value.text}'`);
    else if (host === '*' || host.includes(':'))
      yield refused(`expected an IPv4 address before the port, got '${host}'`);
    else yield* address.check?.({ text: host, span: value.span }, context) ?? [];
  },
};

/** `address[:port]`, `*` or `_default_` of a virtual host. */
export const vhostAddress: ValueKind = {
  *check(value) {
    const port = /:(\d+)$/.exec(value.text)?.[1];
    const isWhole = /^(?:\[.*\]|[^:]*)(?::\d+)?$/.test(value.text);
    if (isWhole && port !== undefined && (Number(port) < 1 || Number(port) > 65535))
      yield refused('the port must be from 1 to 65535');
    else if (/^\[.*\]:(?!\d+$|\*?$)/.test(value.text))
      yield refused('expected * or a port from 1 to 65535 behind the colon');
  },
};

/** `[scheme://]host[:port]` of ServerName. */
export const serverName: ValueKind = {
  *check(value) {
    const { text } = value;
    if (/[*?]|\[.*\]/.test(text)) yield refused(`'${text}' is no host name: patterns belong into ServerAlias`);
    const port = /:(.*)$/.exec(text.replace(/^[^:]*:\/\//, ''))?.[1];
    if (port !== undefined && port !== '' && !isPort(port)) yield refused(`the port '${port}' is not from 1 to 65535`);
    if (/^[a-z]+:\/\/[^/]*\//i.test(text)) yield doubtful('a path behind the host name means nothing');
  },
};

function isPort(text: string): boolean {
  const number = Number.parseInt(text, 10);
  return number >= 1 && number <= 65535;
}

/** `host:port` or `port` in digits that must be there. */
export const portRange: ValueKind = {
  fits: (text) => /^\d+(?:-\d+)?$/.test(text),
};
