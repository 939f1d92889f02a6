// What came out of reading one part of a file at one moment; read alike, it is used again.
import type { PartTree, Section } from '../syntax/tree.ts';
import { exact } from '../text/exact.ts';
import type { SourceFile } from '../text/source-file.ts';
import type { Disk, PathState } from './disk.ts';
import { Inclusion } from './inclusion.ts';
import type { Stamp } from './state.ts';
import type { Surroundings } from './surroundings.ts';
import type { Visit } from './visit.ts';
import { expandPattern, type Matches } from './wildcard.ts';

/** An Include line and what it leads to. */
export interface IncludeLink {
  readonly visit: Visit;
  readonly paths: readonly string[];
  /** Why something is not included: nothing is there, a match cannot be opened, or it is being read already. */
  readonly failure?: 'missing' | 'broken' | 'cycle';
  /** The match that cannot be opened: a link to nothing, or a folder inside itself. */
  readonly broken?: string;
  /** A copy lacks the folder where it would lie, or what a link leads to; what is found may be another server's. */
  readonly isElsewhere?: boolean;
}

/** Something that the disk answered while reading. */
export type Look =
  | { readonly type: 'pattern'; readonly pattern: string; readonly ignoresCase: boolean; readonly matches: Matches }
  | { readonly type: 'file'; readonly path: string; readonly file: SourceFile | 'missing' | 'unknown' }
  | { readonly type: 'state'; readonly path: string; readonly state: PathState };

/** Visits that follow each other without an included file between them. */
export class Stretch {
  visits: readonly Visit[] = [];
  /** Where it stands among the stretches of the latest reading. */
  order = 0;
  #ofMain: readonly Visit[] | undefined;

  /** Those that make up the main server: they stand in no virtual host and begin none. */
  get ofMain(): readonly Visit[] {
    this.#ofMain ??= exact(this.visits.filter(({ scope, info }) => !scope.host && info?.key !== '<virtualhost'));
    return this.#ofMain;
  }
}

/** What is known of a segment. */
export interface Contents {
  readonly tree: PartTree;
  readonly around: Surroundings;
  /** The files that were being read, from the first to this one. */
  readonly open: readonly string[];
  /** What was read before it did. */
  readonly before: Stamp;
  /** The same and what it did itself. */
  readonly after: Stamp;
  /** In the order of reading. */
  readonly items: readonly (Stretch | Inclusion)[];
  /** What the disk was asked, included files aside. */
  readonly looks: readonly Look[];
  readonly links: readonly IncludeLink[];
  /** Conditional sections that are certainly not read. */
  readonly skipped: readonly Section[];
}

export class Segment implements Contents {
  readonly tree: PartTree;
  readonly around: Surroundings;
  readonly open: readonly string[];
  readonly before: Stamp;
  readonly after: Stamp;
  readonly items: readonly (Stretch | Inclusion)[];
  readonly looks: readonly Look[];
  readonly links: readonly IncludeLink[];
  readonly skipped: readonly Section[];
  #stretches: readonly Stretch[] | undefined;
  #places: ReadonlyMap<string, readonly number[]> | undefined;

  constructor({ tree, around, open, before, after, items, looks, links, skipped }: Contents) {
    this.tree = tree;
    this.around = around;
    this.open = open;
    this.before = before;
    this.after = after;
    this.items = exact(items);
    this.looks = exact(looks);
    this.links = exact(links);
    this.skipped = exact(skipped);
  }

  /** What is read in the part itself. */
  get stretches(): readonly Stretch[] {
    this.#stretches ??= exact(this.items.filter((item) => item instanceof Stretch));
    return this.#stretches;
  }

  get inclusions(): readonly Inclusion[] {
    return this.isIncluding ? this.items.filter((item) => item instanceof Inclusion) : none;
  }

  /** A file is included behind the line that says so. */
  get isIncluding(): boolean {
    return this.items.length > 1;
  }

  /** The URIs of the files that are included, by included ones as well. */
  get includedUris(): Iterable<string> {
    return this.isIncluding ? this.#placesByUri.keys() : [];
  }

  /** The included files in which one of these is read, or by way of which it is. */
  inclusionsOf(uris: ReadonlySet<string>): readonly Inclusion[] {
    if (!this.isIncluding) return none;
    const known = this.#placesByUri;
    const places: number[] = [];
    for (const uri of uris.size < known.size ? uris : known.keys())
      if (uris.has(uri)) for (const place of known.get(uri) ?? []) places.push(place);
    return inclusionsAt(places.length < 2 ? places : [...new Set(places)].sort((a, b) => a - b), this.items);
  }

