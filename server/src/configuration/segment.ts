// What came out of reading one part of a file at one moment; read alike, it is used again.
import type { PartTree, Section } from '../syntax/tree.ts';
import { exact } from '../text/exact.ts';
import { memo } from '../text/memo.ts';
import type { SourceFile } from '../text/source-file.ts';
import type { Disk, PathState } from './disk.ts';
import type { Effect, Stamp } from './state.ts';
import type { Certainty, ReadVisit, Scope, Visit } from './visit.ts';
import { expandPattern, type Matches } from './wildcard.ts';

/** How a run of nodes is read: within what, how surely, and through which macro use. */
export interface Surroundings {
  readonly scope: Scope;
  readonly certainty: Certainty;
  /** The innermost transparent section that restricts what may stand there. */
  readonly container: Visit | undefined;
  readonly use: Visit | undefined;
  readonly parameters: ReadonlyMap<string, string> | undefined;
}

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
  #outsideOfHosts: readonly Visit[] | undefined;

  /** Those that stand in no virtual host. */
  get outsideOfHosts(): readonly Visit[] {
    this.#outsideOfHosts ??= exact(this.visits.filter((visit) => !visit.scope.host));
    return this.#outsideOfHosts;
  }
}

export class Segment {
  readonly tree: PartTree;
  readonly around: Surroundings;
  /** The files that were being read, from the first to this one. */
  readonly open: readonly string[];
  readonly before: Stamp;
  /** In the order of reading; the segments are those of included files. */
  readonly items: readonly (Stretch | Segment)[];
  /** Of the included files too. */
  readonly effects: readonly Effect[];
  readonly looks: readonly Look[];
  readonly links: readonly IncludeLink[];
  /** Conditional sections that are certainly not read. */
  readonly skipped: readonly Section[];

  constructor({ tree, around, open, before, items, effects, looks, links, skipped }: SegmentDraft) {
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

  /** Says whether the part was read within the same, after the same. */
  isReadIn(around: Surroundings, before: Stamp): boolean {
    const { scope, certainty, container } = this.around;
    if (before !== this.before || around.scope !== scope) return false;
    return around.certainty === certainty && around.container === container;
  }

  /** Says whether the disk still answers as it did, while the same files are being read. */
  stillHolds(open: readonly string[], disk: Disk): boolean {
    if (this.looks.length === 0) return true;
    const isSameDepth = open.length === this.open.length && open.every((uri, index) => uri === this.open[index]);
    return isSameDepth && this.looks.every((look) => isStillTrue(look, disk));
  }
}

/** A segment while its part is being read. */
export class SegmentDraft {
  readonly tree: PartTree;
  readonly around: Surroundings;
  readonly open: readonly string[];
  readonly before: Stamp;
  readonly items: (Stretch | Segment)[] = [];
  readonly effects: Effect[] = [];
  readonly looks: Look[] = [];
  readonly links: IncludeLink[] = [];
  readonly skipped: Section[] = [];
  /** What is read into the last stretch. */
  #visits: Visit[] = [];

  constructor(tree: PartTree, around: Surroundings, open: readonly string[], before: Stamp) {
    this.tree = tree;
    this.around = around;
    this.open = open;
    this.before = before;
  }

  add(visit: ReadVisit): void {
    const last = this.items.at(-1);
    const stretch = last instanceof Stretch ? last : new Stretch();
    if (stretch !== last) this.items.push(stretch);
    this.#visits.push(visit);
    visit.stretch = stretch;
  }

  /** Takes over what happened in an included file. */
  include(inner: Segment): void {
    this.#endStretch();
    this.items.push(inner);
    this.effects.push(...inner.effects);
    this.looks.push(...inner.looks);
  }

  /** The segment. What has not changed since an earlier reading of the same part is taken from that, so that what was found out about it stays. */
  finished(earlier: Segment | undefined): Segment {
    this.#endStretch();
    if (earlier) this.#keep(earlier);
    return new Segment(this);
  }

  #endStretch(): void {
    const last = this.items.at(-1);
    if (!(last instanceof Stretch)) return;
    last.visits = exact(this.#visits);
    this.#visits = [];
  }

  #keep(earlier: Segment): void {
    this.items.forEach((item, index) => {
      const other = earlier.items[index];
      if (!(item instanceof Stretch && other instanceof Stretch) || !areReadAlike(item, other)) return;
      this.items[index] = other;
      const kept = new Map(item.visits.map((visit, at) => [visit, other.visits[at] ?? visit]));
      this.links.forEach((link, at) => {
        this.links[at] = { ...link, visit: kept.get(link.visit) ?? link.visit };
      });
    });
  }
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
  return placesIn(stretch).get(visit) ?? 0;
}

const placesIn: (stretch: Stretch) => ReadonlyMap<Visit, number> = memo(
  ({ visits }) => new Map(visits.map((visit, index) => [visit, index])),
);

function orderOf(stretch: Stretch | undefined): number {
  return stretch ? stretch.order : Number.MAX_SAFE_INTEGER;
}

function areReadAlike(one: Stretch, other: Stretch): boolean {
  if (one.visits.length !== other.visits.length) return false;
  return one.visits.every((visit, index) => {
    const known = other.visits[index];
    return (
      known !== undefined &&
      known.node === visit.node &&
      known.line.text === visit.line.text &&
      known.scope === visit.scope &&
      known.certainty === visit.certainty &&
      known.container === visit.container &&
      known.use === visit.use
    );
  });
}

/** The segments in `segment`, itself first. */
export function segmentsIn(segment: Segment, found: Segment[] = []): Segment[] {
  found.push(segment);
  for (const item of segment.items) if (item instanceof Segment) segmentsIn(item, found);
  return found;
}

/** The stretches in `segment` in the order of reading. */
export function stretchesIn(segment: Segment, found: Stretch[] = []): Stretch[] {
  for (const item of segment.items) {
    if (item instanceof Stretch) found.push(item);
    else stretchesIn(item, found);
  }
  return found;
}

function isStillTrue(look: Look, disk: Disk): boolean {
  if (look.type === 'file') return disk.read(look.path) === look.file;
  if (look.type === 'state') return disk.state(look.path) === look.state;
  return expandPattern(look.pattern, disk, look.ignoresCase) === look.matches;
}
