// The parameters of a macro: declared behind its name, replaced wherever they stand in its body.
import type { Section } from '../syntax/tree.ts';
import type { Word } from '../syntax/words.ts';
import { PartSpan } from '../text/part.ts';
import type { Span } from '../text/span.ts';
import { FoundName } from './occurrence.ts';
import type { Occurrence, Role } from './symbol.ts';

/** The occurrences of the parameters of `macro`. */
export function macroParameters(macro: Section): Occurrence[] {
  const words = macro.words.slice(1).filter(({ text }) => text !== '');
  if (words.length === 0) return [];
  const declarations = words.map(({ text, inner }) => occurrence(text, inner, 'declaration', macro));
  return [...declarations, ...usesIn(macro, words)];
}

/**
 * mod_macro replaces in whole lines, in the names of directives and in closing tags too. Where two parameters begin
 * alike, the longer one is meant (mod_macro.c, substitute_macro_args).
 */
function usesIn(macro: Section, words: readonly Word[]): Occurrence[] {
  const start = macro.line.end;
  const text = macro.file.text.slice(start, macro.closing?.span.start ?? macro.fullSpan.end);
  const longestFirst = words.map((word) => word.text).sort((a, b) => b.length - a.length);
  const parameters = longestFirst.map((name) => name.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')).join('|');
  const pattern = new RegExp(`^[ \\t]*#.*$|${parameters}`, 'gm');
  return [...text.matchAll(pattern)]
    .filter(([found]) => longestFirst.includes(found))
    .map(({ 0: name, index }) => {
      const from = start + index - macro.line.part.start;
      return occurrence(name, new PartSpan(macro.line.part, from, from + name.length), 'use', macro);
    });
}

function occurrence(name: string, span: Span, role: Role, macro: Section): Occurrence {
  return new FoundName({ kind: 'macro-parameter', role, name }, { node: macro, owner: macro }, span);
}
