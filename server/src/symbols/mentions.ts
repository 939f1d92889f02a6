// The names in one line; lines whose directive and text cannot hold one are passed over quickly.
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { DirectiveInfo } from '../catalogue/directive-info.ts';
import type { Node } from '../syntax/tree.ts';
import { memo } from '../text/memo.ts';
import { argumentMentions, mayHoldNames } from './argument-mentions.ts';
import type { Mention } from './mention.ts';
import type { Reading } from './reading.ts';
import { textHint, textMentions } from './text-mentions.ts';

/** The names that stand in the line of `reading`, except for its `${VARIABLES}`. */
export function mentionsOf(reading: Reading, catalogue: Catalogue): readonly Mention[] {
  const isNamed = namesOf(catalogue).planOf(reading.node).mayHoldNames;
  const hasHint = textHint.test(reading.line.text);
  if (!isNamed && !hasHint) return none;
  return [...(isNamed ? argumentMentions(reading, catalogue) : none), ...(hasHint ? textMentions(reading) : none)];
}

/** The entry that `node` stands for; quicker than the catalogue, which must look at the letters. */
export function infoOf(node: Node, catalogue: Catalogue): DirectiveInfo | undefined {
  return namesOf(catalogue).planOf(node).info;
}

const none: readonly Mention[] = [];

interface Plan {
  readonly info: DirectiveInfo | undefined;
  readonly mayHoldNames: boolean;
}

/** What is known of a directive by its name, as the files spell it. */
class Plans {
  readonly #catalogue: Catalogue;
  readonly #directives = new Map<string, Plan>();
  readonly #sections = new Map<string, Plan>();

  constructor(catalogue: Catalogue) {
    this.#catalogue = catalogue;
  }

  planOf(node: Node): Plan {
    const plans = node.kind === 'section' ? this.#sections : this.#directives;
    const known = plans.get(node.name);
    if (known) return known;
    const info = this.#catalogue.entryOf(node);
    const plan = { info, mayHoldNames: info !== undefined && mayHoldNames(info, this.#catalogue) };
    // Somebody who types a name writes a hundred others on the way.
    if (info) plans.set(node.name, plan);
    return plan;
  }
}

const namesOf: (catalogue: Catalogue) => Plans = memo((catalogue) => new Plans(catalogue));
