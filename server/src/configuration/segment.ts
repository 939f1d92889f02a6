// What came out of reading one part of a file at one moment; read alike, it is used again.
import type { PartTree, Section } from '../syntax/tree.ts';
import { exact } from '../text/exact.ts';
import { passingMemo } from '../text/memo.ts';
import type { SourceFile } from '../text/source-file.ts';
import type { Disk, PathState } from './disk.ts';
import { Inclusion } from './inclusion.ts';
import type { Effect, Stamp, State } from './state.ts';
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
  readonly before: Stamp;
  /** In the order of reading. */
  readonly items: readonly (Stretch | Inclusion)[];
  /** What reading did, in order; that of included files stands with them. */
  readonly effects: readonly (Effect | Inclusion)[];
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
  readonly items: readonly (Stretch | Inclusion)[];
  readonly effects: readonly (Effect | Inclusion)[];
  readonly looks: readonly Look[];
  readonly links: readonly IncludeLink[];
  readonly skipped: readonly Section[];
  #stretches: readonly Stretch[] | undefined;

  constructor({ tree, around, open, before, items, effects, looks, links, skipped }: Contents) {
    this.tree = tree;
    this.around = around;
    this.open = open;
    this.before = before;
    this.items = exact(items);
    this.effects = exact(effects);
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
    return this.items.length < 2 ? none : this.items.filter((item) => item instanceof Inclusion);
  }

  /** The same with other readings of included files. */
  including(others: ReadonlyMap<Inclusion, Inclusion>): Segment {
    const latest = <Item>(item: Item) => (item instanceof Inclusion ? (others.get(item) ?? item) : item);
    const { tree, around, open, before, looks, links, skipped } = this;
    const [items, effects] = [this.items.map(latest), this.effects.map(latest)];
    return new Segment({ tree, around, open, before, items, effects, looks, links, skipped });
  }

  /** Does to `state` what reading did. */
  performOn(state: State): void {
    for (const effect of this.effects) {
      if (effect instanceof Inclusion) effect.performOn(state);
      else state.perform(effect);
    }
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
    return this.passesOver(uris) || this.inclusions.some((inclusion) => inclusion.reads(uris));
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

function areSame(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((uri, index) => uri === other[index]);
}

/** Says whether `one` is read before `other`; both are of the same reading. */
export function isBefore(one: Visit, other: Visit): boolean {
  return byOrder(one, other) < 0;
}

/** For sorting by the order of reading. */
export function byOrder(one: Visit, other: Visit): number {
  const [early, late] = [one.stretch, other.stretch];
  if (!early || !late || early !== late) return orderOf(early) - orderOf(late);
  return placeIn(early, one) - placeIn(early, other);
}

/** The place of a visit in its stretch. */
export function placeIn(stretch: Stretch, visit: Visit): number {
  return stretch.visits.length < few ? stretch.visits.indexOf(visit) : (placesIn(stretch).get(visit) ?? 0);
}

/** To look through so many is quicker than to make an index of them. */
const few = 100;

const placesIn: (stretch: Stretch) => ReadonlyMap<Visit, number> = passingMemo(
  ({ visits }) => new Map(visits.map((visit, index) => [visit, index])),
);

function orderOf(stretch: Stretch | undefined): number {
  return stretch ? stretch.order : Number.MAX_SAFE_INTEGER;
}

/** The segments in `segments`, each before those that it includes. */
export function segmentsIn(segments: readonly Segment[], found: Segment[] = []): Segment[] {
  for (const segment of segments) {
    found.push(segment);
    for (const inclusion of segment.inclusions) segmentsIn(inclusion.segments, found);
  }
  return found;
}

/** The stretches in `segments` in the order of reading. */
export function stretchesIn(segments: readonly Segment[], found: Stretch[] = []): Stretch[] {
  for (const { items } of segments) {
    for (const item of items) {
      if (item instanceof Stretch) found.push(item);
      else stretchesIn(item.segments, found);
    }
  }
  return found;
}

function isStillTrue(look: Look, disk: Disk): boolean {
  if (look.type === 'file') return disk.read(look.path) === look.file;
  if (look.type === 'state') return disk.state(look.path) === look.state;
  return expandPattern(look.pattern, disk, look.ignoresCase) === look.matches;
}
