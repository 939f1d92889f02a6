// The words of a directive as one stretch of text, for fixes that replace them all.
import type { Word } from '../syntax/words.ts';
import type { Span } from '../text/span.ts';

/** From the first word to the last. */
export function spanOfWords(words: readonly Word[]): Span | undefined {
  const [first] = words;
  const last = words.at(-1);
  return first && last ? { start: first.span.start, end: last.span.end } : undefined;
}
