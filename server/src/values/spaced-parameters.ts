// Parameters that are written with spaces around their `=`, which httpd takes for several words.
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { Slot } from '../catalogue/syntax-line.ts';
import type { Word } from '../syntax/words.ts';
import { type Finding, refused } from './kind.ts';
import type { Assignment } from './match.ts';
import { parameterOf } from './option-parts.ts';

/** What is wrong with the parameters that spaces tear apart, and the words that are told with it. */
export interface SpacedParameters {
  readonly findings: readonly Finding[];
  readonly words: ReadonlySet<Word>;
}

/** Finds `name = value`, `name =value` and `name= value`; each is one mistake, although httpd sees two or three words. */
export function spacedParameters(assignments: readonly Assignment[], catalogue: Catalogue): SpacedParameters {
  if (!assignments.some(({ word: { text } }) => text.startsWith('=') || text.endsWith('='))) return none;
  const findings: Finding[] = [];
  const words = new Set<Word>();
  for (const [index, assignment] of assignments.entries()) {
    const parts = partsFrom(assignments.slice(index, index + 3), catalogue);
    const last = parts.at(-1);
    if (!last || words.has(assignment.word)) continue;
    for (const { word } of parts) words.add(word);
    const span = { start: assignment.word.span.start, end: last.word.span.end };
    const whole = parts.map(({ word }) => word.text).join('');
    const message = `${nameIn(assignment.word)} needs its value right behind it, without spaces: ${whole}`;
    findings.push(refused(message, { span, replacements: [whole], isSameMeaning: true }));
  }
  return { findings, words };
}

const none: SpacedParameters = { findings: [], words: new Set() };

/** The words of the torn parameter that begins with the first one; none where none begins there. */
function partsFrom([first, second, third]: readonly Assignment[], catalogue: Catalogue): readonly Assignment[] {
  if (!first || !second || !isParameter(nameIn(first.word), first.slot, catalogue)) return [];
  if (first.word.text.endsWith('=')) return isLoose(second) ? [first, second] : [];
  if (first.term || !second.word.text.startsWith('=')) return [];
  if (second.word.text !== '=') return [first, second];
  return third && isLoose(third) ? [first, second, third] : [first, second];
}

/** A word that is nothing by itself. */
function isLoose({ term, word }: Assignment): boolean {
  return term === undefined && !word.text.includes('=');
}

function nameIn({ text }: Word): string {
  return text.replace(/=$/, '');
}

function isParameter(name: string, slot: Slot, catalogue: Catalogue): boolean {
  return slot.alternatives.some((term) => {
    if (term.type === 'option') return term.name.toLowerCase() === name.toLowerCase();
    return term.type === 'group' && parameterOf(term.group, name, catalogue) !== undefined;
  });
}
