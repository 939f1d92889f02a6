// The parameters of a macro: declared behind its name, replaced wherever they stand in its body.
import type { Section } from '../syntax/tree.ts';
import type { Word } from '../syntax/words.ts';
import type { SourceFile } from '../text/source-file.ts';
import type { Span } from '../text/span.ts';
import type { Occurrence, Role } from './symbol.ts';

/** The occurrences of the parameters of `macro`, which stands in `file`. */
export function parameterMentions(macro: Section, file: SourceFile): Occurrence[] {
  const words = macro.words.slice(1).filter(({ text }) => text !== '');
  if (words.length === 0) return [];
  const declarations = words.map(({ text, inner }) => occurrence(text, inner, 'declaration', macro, file));
  return [...declarations, ...usesIn(bodyOf(macro, file), words, macro, file)];
}

interface Body {
  readonly text: string;
  readonly start: number;
}

/** mod_macro replaces in whole lines, in the names of directives and in closing tags too. */
function bodyOf(macro: Section, file: SourceFile): Body {
  const start = macro.line.end;
  return { text: file.text.slice(start, macro.closing?.span.start ?? macro.fullSpan.end), start };
}

/** Where two parameters begin alike, the longer one is meant (mod_macro.c, substitute_macro_args). */
function usesIn({ text, start }: Body, words: readonly Word[], macro: Section, file: SourceFile): Occurrence[] {
  const longestFirst = words.map((word) => word.text).sort((a, b) => b.length - a.length);
  const parameters = longestFirst.map((name) => name.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')).join('|');
  const pattern = new RegExp(`^[ \\t]*#.*$|${parameters}`, 'gm');
  return [...text.matchAll(pattern)]
    .filter(([found]) => longestFirst.includes(found))
    .map((match) => {
      const span = { start: start + match.index, end: start + match.index + match[0].length };
      return occurrence(match[0], span, 'use', macro, file);
    });
}

function occurrence(name: string, span: Span, role: Role, macro: Section, file: SourceFile): Occurrence {
  const isWritten = file.text.slice(span.start, span.end) === name;
  return {
    kind: 'macro-parameter',
    role,
    name,
    means: name,
    file,
    span,
    node: macro,
    owner: macro,
    isWritten,
    isOpen: false,
    isGuess: false,
    isExact: false,
    isInPattern: false,
  };
}
