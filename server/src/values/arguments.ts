// The arguments of a directive as its own module splits them.
import type { Visit } from '../configuration/visit.ts';
import { optionWordsOf, type Word } from '../syntax/words.ts';

/** The words that the syntax line is laid over; `On` and `Off` flags look at the first one only. */
export function argumentsOf(visit: Visit): readonly Word[] {
  const { info, line, node, words } = visit;
  if (info?.arity === 'flag') return words.slice(0, 1);
  const takesQuotedOptions = info?.arity === 'raw' && info.module['exact-parameters'] === true;
  if (!takesQuotedOptions || !line.text.includes('=')) return words;
  return optionWordsOf(line, node.argumentsFrom, node.kind === 'section' ? line.text.lastIndexOf('>') : line.text.length);
}
