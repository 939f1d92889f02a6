// Too few or too many arguments, counted as httpd counts them (invoke_cmd in server/config.c).
import type { Arity } from '../catalogue/types.ts';
import type { Configuration } from '../configuration/evaluate.ts';
import { isInLocation } from '../configuration/scopes.ts';
import type { Visit } from '../configuration/visit.ts';
import type { Word } from '../syntax/words.ts';
import { argumentsOf } from '../values/arguments.ts';
import { matchOf } from '../values/match.ts';
import type { Problem } from './problem.ts';
import { problemAt, type Rule } from './rule.ts';

export const argumentCount: Rule = {
  id: 'argument-count',
  severity: 'error',
  summary: 'the directive has too few or too many arguments',
  concerns: (info) => info !== undefined,
  visit(visit, configuration) {
    if (!visit.info || visit.hasUnknownVariable) return [];
    const expected = countProblem(visit.info.arity, visit.words) ?? ownCountProblem(visit, configuration);
    return expected ? [countProblemAt(visit, expected)] : [];
  },
};

/** Says whether httpd itself takes this number of arguments. */
export function hasRightCount(visit: Visit): boolean {
  return !visit.info || visit.hasUnknownVariable || countProblem(visit.info.arity, visit.words) === undefined;
}

/** What httpd expects, when the count is wrong. An empty argument ends the list where httpd looks at it. */
function countProblem(arity: Arity, words: readonly Word[]): string | undefined {
  const expectation = expectations[arity];
  return expectation && !expectation.holds(words) ? expectation.text : undefined;
}

interface Expectation {
  readonly text: string;
  readonly holds: (words: readonly Word[]) => boolean;
}

/** `required` arguments must not be empty; up to `most` may come. */
function between(text: string, required: number, most: number): Expectation {
  return {
    text,
    holds: (words) =>
      words.length >= required && words.length <= most && words.slice(0, required).every((word) => word.text !== ''),
  };
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

/** Modules that count for themselves: what their syntax line lacks or has too much. */
function ownCountProblem(visit: Visit, configuration: Configuration): string | undefined {
  const { info } = visit;
  const countsItself = info?.arity === 'raw' || info?.arity === 'argv';
  if (!info || (!countsItself && !lookedAtTwice.has(info.arity))) return undefined;
  const match = matchOf(visit, info, configuration.settings.catalogue);
  if (match.missing.length > 0) return `${match.missing.map((slot) => slot.text).join(' ')}, which is missing`;
  const mayCount = countsItself || (isInLocation(visit) && info['location-syntax'] !== undefined);
  return mayCount && match.extra.length > 0 && info['extra-arguments'] !== 'ignored'
    ? `no more than ${argumentsOf(visit).length - match.extra.length} arguments`
    : undefined;
}

function countProblemAt(visit: Visit, expected: string): Problem {
  const { node, words } = visit;
  const last = words.at(-1);
  const span =
    words.length > 0 && last ? { start: words[0]?.span.start ?? last.span.start, end: last.span.end } : node.nameSpan;
  const given = words.length === 0 ? 'none' : String(words.length);
  const comment = words.find((word) => word.quote === '' && word.text.startsWith('#'));
  const note = comment ? '; a comment needs a line of its own, here it counts as arguments' : '';
  return problemAt(argumentCount, visit, span, `${node.name} takes ${expected}; given: ${given}${note}`);
}
