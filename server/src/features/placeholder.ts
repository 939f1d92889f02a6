// The texts that stand in for arguments in an inserted completion, until somebody types over them.
import type { Slot, Term } from '../catalogue/syntax-line.ts';
import { kinds } from '../values/kinds.ts';

/** What stands at the place of `slot`: the label of its kind, or what nearly everybody writes. */
export function placeholderOf(slot: Slot): string {
  return labelOf(slot.alternatives.find((term) => term.type === 'kind') ?? slot.alternatives[0]);
}

/** The literals of a place that takes nothing else, for the editor to offer by itself; none of any other place. */
export function choiceOf(slot: Slot): readonly string[] {
  const literals = slot.alternatives.flatMap((term) => (term.type === 'literal' ? [term.text] : []));
  return literals.length === slot.alternatives.length && !slot.isSigned ? literals : [];
}

/** Says whether there is something to choose from at the place of `slot`. */
export function hasCandidates({ alternatives }: Slot): boolean {
  return alternatives.some((term) => term.type !== 'kind' || kinds[term.kind]?.complete !== undefined);
}

const usual: Readonly<Record<string, string>> = { 'vhost-address': '*:80' };

function labelOf(term: Term | undefined): string {
  if (term?.type === 'kind') return usual[term.kind] ?? term.label;
  if (term?.type === 'option') return `${term.name}=`;
  return term?.type === 'literal' ? term.text : '';
}
