// What this machine can tell about a host name without asking the network.
import type { Configuration } from '../configuration/evaluate.ts';
import { isInstalledHere } from '../configuration/local.ts';

/**
 * Says whether a look-up of `name` fails on the machine of this configuration: a bare name that is not in /etc/hosts,
 * where no search domain is put behind it and no service of the machine itself answers for it.
 */
export function hasNoAddress(name: string, configuration: Configuration): boolean {
  if (!isBare(name) || !configuration.isComplete || !isInstalledHere(configuration)) return false;
  const wanted = name.toLowerCase();
  const own = textOf('/etc/hostname', configuration)?.trim().toLowerCase();
  if (own === undefined || own.includes('.') || own === wanted) return false;
  const hosts = textOf('/etc/hosts', configuration);
  if (hosts === undefined || namesIn(hosts).has(wanted)) return false;
  return asksFilesAndDns(configuration) && isWithoutSearch(configuration);
}

/** No dot, or digits and dots only: no domain of the DNS has such a name. */
function isBare(name: string): boolean {
  return /^[\w-]+$/.test(name) || /^[\d.]+$/.test(name);
}

function namesIn(hosts: string): ReadonlySet<string> {
  const rows = hosts.split('\n').map((row) => row.replace(/#.*/, '').trim().toLowerCase());
  return new Set(rows.flatMap((row) => row.split(/\s+/).slice(1)));
}

function asksFilesAndDns(configuration: Configuration): boolean {
  const sources = /^[ \t]*hosts:([^#\n]*)/m.exec(textOf('/etc/nsswitch.conf', configuration) ?? '')?.[1];
  // Multicast names end in .local; an action in brackets only ends the search earlier.
  const names =
    sources
      ?.replace(/\[[^\]]*\]/g, ' ')
      .trim()
      .split(/\s+/) ?? [];
  return names.includes('files') && names.every((name) => /^(?:files|dns|mdns[46]?_minimal)$/.test(name));
}

/** A name server on the machine itself, such as the one of Docker, may know bare names. */
function isWithoutSearch(configuration: Configuration): boolean {
  const settings = textOf('/etc/resolv.conf', configuration);
  if (settings === undefined || /^[ \t]*(?:search|domain)\s/m.test(settings)) return false;
  const servers = [...settings.matchAll(/^[ \t]*nameserver\s+(\S+)/gm)].map(([, server = '']) => server);
  return servers.length > 0 && servers.every((server) => !/^(?:127\.|0\.0\.0\.0$|::1$)/.test(server));
}

function textOf(path: string, { disk }: Configuration): string | undefined {
  const file = disk.read(path);
  return typeof file === 'string' ? undefined : file.text;
}
