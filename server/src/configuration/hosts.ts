// The hosts of a configuration: the main server and each virtual host, with the directives that stand in them.
import { exact } from '../text/exact.ts';
import { memo, passingMemo } from '../text/memo.ts';
import { noteRead } from '../text/reads.ts';
import type { Configuration } from './evaluate.ts';
import { isBefore } from './order.ts';
import { newRegister, type Register, registered } from './registers.ts';
import { Segment, Stretch, stretchesIn } from './segment.ts';
import { anything, keyOfName } from './versions.ts';
import type { Visit } from './visit.ts';

/** One server: `section` is its `<VirtualHost>`, or undefined for the main server. */
export class Host {
  readonly section: Visit | undefined;
  readonly #source: Segment | readonly Visit[];
  #index: ReadonlyMap<string, readonly Visit[]> | undefined;

  /** A virtual host with the segment that it begins in, or the main server with what stands in it. */
  constructor(section: Visit | undefined, source: Segment | readonly Visit[]) {
    this.section = section;
    this.#source = source;
  }

  /** What stands directly in it. */
  get visits(): readonly Visit[] {
    this.#note(anything);
    return this.#everything.filter((visit) => isDirect(visit, this.section));
  }

  /** What stands anywhere in it, in sections too; the virtual hosts are no part of the main server. */
  get everything(): readonly Visit[] {
    this.#note(anything);
    return this.#everything;
  }

