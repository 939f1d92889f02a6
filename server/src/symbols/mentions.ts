// The names in one line, found once for as long as its file does not change.
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { Configuration } from '../configuration/evaluate.ts';
import { isInLocation } from '../configuration/scopes.ts';
import type { Visit } from '../configuration/visit.ts';
import type { Node } from '../syntax/tree.ts';
import { memo } from '../text/memo.ts';
import { argumentMentions } from './argument-mentions.ts';
import type { Mention } from './mention.ts';
import { textMentions } from './text-mentions.ts';

/** The names that stand in the line of `visit`. */
export function mentionsOf(visit: Visit, { settings }: Configuration): readonly Mention[] {
  const { catalogue } = settings;
  // What variables and macros make of a line is another text each time.
  if (visit.use || visit.line !== visit.node.line) return found(visit, catalogue);
  const known = isInLocation(visit) ? knownIn(catalogue).location : knownIn(catalogue).elsewhere;
  const mentions = known.get(visit.node) ?? found(visit, catalogue);
  if (mentions.length > 0) known.set(visit.node, mentions);
  return mentions;
}

interface Known {
  readonly location: WeakMap<Node, readonly Mention[]>;
  readonly elsewhere: WeakMap<Node, readonly Mention[]>;
}

const knownIn: (catalogue: Catalogue) => Known = memo(() => ({ location: new WeakMap(), elsewhere: new WeakMap() }));

function found(visit: Visit, catalogue: Catalogue): readonly Mention[] {
  return [...argumentMentions(visit, catalogue), ...textMentions(visit)];
}
