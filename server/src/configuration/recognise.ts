// Tells an Apache configuration from other texts that end in .conf.
import type { Catalogue } from '../catalogue/catalogue.ts';
import { parseText } from '../syntax/parse.ts';
import { walk } from '../syntax/tree.ts';

const sample = 20_000;

/** Says whether most of the first statements of `text` are directives that the catalogue knows. */
export function looksLikeApache(text: string, catalogue: Catalogue): boolean {
  let known = 0;
  let all = 0;
  for (const node of walk(parseText(text.slice(0, sample)).nodes)) {
    all++;
    if (catalogue.entryOf(node)) known++;
  }
  return known > 0 && known * 3 >= all * 2;
}
