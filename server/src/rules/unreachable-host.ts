// Virtual hosts that never answer under their name, because an earlier host of the same address has it.
import { isReadWith } from '../configuration/certainty.ts';
import type { Configuration } from '../configuration/evaluate.ts';
import {
  addressesOf,
  directivesOf,
  type Host,
  hostRegister,
  isEarlier,
  registeredHosts,
  serverNameOf,
} from '../configuration/hosts.ts';
import { registered } from '../configuration/registers.ts';
import type { Visit } from '../configuration/visit.ts';
import { passingMemo } from '../text/memo.ts';
import type { Problem } from './problem.ts';
import { problemAt, type Rule } from './rule.ts';

export const unreachableHost: Rule = {
  id: 'unreachable-host',
  severity: 'warning',
  summary: 'an earlier virtual host of the same address has the same name',
  *host(host, configuration) {
    if (host.section?.hasUnknownVariable === false) yield* problemsOf(host, configuration);
  },
};

/** By each of their names at each of their addresses. */
const hostsByName = hostRegister('host at', (host) => keysOf(host));

/** Few hosts have an alias such as `*.example.com`. */
const hostsWithPatterns = hostRegister('hosts with patterns', (host) =>
  keysOf(host).some((key) => /\*[^ ]*$/.test(key)) ? [''] : [],
);

function firstAt(key: string, configuration: Configuration): Host | undefined {
  return registeredHosts(configuration, hostsByName, key)[0];
}

/** Every name of the host at every address; none where that is not known. */
const keysOf: (host: Host) => readonly string[] = passingMemo((host) => {
  if (host.section?.hasUnknownVariable !== false) return [];
  return places(host).flatMap((address) => namesOf(host).map((name) => keyOf(address, name)));
});

/** Joined and not concatenated, which would keep the pieces too. */
function keyOf(address: string, name: string): string {
  return [address, name].join(' ');
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

function* problemsOf(host: Host, configuration: Configuration): Generator<Problem> {
  const visit = directivesOf(host, 'ServerName').at(-1);
  const name = serverNameOf(host)?.toLowerCase();
  if (!visit || !name) return;
  const found = places(host).map((address) => ownerOf(address, name, host, configuration));
  const [first] = found;
  if (first && found.every((owner) => owner !== undefined)) yield problemOf(visit, name, host, first, configuration);
}

/** The earlier host that takes the name at this address, by the name itself or by an alias such as `*.example.com`. */
function ownerOf(address: string, name: string, host: Host, configuration: Configuration): Host | undefined {
  const isOfPatterns = registered(configuration, hostsWithPatterns, '').length > 0;
  return [name, ...(isOfPatterns ? patternsFor(name) : [])]
    .map((pattern) => firstAt(keyOf(address, pattern), configuration))
    .find((owner) => owner !== undefined && isEarlier(owner, host) && isOther(owner, host));
}

function patternsFor(name: string): string[] {
  const labels = name.split('.');
  return [...labels.slice(1).map((_label, index) => `*.${labels.slice(index + 1).join('.')}`), '*'];
}

function isOther(owner: Host, host: Host): boolean {
  if (!owner.section || !host.section || owner.section.node === host.section.node) return false;
  return isReadWith(owner.section, host.section);
}

function problemOf(visit: Visit, name: string, host: Host, owner: Host, configuration: Configuration): Problem {
  const isDead = keysOf(host).every((key) => firstAt(key, configuration) !== host);
  const consequence = isDead ? 'this one never answers' : `this one never answers as ${name}`;
  const message = `an earlier virtual host for ${addressesOf(host).join(' ')} takes the requests for ${name}, and ${consequence}`;
  const section = owner.section;
  const related = section
    ? [{ file: section.file, span: section.node.span, message: 'This host takes the requests' }]
    : [];
  return problemAt(unreachableHost, visit, visit.words[0]?.span ?? visit.node.nameSpan, message, { related });
}
