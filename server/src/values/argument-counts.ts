// Whether a directive has too few or too many arguments, counted as httpd counts them (invoke_cmd in server/config.c).
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { Arity } from '../catalogue/types.ts';
import { isInLocation } from '../configuration/scopes.ts';
import type { Visit } from '../configuration/visit.ts';
import type { Word } from '../syntax/words.ts';
import { argumentsOf } from './arguments.ts';
import { type Finding, refused } from './kind.ts';
import { matchOf } from './match.ts';

/** What is wrong with the number of arguments where httpd itself counts them; the arguments are not looked at then. */
export function countFinding(visit: Visit): Finding | undefined {
  if (!visit.info || visit.hasUnknownVariable) return undefined;
  const expectation = expectations[visit.info.arity];
  return expectation && !expectation.holds(visit.words) ? findingOn(visit, expectation.text) : undefined;
}

/** What is wrong with it where the module counts for itself: what its syntax line lacks or has too much. */
export function ownCountFinding(visit: Visit, catalogue: Catalogue): Finding | undefined {
  const { info } = visit;
  const countsItself = info?.arity === 'raw' || info?.arity === 'argv';
  if (!info || visit.hasUnknownVariable || (!countsItself && !lookedAtTwice.has(info.arity))) return undefined;
  const { missing, extra } = matchOf(visit, info, catalogue);
  if (missing.length > 0) return findingOn(visit, `${missing.map((slot) => slot.text).join(' ')}, which is missing`);
  if (extra.length === 0 || info['extra-arguments'] === 'ignored') return undefined;
  const mayCount = countsItself || (isInLocation(visit) && info['location-syntax'] !== undefined);
  return mayCount ? findingOn(visit, `no more than ${argumentsOf(visit).length - extra.length} arguments`) : undefined;
}

interface Expectation {
  readonly text: string;
  readonly holds: (words: readonly Word[]) => boolean;
}

/** `required` arguments must not be empty, since an empty one ends the list where httpd looks at it; up to `most` may come. */
function between(text: string, required: number, most: number): Expectation {
  return {
    text,
    holds: (words) => words.length >= required && words.length <= most && !hasEmpty(words, required),
  };
}

function hasEmpty(words: readonly Word[], count: number): boolean {
  for (let index = 0; index < count; index++) if (words[index]?.text === '') return true;
  return false;
}

const expectations: Readonly<Partial<Record<Arity, Expectation>>> = {
  none: between('no argument', 0, 0),
  flag: between('On or Off', 1, Number.POSITIVE_INFINITY),
  take1: between('one argument', 1, 1),
  take2: between('two arguments', 2, 2),
  take3: between('three arguments', 3, 3),
  take12: between('one or two arguments', 1, 2),
  take23: between('two or three arguments', 2, 3),
  take13: {
    text: 'one or three arguments',
    holds: (words) => words[0]?.text !== '' && (words.length === 1 || words.length === 3),
  },
  take123: between('one to three arguments', 1, 3),
  iterate: between('at least one argument', 1, Number.POSITIVE_INFINITY),
  iterate2: { text: 'at least two arguments', holds: (words) => words.length >= 2 && words[0]?.text !== '' },
};

/** Arities under which the module itself looks at the number as well, since httpd allows several. */
const lookedAtTwice: ReadonlySet<Arity> = new Set(['take12', 'take23', 'take13', 'take123']);

function findingOn({ node, words }: Visit, expected: string): Finding {
  const [first, last] = [words[0], words.at(-1)];
  const span = first && last ? { start: first.span.start, end: last.span.end } : node.nameSpan;
  const given = words.length === 0 ? 'none' : String(words.length);
  const comment = words.find((word) => word.quote === '' && word.text.startsWith('#'));
  const note = comment ? '; a comment needs a line of its own, here it counts as arguments' : '';
  return refused(`${node.name} takes ${expected}; given: ${given}${note}`, { span, rule: 'argument-count' });
}
