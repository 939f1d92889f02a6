// The arguments of a directive as its own module splits them.
import { endOfWords, optionWordsOf, type Word } from '../syntax/words.ts';
import { passingMemo } from '../text/memo.ts';
import { type RawStatement, rewriteTexts } from './argument-text.ts';

/** The words that the syntax line is laid over; `On` and `Off` flags look at the first one only. */
export function argumentsOf(visit: RawStatement): readonly Word[] {
  const { info, line, words } = visit;
  if (info?.arity === 'flag') return words.slice(0, 1);
  if (info?.arity !== 'raw') return words;
  if (info.module.module === 'mod_rewrite') return rewriteWords(visit);
  return info.module['exact-parameters'] === true && line.text.includes('=') ? exactWords(visit) : words;
}

const exactWords = passingMemo((visit: RawStatement): readonly Word[] => {
  const { line, node, words } = visit;
  const end = node.kind === 'section' ? line.text.lastIndexOf('>') : line.text.length;
  const plain = words.slice(0, plainCount(visit));
  const options = optionWordsOf(line, endOfWords(line, node.argumentsFrom, end, plain.length), end);
  // Quotes may stand around the value, not around name and value: then they are taken for a part of the name.
  return [...plain, ...options.map((word) => (word.quote ? withQuote(word) : word))];
});

function withQuote({ text, span, inner, quote, isClosed }: Word): Word {
  return { text: quote + text, span, inner, quote, isClosed };
}

/** How many words stand before the options, whatever they look like. */
function plainCount({ info }: RawStatement): number {
  return info?.slots().findIndex((slot) => slot.alternatives.some((term) => term.type === 'group')) ?? 0;
}

/** mod_rewrite takes three arguments, guards white space by backslashes, and ignores what follows. */
function rewriteWords(visit: RawStatement): readonly Word[] {
  return rewriteTexts(visit).map((argument) => {
    const span = argument.spanOf(0, argument.text.length);
    return { text: argument.text, span, inner: span, quote: '', isClosed: true };
  });
}
