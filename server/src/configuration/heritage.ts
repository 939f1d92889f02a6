// What a reading can take over from an earlier one.
import type { PartTree } from '../syntax/tree.ts';
import type { Disk } from './disk.ts';
import type { Inclusion } from './inclusion.ts';
import type { Segment } from './segment.ts';
import type { Stamp } from './state.ts';

export class Heritage {
  /** Where the earlier reading began. */
  readonly first: Stamp;
  readonly root: Inclusion;
  /** The URIs of the files that have another text since; none where the disk must be asked. */
  readonly edited: ReadonlySet<string> | undefined;
  /** The readings of files that were included by lines which are read anew now. Each serves once. */
  #leftovers = new Map<string, readonly Inclusion[]>();

  constructor({ first, root }: Pick<Heritage, 'first' | 'root'>, edited: ReadonlySet<string> | undefined) {
    this.first = first;
    this.root = root;
    this.edited = edited;
  }

  /** What came out of `parts` where the same file was read before; what came out of others is left over. */
  segmentsFor(parts: readonly PartTree[], before: Inclusion): ReadonlyMap<PartTree, Segment> {
    const here = new Set(parts);
    for (const segment of before.segments) if (!here.has(segment.tree)) this.leave(segment);
    return new Map(before.segments.map((segment) => [segment.tree, segment]));
  }

  /** Says whether all that the disk was asked for `segment` is as it was. */
  holds(segment: Segment, disk: Disk): boolean {
    return this.edited ? !segment.looksAt(this.edited) : segment.stillHolds(disk);
  }

  /** What `segment` includes is left over. */
  leave(segment: Segment): void {
    for (const inclusion of segment.inclusions) {
      const { uri } = inclusion.file;
      this.#leftovers.set(uri, [...(this.#leftovers.get(uri) ?? []), inclusion]);
    }
  }

  /** A reading of the file that is left over, and is not any more. */
  take(uri: string): Inclusion | undefined {
    const [first, ...rest] = this.#leftovers.get(uri) ?? [];
    if (first) this.#leftovers.set(uri, rest);
    return first;
  }

  /** Does `work`; where that comes to nothing, all is left over that was before. */
  attempt<Value>(work: () => Value | undefined): Value | undefined {
    const before = new Map(this.#leftovers);
    const value = work();
    if (value === undefined) this.#leftovers = before;
    return value;
  }
}
