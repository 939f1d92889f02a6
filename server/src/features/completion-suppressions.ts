// What can be typed in a comment: how it ignores problems, and the rules that it can name.
import { rules } from '../rules/all.ts';
import { suppressionVerbs } from '../rules/suppression.ts';
import type { CompletionItem } from './completion.ts';

const verbDetails: Readonly<Record<(typeof suppressionVerbs)[number], string>> = {
  'ignore-next-line': 'no problems of these rules in the next line',
  'ignore-file': 'no problems of these rules in this file',
};

/** The completions at `offset`, behind `before`, the text of its line; undefined where that is no comment for apache-ls. */
export function suppressionCompletions(before: string, offset: number): CompletionItem[] | undefined {
  const [, typed] = /^\s*#+\s*(ap[a-z-]*|apache-ls\s+[a-z-]*)$/.exec(before) ?? [];
  if (typed !== undefined) return verbs(typed, offset);
  const [, names] =
    /^\s*#+\s*apache-ls\s+ignore-(?:next-line|file)\s+((?:[a-z][a-z-]*[\s,]+)*(?:[a-z][a-z-]*)?)$/.exec(before) ?? [];
  return names === undefined ? undefined : ids(names.split(/[\s,]+/), offset);
}

function verbs(typed: string, offset: number): CompletionItem[] {
  const beginning = typed.replace(/\s+/, ' ');
  return suppressionVerbs
    .filter((verb) => `apache-ls ${verb}`.startsWith(beginning))
    .map((verb) => ({
      label: `apache-ls ${verb}`,
      kind: 'keyword',
      span: { start: offset - typed.length, end: offset },
      text: `apache-ls ${verb} `,
      isSnippet: false,
      detail: verbDetails[verb],
      rank: 0,
      retrigger: true,
    }));
}

/** All rules but those that are named already. */
function ids(names: readonly string[], offset: number): CompletionItem[] {
  const typed = names.at(-1) ?? '';
  const others = new Set(names.slice(0, -1));
  return rules
    .filter(({ id }) => !others.has(id))
    .map(({ id, summary }) => ({
      label: id,
      kind: 'value',
      span: { start: offset - typed.length, end: offset },
      text: id,
      isSnippet: false,
      detail: summary,
      rank: 0,
    }));
}
