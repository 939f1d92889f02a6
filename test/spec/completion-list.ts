// The completion list as an editor shows it: what fits the typed text, in the order of the server.

import { type CompletionItem, complete } from '../../server/src/features/completion.ts';
import { completionOf } from '../../server/src/lsp/convert.ts';
import type { Spec } from './spec.ts';

/** The items whose label goes on as the text in front of the cursor does, ignoring case and an opening bracket or quote. */
export function offered(spec: Spec): CompletionItem[] {
  const { file } = spec.focus;
  const sortText = (item: CompletionItem) => completionOf(item, file).sortText ?? '';
  return complete(spec.place, spec.cursor)
    .filter((item) => bare(item.filter ?? item.label).startsWith(bare(file.text.slice(item.span.start, spec.cursor))))
    .sort((a, b) => (sortText(a) < sortText(b) ? -1 : 1));
}

function bare(text: string): string {
  return text.toLowerCase().replace(/^[<"']/, '');
}
