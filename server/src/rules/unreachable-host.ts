// Virtual hosts that never answer under their name, because an earlier host of the same address has it.
import { isReadWith } from '../configuration/certainty.ts';
import { addressesOf, directivesOf, type Host, hostsOf, serverNameOf } from '../configuration/hosts.ts';
import type { Visit } from '../configuration/visit.ts';
import type { Problem } from './problem.ts';
import { problemAt, type Rule } from './rule.ts';

export const unreachableHost: Rule = {
  id: 'unreachable-host',
  severity: 'warning',
  summary: 'an earlier virtual host of the same address has the same name',
  *tree(configuration) {
    const owners = new Map<string, Host>();
    for (const host of hostsOf(configuration)) {
      if (host.section?.hasUnknownVariable !== false) continue;
      yield* problemsOf(host, owners);
      for (const key of keysOf(host)) if (!owners.has(key)) owners.set(key, host);
    }
  },
};

/** Every name of the host at every address. */
function keysOf(host: Host): string[] {
  return places(host).flatMap((address) => namesOf(host).map((name) => `${address} ${name}`));
}

function places(host: Host): string[] {
  return addressesOf(host).map((address) => address.toLowerCase().replace(/^_default_(?=:|$)/, '*'));
}

function namesOf(host: Host): string[] {
  const aliases = directivesOf(host, 'ServerAlias')
    .filter((visit) => !visit.hasUnknownVariable)
    .flatMap((visit) => visit.words.map((word) => word.text));
  return [serverNameOf(host) ?? [], aliases].flat().map((name) => name.toLowerCase());
}

function* problemsOf(host: Host, owners: ReadonlyMap<string, Host>): Generator<Problem> {
  const visit = directivesOf(host, 'ServerName').at(-1);
  const name = serverNameOf(host)?.toLowerCase();
  if (!visit || !name) return;
  const found = places(host).map((address) => ownerOf(address, name, host, owners));
  const [first] = found;
  if (first && found.every((owner) => owner !== undefined)) yield problemOf(visit, name, host, first, owners);
}

/** The earlier host that takes the name at this address, by the name itself or by an alias such as `*.example.com`. */
function ownerOf(address: string, name: string, host: Host, owners: ReadonlyMap<string, Host>): Host | undefined {
  const labels = name.split('.');
  const patterns = labels.slice(1).map((_label, index) => `*.${labels.slice(index + 1).join('.')}`);
  return [name, ...patterns, '*']
    .map((pattern) => owners.get(`${address} ${pattern}`))
    .find((owner) => owner !== undefined && isOther(owner, host));
}

function isOther(owner: Host, host: Host): boolean {
  if (!owner.section || !host.section || owner.section.node === host.section.node) return false;
  return isReadWith(owner.section, host.section);
}

function problemOf(visit: Visit, name: string, host: Host, owner: Host, owners: ReadonlyMap<string, Host>): Problem {
  const isDead = keysOf(host).every((key) => owners.has(key));
  const consequence = isDead ? 'this one never answers' : `this one never answers as ${name}`;
  const message = `an earlier virtual host for ${addressesOf(host).join(' ')} takes the requests for ${name}, and ${consequence}`;
  const section = owner.section;
  const related = section
    ? [{ file: section.file, span: section.node.span, message: 'This host takes the requests' }]
    : [];
  return problemAt(unreachableHost, visit, visit.words[0]?.span ?? visit.node.nameSpan, message, { related });
}
