// What came out of reading one part of a file at one moment; read alike, it is used again.
import type { PartTree, Section } from '../syntax/tree.ts';
import type { SourceFile } from '../text/source-file.ts';
import type { Disk, PathState } from './disk.ts';
import type { Effect, Stamp } from './state.ts';
import type { Certainty, Scope, Visit } from './visit.ts';
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
  /** Why nothing is included: the file is not there, or it is not known. */
  readonly failure?: 'missing' | 'cycle';
}

/** Something that the disk answered while reading. */
export type Look =
  | { readonly type: 'pattern'; readonly pattern: string; readonly matches: Matches }
  | { readonly type: 'file'; readonly path: string; readonly file: SourceFile | 'missing' | 'unknown' }
  | { readonly type: 'state'; readonly path: string; readonly state: PathState };

/** Visits that follow each other without an included file between them. */
export class Stretch {
  readonly visits: Visit[] = [];
}

export class Segment {
  readonly tree: PartTree;
  readonly around: Surroundings;
  /** The files that were being read, from the first to this one. */
  readonly open: readonly string[];
  readonly before: Stamp;
  /** In the order of reading; the segments are those of included files. */
  readonly items: (Stretch | Segment)[] = [];
  /** Of the included files too. */
  readonly effects: Effect[] = [];
  readonly looks: Look[] = [];
  readonly links: IncludeLink[] = [];
  /** Conditional sections that are certainly not read. */
  readonly skipped: Section[] = [];

  constructor(tree: PartTree, around: Surroundings, open: readonly string[], before: Stamp) {
    this.tree = tree;
    this.around = around;
    this.open = open;
    this.before = before;
  }

  add(visit: Visit): void {
    const last = this.items.at(-1);
    if (last instanceof Stretch) last.visits.push(visit);
    else this.#begin().visits.push(visit);
  }

  /** Takes over what happened in an included file. */
  include(inner: Segment): void {
    this.items.push(inner);
    this.effects.push(...inner.effects);
    this.looks.push(...inner.looks);
  }

  /** Says whether reading the same part within `around` comes to the same. */
  isReadAlike(around: Surroundings, open: readonly string[], before: Stamp, disk: Disk): boolean {
    const { scope, certainty, container } = this.around;
    if (before !== this.before || around.scope !== scope || around.certainty !== certainty) return false;
    if (around.container !== container) return false;
    if (this.looks.length === 0) return true;
    const isSameDepth = open.length === this.open.length && open.every((uri, index) => uri === this.open[index]);
    return isSameDepth && this.looks.every((look) => isStillTrue(look, disk));
  }

  #begin(): Stretch {
    const stretch = new Stretch();
    this.items.push(stretch);
    return stretch;
  }
}

/** The segments in `segment`, itself first. */
export function* segmentsIn(segment: Segment): Generator<Segment> {
  yield segment;
  for (const item of segment.items) if (item instanceof Segment) yield* segmentsIn(item);
}

/** The stretches in `segment` in the order of reading. */
export function* stretchesIn(segment: Segment): Generator<Stretch> {
  for (const item of segment.items) {
    if (item instanceof Stretch) yield item;
    else yield* stretchesIn(item);
  }
}

function isStillTrue(look: Look, disk: Disk): boolean {
  if (look.type === 'file') return disk.read(look.path) === look.file;
  if (look.type === 'state') return disk.state(look.path) === look.state;
  return expandPattern(look.pattern, disk) === look.matches;
}
