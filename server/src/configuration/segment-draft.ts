// A segment while its part is being read.
import type { PartTree, Section } from '../syntax/tree.ts';
import { exact } from '../text/exact.ts';
import type { Inclusion } from './inclusion.ts';
import { type Contents, type IncludeLink, type Look, Segment, Stretch } from './segment.ts';
import type { Stamp } from './state.ts';
import type { Surroundings } from './surroundings.ts';
import type { ReadVisit, Visit } from './visit.ts';

export class SegmentDraft implements Contents {
  readonly tree: PartTree;
  readonly around: Surroundings;
  readonly open: readonly string[];
  readonly before: Stamp;
  after: Stamp;
  readonly items: (Stretch | Inclusion)[] = [];
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
    this.after = before;
  }

  add(visit: ReadVisit): void {
    const last = this.items.at(-1);
    const stretch = last instanceof Stretch ? last : new Stretch();
    if (stretch !== last) this.items.push(stretch);
    this.#visits.push(visit);
    visit.stretch = stretch;
  }

  include(inclusion: Inclusion): void {
    this.#endStretch();
    this.items.push(inclusion);
  }

  /**
   * The segment; `after` is what reading has come to. What has not changed since an earlier reading of the same part is
   * taken from that, so that what was found out about it stays.
   */
  finished(after: Stamp, earlier: Segment | undefined): Segment {
    this.#endStretch();
    if (earlier) this.#keep(earlier);
    this.after = after;
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