  get #everything(): readonly Visit[] {
    if (!(this.#source instanceof Segment)) return this.#source;
    return (this.section && contentsOf(this.#source).get(this.section)) ?? [];
  }

  /** The directives of that name, directly in the host or anywhere in it, in order. */
  named(name: string, where: 'directly' | 'anywhere'): readonly Visit[] {
    const key = keyOfName(name);
    this.#note(key);
    const everything = this.#everything;
    const named = everything.length < few ? everything : this.#namedAmongMany(key, everything);
    return namedIn(named, key, where === 'directly' ? (visit) => isDirect(visit, this.section) : undefined);
  }

  /** The main server's directives count for every host, so that they have keys of their own. */
  #note(key: string): void {
    if (this.section) noteRead(this, key);
    else noteRead(undefined, `main ${key}`);
  }

  #namedAmongMany(key: string, everything: readonly Visit[]): readonly Visit[] {
    this.#index ??= byName(everything);
    return this.#index.get(key) ?? none;
  }
}

/** Large trees have many small hosts: to look through one is quicker than to make an index, which would take memory too. */
const few = 60;

const none: readonly Visit[] = [];

function byName(visits: readonly Visit[]): ReadonlyMap<string, readonly Visit[]> {
  const index = new Map<string, Visit[]>();
  for (const visit of visits) {
    const known = index.get(lookUpKeyOf(visit));
    if (known) known.push(visit);
    else index.set(lookUpKeyOf(visit), [visit]);
  }
  return index;
}

function namedIn(visits: readonly Visit[], key: string, isWanted?: (visit: Visit) => boolean): readonly Visit[] {
  let found: Visit[] | undefined;
  for (const visit of visits) {
    if (lookUpKeyOf(visit) !== key || isWanted?.(visit) === false) continue;
    found ??= [];
    found.push(visit);
  }
  return found ?? none;
}

function lookUpKeyOf({ info, node }: Visit): string {
  return info?.lowerName ?? keyOfName(node.name);
}

/** The main server first, then the virtual hosts in the order of reading. The top level of a fragment counts as the main server. */
export function hostsOf(configuration: Configuration): readonly Host[] {
  noteRead(undefined, 'virtualhost');
  return allHosts(configuration);
}

/** The virtual hosts that begin in the part of `segment`, with what is included in them. */
export const hostsIn: (segment: Segment) => readonly Host[] = memo((segment) =>
  exact(
    [...contentsOf(segment).keys()].map((section) => {
      const host = new Host(section, segment);
      bySection.set(section, host);
      return host;
    }),
  ),
);

/** The sections of these hosts, with what stands in each. */
const contentsOf: (segment: Segment) => ReadonlyMap<Visit, readonly Visit[]> = passingMemo((segment) => {
  const contents = new Map<Visit, Visit[]>();
  if (segment.around.scope.host || !segment.stretches.some(({ visits }) => visits.some(isHost))) return contents;
  for (const visit of visitsIn(segment)) {
    const { host } = visit.scope;
    if (host) contents.get(host)?.push(visit);
    if (isHost(visit)) contents.set(visit, []);
  }
  return contents;
});

/** A register of the virtual hosts, under the keys that `keysOf` gives for each by what stands in it. */
export function hostRegister(title: string, keysOf: (host: Host) => readonly string[]): Register {
  return newRegister({
    title,
    directives: ['<virtualhost'],
    keysOf(section, segment) {
      const host = hostsIn(segment).length > 0 ? bySection.get(section) : undefined;
      return host ? keysOf(host) : [];
    },
  });
}

/** The hosts under `key` in the order of reading. */
export function registeredHosts(configuration: Configuration, register: Register, key: string): readonly Host[] {
  return registered(configuration, register, key).flatMap((section) => bySection.get(section) ?? []);
}

/** The main server. */
export function mainOf({ ofMain }: Configuration): Host {
  return mainWith(ofMain);
}

const mainWith = memo((visits: readonly Visit[]) => new Host(undefined, visits));

/** Says whether `one` is a virtual host that is read before the virtual host `other`. */
export function isEarlier(one: Host, other: Host): boolean {
  return one.section !== undefined && other.section !== undefined && isBefore(one.section, other.section);
}

/** The host that `visit` stands in. */
export function hostOf(visit: Visit, configuration: Configuration): Host {
  const section = visit.scope.host;
  if (!section) return mainOf(configuration);
  if (!bySection.has(section)) allHosts(configuration);
  return bySection.get(section) ?? mainOf(configuration);
}

/** The directives of that name directly in `host`, in order. */
export function directivesOf(host: Host, name: string): readonly Visit[] {
  return host.named(name, 'directly');
}

/** The directives of that name anywhere in `host`, in order. */
export function allDirectivesOf(host: Host, name: string): readonly Visit[] {
  return host.named(name, 'anywhere');
}

/** The directives of that name in the whole configuration, in the order of reading; a section's name begins with `<`. */
export function everywhere(configuration: Configuration, name: string): readonly Visit[] {
  noteRead(undefined, keyOfName(name));
  return configuration.index.get(name.toLowerCase());
}

/** The directive of that name that counts for `host`: its own last one, else the last one of the main server. */
export function effective(host: Host, configuration: Configuration, name: string): Visit | undefined {
  return directivesOf(host, name).at(-1) ?? directivesOf(mainOf(configuration), name).at(-1);
}

/** The addresses of a virtual host as written; none for the main server. */
export function addressesOf(host: Host): string[] {
  if (host.section) noteRead(host, 'virtualhost');
  return host.section?.words.map((word) => word.text) ?? [];
}

/** The host name in its own ServerName, without scheme and port; undefined where there is none or it is not known. */
export const serverNameOf: (host: Host) => string | undefined = passingMemo((host) => {
  const visit = directivesOf(host, 'ServerName').at(-1);
  const written = visit?.hasUnknownVariable ? undefined : visit?.words[0]?.text;
  return written?.replace(/^[a-z]+:\/\//i, '').replace(/:\d+$/, '') || undefined;
});

/** The virtual hosts whose ServerName has that host name, in the order of reading; case does not matter. */
export function hostsNamed(configuration: Configuration, name: string): readonly Host[] {
  return registeredHosts(configuration, hostsByName, name.toLowerCase());
}

const hostsByName = hostRegister('host named', (host) => [serverNameOf(host)?.toLowerCase() ?? []].flat());

/** The ServerName as written, else the first address. */
export function titleOf(host: Host): string {
  return directivesOf(host, 'ServerName').at(-1)?.words[0]?.text ?? addressesOf(host)[0] ?? 'the main server';
}

const allHosts: (configuration: Configuration) => readonly Host[] = memo((configuration) => [
  mainOf(configuration),
  ...configuration.segments.flatMap(hostsIn),
]);

/** The hosts that were made, by their sections. */
const bySection = new WeakMap<Visit, Host>();

/** What is read in the part, and what is included in a virtual host that begins there. */
function* visitsIn(segment: Segment): Generator<Visit> {
  for (const item of segment.items) {
    if (item instanceof Stretch) yield* item.visits;
    else if (item.around.scope.host) for (const stretch of stretchesIn(item.segments)) yield* stretch.visits;
  }
}

function isHost({ info }: Visit): boolean {
  return info?.key === '<virtualhost';
}

function isDirect({ scope }: Visit, section: Visit | undefined): boolean {
  return section ? scope.section === section : !scope.parent && scope.context !== 'htaccess';
}
