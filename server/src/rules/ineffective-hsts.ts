// Strict-Transport-Security that browsers or the preload list do not take as it is meant.
import type { Visit } from '../configuration/visit.ts';
import type { Word } from '../syntax/words.ts';
import type { Problem } from './problem.ts';
import { problemAt, type Rule, replaceFix } from './rule.ts';

export const ineffectiveHsts: Rule = {
  id: 'ineffective-hsts',
  severity: 'warning',
  summary: 'the Strict-Transport-Security header does not do what it should',
  directives: ['Header'],
  *line(visit) {
    yield* problemsOf(visit);
  },
};

function* problemsOf(visit: Visit): Generator<Problem> {
  if (visit.hasUnknownVariable) return;
  const isAlways = visit.words[0]?.text.toLowerCase() === 'always';
  const [action, name, value] = /^(?:always|onsuccess)$/i.test(visit.words[0]?.text ?? '')
    ? visit.words.slice(1)
    : visit.words;
  if (name?.text.toLowerCase().replace(/:$/, '') !== 'strict-transport-security' || !value) return;
  if (!/^(?:set|add|append|merge|setifempty)$/i.test(action?.text ?? '')) return;
  // What is appended or merged is only a part of the value.
  if (!/^(?:append|merge)$/i.test(action?.text ?? '')) yield* valueProblems(visit, value);
  if (!isAlways && action) yield onlyOnSuccess(visit, action);
}

const year = 31_536_000;

function* valueProblems(visit: Visit, value: Word): Generator<Problem> {
  if (value.text.includes('%')) return;
  const parts = value.text.split(';').map((part) => part.trim().toLowerCase());
  const age = parts.flatMap((part) => /^max-age\s*=\s*"?(\d+)"?$/.exec(part)?.[1] ?? [])[0];
  const at = (message: string) => problemAt(ineffectiveHsts, visit, value.span, message);
  if (age === undefined) yield at('without max-age=SECONDS browsers ignore the whole header');
  else if (parts.includes('preload') && Number(age) < year)
    yield at(`the preload list wants max-age=${year} (a year) or more, this says ${age}`);
  else if (parts.includes('preload') && !parts.includes('includesubdomains'))
    yield at('the preload list takes preload only together with includeSubDomains');
}

/** Redirects and error pages of Apache itself go out without headers that are set on success only. */
function onlyOnSuccess(visit: Visit, action: Word): Problem {
  const message = 'without always, Apache leaves the header out of its own redirects and error pages';
  const first = visit.words[0] ?? action;
  const span = { start: first.span.start, end: first === action ? first.span.start : action.span.start };
  const fixes = visit.use ? [] : [replaceFix('Insert always', visit.file, span, 'always ')];
  return problemAt(ineffectiveHsts, visit, action.span, message, { severity: 'information', fixes });
}
