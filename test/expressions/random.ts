// Random choices that repeat themselves for the same seed.

export interface Random {
  /** A whole number from 0 up to, and without, `limit`. */
  below(limit: number): number;
  /** One of `items`, which must not be empty. */
  pick<Item>(items: readonly Item[]): Item;
  /** True in `percent` of all cases. */
  chance(percent: number): boolean;
}

/** The mulberry32 generator. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const below = (limit: number) => Math.floor(next() * limit);
  return {
    below,
    pick: (items) => items[below(items.length)] as (typeof items)[number],
    chance: (percent) => below(100) < percent,
  };
}

/** `text` with a few of its characters removed, doubled, swapped or replaced by one of `alphabet`. */
export function mutate(text: string, alphabet: readonly string[], random: Random): string {
  let changed = text;
  for (let count = 1 + random.below(2); count > 0; count--) {
    const at = random.below(changed.length + 1);
    const [before, here, after] = [changed.slice(0, at), changed.slice(at, at + 1), changed.slice(at + 1)];
    const replacement = random.pick([
      '',
      here + here,
      random.pick(alphabet),
      random.pick(alphabet) + here,
      after.slice(0, 1) + here,
    ]);
    changed = before + replacement + after;
  }
  return changed;
}
