// Finds the part of a file that holds an offset.
import type { SourceFile } from '../text/source-file.ts';
import { parse } from './parse.ts';
import type { PartTree } from './tree.ts';

/** The part that holds `offset`; the last one for the end of the file. */
export function partAt(file: SourceFile, offset: number): PartTree {
  const { parts } = parse(file);
  let low = 0;
  let high = parts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((parts[middle]?.part.start ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  const found = parts[low];
  if (!found) throw new Error(`${file.uri} has no parts`);
  return found;
}
