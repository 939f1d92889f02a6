// Lays the arguments of a directive over the places of its syntax line.
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { DirectiveInfo } from '../catalogue/directive-info.ts';
import type { Slot, Term } from '../catalogue/syntax-line.ts';
import { isInLocation } from '../configuration/scopes.ts';
import type { Visit } from '../configuration/visit.ts';
import type { Word } from '../syntax/words.ts';
import { argumentsOf } from './arguments.ts';
import { kinds } from './kinds.ts';
import { parameterOf } from './option-parts.ts';

/** A word, the place it takes, and the alternative of that place which it is; none when it fits no alternative. */
export interface Assignment {
  readonly word: Word;
  readonly slot: Slot;
  readonly term: Term | undefined;
}

export interface Match {
  readonly assignments: readonly Assignment[];
  /** Required places without a word. */
  readonly missing: readonly Slot[];
  /** Words behind the last place. */
  readonly extra: readonly Word[];
}

/** The cheapest way to lay `words` over `slots`: misfits, missing and extra words each cost something. */
export function matchArguments(slots: readonly Slot[], words: readonly Word[], catalogue: Catalogue): Match {
  return plainMatch(slots, words, catalogue) ?? new Matcher(slots, words, catalogue).result();
}

/** The same for one directive; asked by several rules one right after the other. */
export function matchOf(visit: Visit, info: DirectiveInfo, catalogue: Catalogue): Match {
  if (latest?.visit !== visit) {
    const match = matchArguments(info.slots(isInLocation(visit)), argumentsOf(visit), catalogue);
    latest = { visit, match };
  }
  return latest.match;
}

let latest: { readonly visit: Visit; readonly match: Match } | undefined;

/** The match where each word fits the first place that is left: no other one costs less. Undefined where that fails. */
function plainMatch(slots: readonly Slot[], words: readonly Word[], catalogue: Catalogue): Match | undefined {
  const assignments: Assignment[] = [];
  let at = 0;
  for (const slot of slots) {
    const before = at;
    for (let word = words[at]; word && (slot.repeats || at === before); word = words[at]) {
      const term = termFor(slot, word.text, catalogue);
      if (!term) break;
      assignments.push({ word, slot, term });
      at++;
    }
    if (at === before && !slot.isOptional) return undefined;
  }
  return at === words.length ? { assignments, missing: [], extra: [] } : undefined;
}

/** The alternative of `slot` that `text` is: a literal, option or parameter first, then the first kind that it fits. */
export function termFor(slot: Slot, text: string, catalogue: Catalogue): Term | undefined {
  return (
    slot.alternatives.find((term) => namesIt(term, text, catalogue)) ??
    slot.alternatives.find((term) => isKindOf(term, text))
  );
}

function namesIt(term: Term, text: string, catalogue: Catalogue): boolean {
  if (term.type === 'literal') return isLiteral(term, term.isSigned ? text.replace(/^[+-]/, '') : text);
  if (term.type === 'option') return text.toLowerCase().startsWith(`${term.name.toLowerCase()}=`);
  if (term.type === 'group')
    return text.includes('=') && parameterOf(term.group, text.slice(0, text.indexOf('=')), catalogue) !== undefined;
  return false;
}

function isLiteral(term: Extract<Term, { type: 'literal' }>, text: string): boolean {
  return term.isExact ? term.text === text : term.text.toLowerCase() === text.toLowerCase();
}

function isKindOf(term: Term, text: string): boolean {
  if (term.type !== 'kind') return false;
  const fits = kinds[term.kind]?.fits;
  return fits === undefined || fits(text);
}

const misfitCost = 1;
/** A place that may be left out takes a word that does not fit it only in need. */
const optionalMisfitCost = 3;
const missingCost = 10;
const extraCost = 4;

interface Path {
  readonly cost: number;
  readonly takes: boolean;
}

class Matcher {
  readonly #slots: readonly Slot[];
  readonly #words: readonly Word[];
  readonly #catalogue: Catalogue;
  readonly #paths = new Map<number, Path>();

  constructor(slots: readonly Slot[], words: readonly Word[], catalogue: Catalogue) {
    this.#slots = slots;
    this.#words = words;
    this.#catalogue = catalogue;
  }

  result(): Match {
    const assignments: Assignment[] = [];
    const missing: Slot[] = [];
    let at = 0;
    let wasTaken = false;
    for (let s = 0; s < this.#slots.length; ) {
      const slot = this.#slots[s];
      const word = this.#words[at];
      if (!slot) break;
      if (word && this.#best(s, at, wasTaken).takes) {
        assignments.push({ word, slot, term: termFor(slot, word.text, this.#catalogue) });
        at++;
        wasTaken = slot.repeats;
        if (!slot.repeats) s++;
        continue;
      }
      if (!slot.isOptional && !wasTaken) missing.push(slot);
      wasTaken = false;
      s++;
    }
    return { assignments, missing, extra: this.#words.slice(at) };
  }

  /** The cheapest way on from slot `s` and word `w`; `wasTaken`: the slot repeats and has a word already. */
  #best(s: number, w: number, wasTaken: boolean): Path {
    const slot = this.#slots[s];
    if (!slot) return { cost: (this.#words.length - w) * extraCost, takes: false };
    const key = (w * (this.#slots.length + 1) + s) * 2 + (wasTaken ? 1 : 0);
    const known = this.#paths.get(key);
    if (known) return known;
    const path = this.#explore(slot, s, w, wasTaken);
    this.#paths.set(key, path);
    return path;
  }

  #explore(slot: Slot, s: number, w: number, wasTaken: boolean): Path {
    const skipCost = this.#best(s + 1, w, false).cost + (slot.isOptional || wasTaken ? 0 : missingCost);
    const word = this.#words[w];
    if (!word) return { cost: skipCost, takes: false };
    const fits = termFor(slot, word.text, this.#catalogue) !== undefined;
    const misfit = fits ? 0 : slot.isOptional && !slot.repeats ? optionalMisfitCost : misfitCost;
    const rest = slot.repeats ? this.#best(s, w + 1, true) : this.#best(s + 1, w + 1, false);
    const takeCost = rest.cost + misfit;
    return takeCost <= skipCost ? { cost: takeCost, takes: true } : { cost: skipCost, takes: false };
  }
}
