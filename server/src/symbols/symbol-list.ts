// Occurrences of a file, found by what they name.
import { keyOf, type Occurrence } from './symbol.ts';

export class SymbolList {
  readonly occurrences: readonly Occurrence[];
  #byKey: ReadonlyMap<string, readonly Occurrence[]> | undefined;
  #declarations: readonly Occurrence[] | undefined;
  #open: readonly Occurrence[] | undefined;

  constructor(occurrences: readonly Occurrence[]) {
    this.occurrences = occurrences;
  }

  /** The occurrences whose names have that key. */
  named(key: string): readonly Occurrence[] {
    this.#byKey ??= byKey(this.occurrences);
    return this.#byKey.get(key) ?? none;
  }

  /** The declarations among them. */
  get declarations(): readonly Occurrence[] {
    this.#declarations ??= this.occurrences.filter(({ role }) => role === 'declaration');
    return this.#declarations;
  }

  /** Those whose names are not wholly known. */
  get open(): readonly Occurrence[] {
    this.#open ??= this.occurrences.filter(({ isOpen }) => isOpen);
    return this.#open;
  }
}

const none: readonly Occurrence[] = [];

function byKey(occurrences: readonly Occurrence[]): ReadonlyMap<string, readonly Occurrence[]> {
  const index = new Map<string, Occurrence[]>();
  for (const occurrence of occurrences) {
    const key = keyOf(occurrence.kind, occurrence.means);
    const known = index.get(key);
    if (known) known.push(occurrence);
    else index.set(key, [occurrence]);
  }
  return index;
}
