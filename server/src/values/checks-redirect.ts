// The arguments of Redirect and its relatives, as mod_alias sorts them (add_redirect_internal).
import type { Visit } from '../configuration/visit.ts';
import type { Word } from '../syntax/words.ts';
import { expressionFindings } from './expression.ts';
import { type Finding, refused, type ValueContext } from './kind.ts';
import { atoi, wrapped } from './numbers.ts';
import { regexFindings } from './regex.ts';

/** A status may stand first; what the other words are depends on it, on their number and on the section around. */
export function* redirect(visit: Visit, context: ValueContext): Generator<Finding> {
  if (visit.words.length === 0 || visit.hasUnknownVariable) return;
  const places = placesOf(visit);
  const findings = places.map((isLocated) => findingsIn(visit, isLocated, context));
  // Where the section around is not known, only what is wrong in any counts.
  if (findings.every((found) => found.length > 0)) yield* findings[0] ?? [];
}

const namedStatus: Readonly<Record<string, number>> = { permanent: 301, temp: 302, seeother: 303, gone: 410 };

/** httpd reads a word that begins with a digit as a number, whatever follows. */
function statusIn(text: string): number | undefined {
  const named = namedStatus[text.toLowerCase()];
  return named ?? (/^\d/.test(text) ? wrapped(atoi(text)) : undefined);
}

function redirects(status: number): boolean {
  return status >= 300 && status < 400;
}

/** Whether it stands in a section (or .htaccess), which gives it a path; both where that is not known. */
function placesOf({ scope }: Visit): boolean[] {
  if (scope.context === 'unknown' || scope.context === 'opaque') return [true, false];
  return [scope.context !== 'server' && scope.context !== 'vhost'];
}

function findingsIn(visit: Visit, isLocated: boolean, context: ValueContext): Finding[] {
  const [first, second, third] = visit.words;
  const given = statusIn(first?.text ?? '');
  const status = given ?? (visit.info?.key === 'redirectpermanent' ? 301 : 302);
  if (given === undefined && third && first)
    return [refused(`'${first.text}' is no status: of three arguments the first one must be`, { span: first.span })];
  if (isLocated && !third && (given === undefined) === (second === undefined) && redirects(status))
    return expressionIn(second ?? first, context);
  if (isLocated && !second && given !== undefined && !redirects(given)) return [];
  const [pattern, target] = given === undefined ? [first, second] : [second, third];
  const finding = redirects(status) ? targetFinding(visit, target) : superfluous(first, target);
  return [...patternFindings(pattern, visit, context), ...(finding ? [finding] : [])];
}

function patternFindings(pattern: Word | undefined, visit: Visit, context: ValueContext): Iterable<Finding> {
  if (!pattern || visit.info?.key !== 'redirectmatch') return [];
  return regexFindings({ text: pattern.text, span: pattern.inner }, 0, context);
}

/** A URL for the whole of a section is an expression. */
function expressionIn(word: Word | undefined, context: ValueContext): Finding[] {
  return word ? [...expressionFindings({ text: word.text, span: word.inner }, context, 'string')] : [];
}

function targetFinding(visit: Visit, target: Word | undefined): Finding | undefined {
  const span = visit.words[0]?.span ?? visit.node.nameSpan;
  if (!target) return refused('the URL to redirect to is missing', { span });
  if (visit.info?.key === 'redirectmatch' || /^(?:\/|[a-z\d+.-]+:)/i.test(target.text)) return undefined;
  return refused(`expected a URL such as https://example.com/, or a path that starts with /, got '${target.text}'`, {
    span: target.span,
  });
}

function superfluous(status: Word | undefined, target: Word | undefined): Finding | undefined {
  if (!target) return undefined;
  return refused(`the status ${status?.text} redirects nowhere, so no URL may follow: take one from 300 to 399`, {
    span: target.span,
  });
}