  /** The same with other readings of included files, which do the same. */
  including(others: ReadonlyMap<Inclusion, Inclusion>): Segment {
    const items = this.items.slice();
    let keepsUris = true;
    for (const [before, after] of others) {
      items[this.items.indexOf(before)] = after;
      keepsUris &&= areSameUris(before.uris, after.uris);
    }
    const segment = new Segment({ ...this, items });
    segment.#stretches = this.#stretches;
    if (keepsUris) segment.#places = this.#places;
    return segment;
  }

  /** Where in `items` each file is read, or one by way of which it is; a large tree has thousands in one segment. */
  get #placesByUri(): ReadonlyMap<string, readonly number[]> {
    this.#places ??= placesByUri(this.items);
    return this.#places;
  }

  /** Says whether the part was read within the same, after the same, while the same files were being read. */
  isReadIn(around: Surroundings, before: Stamp, open: readonly string[]): boolean {
    const { scope, certainty, container } = this.around;
    if (before !== this.before || around.scope !== scope) return false;
    if (around.certainty !== certainty || around.container !== container) return false;
    // How deep files include each other matters only where the disk is asked.
    return this.looks.length === 0 || areSame(open, this.open);
  }

  /** Says whether one of these files was looked at. */
  looksAt(uris: ReadonlySet<string>): boolean {
    if (this.looks.length === 0) return false;
    return this.passesOver(uris) || this.inclusionsOf(uris).length > 0;
  }

  /** Says whether one of these files was found and not included. */
  passesOver(uris: ReadonlySet<string>): boolean {
    return this.looks.some((look) => look.type === 'file' && typeof look.file !== 'string' && uris.has(look.file.uri));
  }

  /** Says whether the disk still answers as it did. */
  stillHolds(disk: Disk): boolean {
    if (this.looks.length === 0) return true;
    if (!this.looks.every((look) => isStillTrue(look, disk))) return false;
    return this.inclusions.every((inclusion) => inclusion.stillHolds(disk));
  }
}

const none: readonly Inclusion[] = [];

function placesByUri(items: readonly (Stretch | Inclusion)[]): ReadonlyMap<string, readonly number[]> {
  const places = new Map<string, number[]>();
  items.forEach((item, place) => {
    if (item instanceof Stretch) return;
    for (const uri of item.uris) {
      const known = places.get(uri);
      if (known) known.push(place);
      else places.set(uri, [place]);
    }
  });
  return places;
}

function inclusionsAt(places: readonly number[], items: readonly (Stretch | Inclusion)[]): readonly Inclusion[] {
  return places.map((place) => items[place]).filter((item) => item instanceof Inclusion);
}

function areSameUris(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  return one.size === other.size && [...one].every((uri) => other.has(uri));
}

function areSame(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((uri, index) => uri === other[index]);
}

/** The segments in `items`, each before those that it includes. */
export function segmentsIn(items: readonly Item[], found: Segment[] = []): Segment[] {
  for (const item of items) {
    if (item instanceof Segment) found.push(item);
    if (!(item instanceof Stretch)) segmentsIn(itemsIn(item), found);
  }
  return found;
}

/** The segments of these files in `inclusion`, and those by way of which they are read, each before those that it includes. */
export function segmentsTowards(
  uris: ReadonlySet<string>,
  { file, segments }: Inclusion,
  found: Segment[] = [],
): Segment[] {
  const isOwn = uris.has(file.uri);
  for (const segment of segments) {
    const inclusions = segment.inclusionsOf(uris);
    if (isOwn || inclusions.length > 0) found.push(segment);
    for (const inclusion of inclusions) segmentsTowards(uris, inclusion, found);
  }
  return found;
}

/** The stretches in `items` in the order of reading. */
export function stretchesIn(items: readonly Item[], found: Stretch[] = []): Stretch[] {
  for (const item of items) {
    if (item instanceof Stretch) found.push(item);
    else stretchesIn(itemsIn(item), found);
  }
  return found;
}

/** What a reading is made of, in the order of reading. */
export function itemsIn(item: Item): readonly Item[] {
  if (item instanceof Segment) return item.items;
  return item instanceof Inclusion ? item.segments : [];
}

/** A part of a reading: that of a file, of a part of it, or directives. */
export type Item = Inclusion | Segment | Stretch;

function isStillTrue(look: Look, disk: Disk): boolean {
  if (look.type === 'file') return disk.read(look.path) === look.file;
  if (look.type === 'state') return disk.state(look.path) === look.state;
  return expandPattern(look.pattern, disk, look.ignoresCase) === look.matches;
}
