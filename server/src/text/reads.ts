// Notices what an answer was made from, so that it can be kept for as long as that stays the same.

/** What was read: of an owner (a host, or the whole configuration where there is none) the keys that were asked for. */
export type Reads = ReadonlyMap<object | undefined, ReadonlySet<string>>;

/** Does `work` and tells what it read by way of `noteRead`. */
export function withReads<Value>(work: () => Value): { readonly value: Value; readonly reads: Reads } {
  const outer = current;
  const reads = new Map<object | undefined, Set<string>>();
  current = reads;
  try {
    const value = work();
    return { value, reads: reads.size > 0 ? reads : nothing };
  } finally {
    current = outer;
  }
}

/** Says that whoever makes an answer right now has read `key` of `owner`. */
export function noteRead(owner: object | undefined, key: string): void {
  if (!current) return;
  const known = current.get(owner);
  if (known) known.add(key);
  else current.set(owner, new Set([key]));
}

/** Says the same of everything that an answer was made from which is used again. */
export function noteReads(reads: Reads): void {
  if (!current || reads.size === 0) return;
  for (const [owner, keys] of reads) for (const key of keys) noteRead(owner, key);
}

/** Most answers read nothing of the kind, and there are many of them. */
const nothing: Reads = new Map();

let current: Map<object | undefined, Set<string>> | undefined;
