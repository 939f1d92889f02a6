// The names in one line; lines whose directive and text cannot hold one are passed over quickly.
import type { Catalogue } from '../catalogue/catalogue.ts';
import { argumentMentions, mayHoldNames } from './argument-mentions.ts';
import type { Mention } from './mention.ts';
import type { Reading } from './reading.ts';
import { textHint, textMentions } from './text-mentions.ts';

/** The names that stand in the line of `reading`, except for its `${VARIABLES}`. */
export function mentionsOf(reading: Reading, catalogue: Catalogue): readonly Mention[] {
  const isNamed = reading.info !== undefined && mayHoldNames(reading.info, reading, catalogue);
  const hasHint = textHint.test(reading.line.text);
  if (!isNamed && !hasHint) return none;
  return [...(isNamed ? argumentMentions(reading, catalogue) : none), ...(hasHint ? textMentions(reading) : none)];
}

const none: readonly Mention[] = [];
