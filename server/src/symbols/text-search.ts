// Says quickly in which parts of files a name may stand at all, so that a large tree is not looked through for one name.
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { PartTree } from '../syntax/tree.ts';
import { memo } from '../text/memo.ts';
import { matchings, type SymbolKind } from './symbol.ts';

/** Says of a text whether the name may stand in it; never no where it does. */
export type TextTest = (text: string) => boolean;

/** The test for the symbol of that kind called `name`. */
export function textTestFor(kind: SymbolKind, name: string, catalogue: Catalogue): TextTest {
  // Escapes may stand before these.
  if (/["'\\]/.test(name)) return () => true;
  if (kind === 'module') return anyOf(moduleSpellings(name, catalogue));
  return matchings[kind].ignoresCase ? anyOf([name]) : (text) => text.includes(name);
}

/** The same for a part of a file, where a line may be broken in the middle of a name. */
export function mayHold(tree: PartTree, test: TextTest): boolean {
  return test(tree.text) || hasBrokenWords(tree);
}

const hasBrokenWords: (tree: PartTree) => boolean = memo(
  ({ text }) => text.includes('\\') && /[^\s\\]\\\r?\n[^\s]/.test(text),
);

/** `ssl_module` is also called mod_ssl.c, and ssl in LogLevel. */
function moduleSpellings(identifier: string, catalogue: Catalogue): string[] {
  const source = catalogue.module(identifier)?.source ?? identifier;
  return [identifier, source].map((name) => name.replace(/^mod_|_module$|\.c$/g, ''));
}

function anyOf(names: readonly string[]): TextTest {
  const pattern = new RegExp(names.map((name) => name.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')).join('|'), 'i');
  return (text) => pattern.test(text);
}
