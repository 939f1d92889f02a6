// Notices what an answer was made from, so that it can be kept for as long as that stays the same.

/** What was read: of an owner (a host, or the whole configuration where there is none) the keys that were asked for. */
export type Reads = ReadonlyMap<object | undefined, ReadonlySet<string>>;

/** Does `work` and tells what it read by way of `noteRead`. */
export function withReads<Value>(work: () => Value): { readonly value: Value; readonly reads: Reads } {
  if (isUnnoticed) return { value: work(), reads: nothing };
  const outer = current;
  const reads = new Map<object | undefined, Set<string>>();
  current = reads;
  try {
    const value = work();
    return { value, reads: summary(reads) };
  } finally {
    current = outer;
  }
}

/** Says whether it is noticed what answers are made from. */
export function isNoticing(): boolean {
  return !isUnnoticed;
}

/** Does `work` for which nothing has to be kept, as in a program that checks once and ends. */
export function unnoticed<Value>(work: () => Value): Value {
  const outer = isUnnoticed;
  isUnnoticed = true;
  try {
    return work();
  } finally {
    isUnnoticed = outer;
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

let current: Map<object | undefined, Set<string>> | undefined;
let isUnnoticed = false;

/** Most answers read nothing of the kind, and there are many of them. */
const nothing: Reads = new Map();

const mostOwners = 8;

/** What looked at very many owners has looked at all of them. */
function summary(reads: Map<object | undefined, Set<string>>): Reads {
  if (reads.size === 0) return nothing;
  if (reads.size <= mostOwners) return reads;
  const all = new Set<string>();
  for (const keys of reads.values()) for (const key of keys) all.add(key);
  return new Map([[undefined, all]]);
}
