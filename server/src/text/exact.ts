// Arrays that stay: a growing one has room to spare, and a large tree has very many of them.

/** The same items in an array that has room for no more; all empty ones are one. */
export function exact<Item>(items: readonly Item[]): readonly Item[] {
  return items.length === 0 ? empty : items.slice();
}

const empty: readonly never[] = Object.freeze([]);
