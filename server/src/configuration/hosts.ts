// The hosts of a configuration: the main server and each virtual host, with the directives that stand in them.
import { memo } from '../text/memo.ts';
import type { Configuration } from './evaluate.ts';
import { enclosing, type Visit } from './visit.ts';

/** One server: `section` is its `<VirtualHost>`, or undefined for the main server. */
export interface Host {
  readonly section: Visit | undefined;
  /** What stands directly in it. */
  readonly visits: readonly Visit[];
  /** What stands anywhere in it, in sections too; the virtual hosts are no part of the main server. */
  readonly everything: readonly Visit[];
}

interface Hosts {
  readonly all: readonly Host[];
  readonly bySection: ReadonlyMap<Visit | undefined, Host>;
}

/** The main server first, then the virtual hosts in the order of reading. The top level of a fragment counts as the main server. */
export function hostsOf(configuration: Configuration): readonly Host[] {
  return build(configuration).all;
}

/** The main server. */
export function mainOf(configuration: Configuration): Host {
  return build(configuration).bySection.get(undefined) ?? emptyHost(undefined);
}

/** The host that `visit` stands in. */
export function hostOf(visit: Visit, configuration: Configuration): Host {
  return build(configuration).bySection.get(enclosing(visit, 'vhost')) ?? mainOf(configuration);
}

/** The directives of that name directly in `host`, in order. */
export function directivesOf(host: Host, name: string): readonly Visit[] {
  return host.visits.length < few ? named(host.visits, name) : (directly(host).get(name.toLowerCase()) ?? []);
}

/** The directives of that name anywhere in `host`, in order. */
export function allDirectivesOf(host: Host, name: string): readonly Visit[] {
  return host.everything.length < few ? named(host.everything, name) : (anywhere(host).get(name.toLowerCase()) ?? []);
}

/** The directives of that name in the whole configuration, in the order of reading; a section's name begins with `<`. */
export function everywhere(configuration: Configuration, name: string): readonly Visit[] {
  return byKey(configuration).get(name.toLowerCase()) ?? [];
}

/** The directive of that name that counts for `host`: its own last one, else the last one of the main server. */
export function effective(host: Host, configuration: Configuration, name: string): Visit | undefined {
  return directivesOf(host, name).at(-1) ?? directivesOf(mainOf(configuration), name).at(-1);
}

/** The addresses of a virtual host as written; none for the main server. */
export function addressesOf(host: Host): string[] {
  return host.section?.words.map((word) => word.text) ?? [];
}

/** The host name in its own ServerName, without scheme and port; undefined where there is none or it is not known. */
export function serverNameOf(host: Host): string | undefined {
  const visit = directivesOf(host, 'ServerName').at(-1);
  const written = visit?.hasUnknownVariable ? undefined : visit?.words[0]?.text;
  return written?.replace(/^[a-z]+:\/\//i, '').replace(/:\d+$/, '') || undefined;
}

/** The ServerName as written, else the first address. */
export function titleOf(host: Host): string {
  return directivesOf(host, 'ServerName').at(-1)?.words[0]?.text ?? addressesOf(host)[0] ?? 'the main server';
}

const build: (configuration: Configuration) => Hosts = memo((configuration) => {
  const main = emptyHost(undefined);
  const bySection = new Map<Visit | undefined, OpenHost>([[undefined, main]]);
  for (const visit of configuration.visits) {
    const section = enclosing(visit, 'vhost');
    const host = bySection.get(section) ?? emptyHost(section);
    bySection.set(section, host);
    host.everything.push(visit);
    if (isDirect(visit, section)) host.visits.push(visit);
  }
  return { all: [...bySection.values()], bySection };
});

interface OpenHost extends Host {
  readonly visits: Visit[];
  readonly everything: Visit[];
}

function emptyHost(section: Visit | undefined): OpenHost {
  return { section, visits: [], everything: [] };
}

function isDirect({ scope }: Visit, section: Visit | undefined): boolean {
  return section ? scope.section === section : !scope.parent && scope.context !== 'htaccess';
}

const byKey: (configuration: Configuration) => ReadonlyMap<string, readonly Visit[]> = memo(({ visits }) => {
  const index = new Map<string, Visit[]>();
  for (const visit of visits) {
    const key = visit.info?.key;
    const known = key === undefined ? undefined : index.get(key);
    if (known) known.push(visit);
    else if (key !== undefined) index.set(key, [visit]);
  }
  return index;
});

/** Below this an index takes more memory than it saves time: large trees have many small hosts. */
const few = 60;

function named(visits: readonly Visit[], name: string): readonly Visit[] {
  const wanted = name.toLowerCase();
  return visits.filter(({ info, node }) =>
    info ? info.key === wanted || info.key === `<${wanted}` : node.name.toLowerCase() === wanted,
  );
}

const directly = memo((host: Host) => byName(host.visits));
const anywhere = memo((host: Host) => byName(host.everything));

function byName(visits: readonly Visit[]): ReadonlyMap<string, readonly Visit[]> {
  const index = new Map<string, Visit[]>();
  for (const visit of visits) {
    const name = visit.node.name.toLowerCase();
    const known = index.get(name);
    if (known) known.push(visit);
    else index.set(name, [visit]);
  }
  return index;
}
