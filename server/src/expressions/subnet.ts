// Says whether APR takes a text for an address or network (apr_ipsubnet_create in network_io/unix/sockaddr.c).

/** True for `10.0.0.1`, `10.1.`, `10.0.0.0/8`, `10.0.0.0/255.0.0.0`, `fe80::/10` and the like. */
export function isSubnet(text: string): boolean {
  const slash = text.indexOf('/');
  if (slash < 0) return isPlainV6(text) || isV4(text) || isLegacyNetwork(text);
  const address = text.slice(0, slash);
  const mask = text.slice(slash + 1);
  if (isV4(address)) return isBits(mask, 32) || isV4(mask);
  return isPlainV6(address) && isBits(mask, 128);
}

/** APR's own inet_pton takes leading zeros. */
function isV4(text: string): boolean {
  const parts = text.split('.');
  return parts.length === 4 && parts.every((part) => /^\d+$/.test(part) && Number(part) <= 255);
}

/** `10.1.`: the first bytes of an address, with or without the last dot. */
function isLegacyNetwork(text: string): boolean {
  if (text === '' || text.length > 15) return false;
  const parts = text.replace(/\.$/, '').split('.');
  return parts.length <= 4 && parts.every((part) => /^\d+$/.test(part) && Number(part) <= 255);
}

/** strtol to the very end, so white space and a sign may come first. */
function isBits(text: string, most: number): boolean {
  if (!/^[ \t\n\v\f\r]*[+-]?\d+$/.test(text)) return false;
  const bits = Number.parseInt(text.trim(), 10);
  return bits > 0 && bits <= most;
}

/** APR refuses an IPv4 address in IPv6 dress, `::ffff:1.2.3.4`. */
function isPlainV6(text: string): boolean {
  const groups = groupsOf(text);
  return groups !== undefined && groups.slice(0, 6).join() !== '0,0,0,0,0,65535';
}

/** The eight groups of an IPv6 address; undefined where it is none. */
function groupsOf(text: string): number[] | undefined {
  if (!text.includes(':')) return undefined;
  // APR's inet_pton overlooks one colon at the end.
  const halves = text.replace(/(?<=(?:^|:)[0-9a-f]+):$/i, '').split('::');
  if (halves.length > 2) return undefined;
  const head = halfOf(halves[0] ?? '', halves.length === 1);
  const tail = halves.length === 2 ? halfOf(halves[1] ?? '', true) : [];
  if (!head || !tail) return undefined;
  const missing = 8 - head.length - tail.length;
  if (halves.length === 1) return missing === 0 ? head : undefined;
  // Where `::` stands for nothing, inet_pton clears what follows it.
  if (missing === 0) return [...head, ...tail.fill(0)];
  return missing > 0 ? [...head, ...Array<number>(missing).fill(0), ...tail] : undefined;
}

/** The groups of one side of `::`; the last of the address may be a dotted quad. */
function halfOf(text: string, isLast: boolean): number[] | undefined {
  if (text === '') return [];
  const parts = text.split(':');
  const groups: number[] = [];
  for (const [index, part] of parts.entries()) {
    if (/^0*[0-9a-f]{1,4}$/i.test(part)) groups.push(Number.parseInt(part, 16));
    else if (isLast && index === parts.length - 1 && isV4(part)) groups.push(...quadGroups(part));
    else return undefined;
  }
  return groups;
}

function quadGroups(quad: string): number[] {
  const [a = 0, b = 0, c = 0, d = 0] = quad.split('.').map(Number);
  return [a * 256 + b, c * 256 + d];
}
