// What can be typed at the cursor: names that fit the context, closing tags, and whatever the syntax line offers.

import { isForeign } from '../syntax/build.ts';
import type { SourceFile } from '../text/source-file.ts';
import type { Span } from '../text/span.ts';
import { argumentCompletions } from './completion-arguments.ts';
import { blockCompletions, closingTags, nameCompletions } from './completion-names.ts';
import { suppressionCompletions } from './completion-suppressions.ts';
import { commentAt, type Place, sectionAt, statementAt } from './cursor.ts';
import { knownVariables } from './variables.ts';

export type CompletionKind =
  | 'directive'
  | 'section'
  | 'snippet'
  | 'value'
  | 'file'
  | 'folder'
  | 'reference'
  | 'variable'
  | 'function'
  | 'keyword'
  | 'parameter';

export interface CompletionItem {
  readonly label: string;
  readonly kind: CompletionKind;
  /** What the text replaces. */
  readonly span: Span;
  /** The text to insert; a snippet when `isSnippet`. */
  readonly text: string;
  readonly isSnippet: boolean;
  /** What the editor compares with the text in front of the cursor, where it is not the label. */
  readonly filter?: string;
  readonly detail?: string;
  /** Where it comes from, in a few letters that leave room for the label. */
  readonly origin?: string;
  /** Markdown; absent where `directive` tells where to find it. */
  readonly documentation?: string;
  /** Orders the list; items without one come last. */
  readonly rank: number;
  readonly isDeprecated?: boolean;
  /** The catalogue key whose documentation belongs to the item. */
  readonly directive?: string;
  /** Ask for completions again after inserting. */
  readonly retrigger?: boolean;
}

/** The completions at `offset`. */
export function complete(place: Place, offset: number): CompletionItem[] {
  const { file } = place;
  const start = file.lineStartAt(offset);
  const before = file.text.slice(start, offset);
  const suppressions = suppressionCompletions(before, offset);
  if (suppressions) return suppressions;
  if (commentAt(file, offset)) return [];
  if (isProgramText(file, offset)) return closingTags(place, offset);
  const variable = /\$\{?[\w-]*$/.exec(before);
  if (variable)
    return variableCompletions(place, { start: offset - variable[0].length, end: variableEnd(file, offset) });
  const isContinued = /\\\r?\n$/.test(file.text.slice(Math.max(0, start - 3), start));
  if (!isContinued && /^\s*<\/?[^\s>]*$/.test(before))
    return [...closingTags(place, offset), ...nameCompletions(place, offset)];
  if (!isContinued && /^\s*[^\s<]*$/.test(before))
    return [...nameCompletions(place, offset), ...blockCompletions(place, offset), ...closingTags(place, offset)];
  const node = statementAt(file, offset);
  return node ? argumentCompletions(place, node, offset) : [];
}

function variableCompletions(place: Place, span: Span): CompletionItem[] {
  return [...knownVariables(place.configuration)].map(([name, value]) => ({
    label: `\${${name}}`,
    kind: 'variable',
    span,
    text: `\${${name}}`,
    isSnippet: false,
    detail: value,
    rank: 0,
  }));
}

function variableEnd(file: SourceFile, offset: number): number {
  return offset + (/^[\w-]*\}?/.exec(file.text.slice(offset, offset + 80))?.[0].length ?? 0);
}

/** Inside `<Lua…>` and `<Perl>` stands another language. */
function isProgramText(file: SourceFile, offset: number): boolean {
  const section = sectionAt(file, offset);
  return section !== undefined && isForeign(section);
}
