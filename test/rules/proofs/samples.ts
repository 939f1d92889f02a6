// The configurations of the rules' pages, for tests that send requests to them.
import { rulePages, type Sample } from '../rule-pages.ts';

/** The text of a block that the page of `rule` reports, counted from 1; throws where there is none. */
export function reported(rule: string, sample: number): string {
  return textOf(rule, 'reported', sample);
}

/** The text of a block that the page of `rule` finds fine. */
export function fine(rule: string, sample: number): string {
  return textOf(rule, 'fine', sample);
}

function textOf(id: string, kind: 'reported' | 'fine', sample: number): string {
  const found: Sample | undefined = rulePages().find(({ rule }) => rule.id === id)?.[kind][sample - 1];
  if (!found) throw new Error(`The page of ${id} has no block ${kind} ${sample}.`);
  return found.text;
}
