// The hosts of a configuration: the main server and each virtual host, with the directives that stand directly in them.
import { memo } from '../text/memo.ts';
import type { Configuration } from './evaluate.ts';
import type { Visit } from './visit.ts';

/** One server: `section` is its `<VirtualHost>`, or undefined for the main server. */
export interface Host {
  readonly section: Visit | undefined;
  readonly visits: readonly Visit[];
}

/** The main server first, then the virtual hosts in the order of reading. */
export const hostsOf: (configuration: Configuration) => readonly Host[] = memo((configuration) => {
  const main: Visit[] = [];
  const byHost = new Map<Visit, Visit[]>();
  for (const visit of configuration.visits) {
    const { context, section, parent } = visit.scope;
    if (context === 'server' && !parent) main.push(visit);
    else if (context === 'vhost' && section) (byHost.get(section) ?? startHost(byHost, section)).push(visit);
  }
  return [{ section: undefined, visits: main }, ...[...byHost].map(([section, visits]) => ({ section, visits }))];
});

/** The directives of that name directly in `host`, in order. */
export function directivesOf(host: Host, name: string): Visit[] {
  const wanted = name.toLowerCase();
  return host.visits.filter((visit) => visit.node.name.toLowerCase() === wanted);
}

/** The addresses of a virtual host as written; none for the main server. */
export function addressesOf(host: Host): string[] {
  return host.section?.words.map((word) => word.text) ?? [];
}

/** The ServerName as written, else the first address. */
export function titleOf(host: Host): string {
  return directivesOf(host, 'ServerName').at(-1)?.words[0]?.text ?? addressesOf(host)[0] ?? 'the main server';
}

function startHost(byHost: Map<Visit, Visit[]>, section: Visit): Visit[] {
  const visits: Visit[] = [];
  byHost.set(section, visits);
  return visits;
}
