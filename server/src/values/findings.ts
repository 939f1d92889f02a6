// All that is wrong with the arguments of one directive, by its syntax line and the kinds in it.

import type { DirectiveInfo } from '../catalogue/directive-info.ts';
import { parseSyntaxLine, type Term } from '../catalogue/syntax-line.ts';
import type { ParameterData } from '../catalogue/types.ts';
import { compareVersions } from '../catalogue/version.ts';
import type { Configuration } from '../configuration/evaluate.ts';
import type { Visit } from '../configuration/visit.ts';
import { nearest } from '../text/nearest.ts';
import { countFinding, ownCountFinding } from './argument-counts.ts';
import { ignoresParameters } from './back-ends.ts';
import { checks } from './checks.ts';
import { extended, type Finding, refused, type Value, type ValueContext } from './kind.ts';
import { kinds } from './kinds.ts';
import { type Assignment, matchOf, termFor } from './match.ts';
import { optionParts, WordValue } from './option-parts.ts';
import { spacedParameters } from './spaced-parameters.ts';
import { WatchedContext } from './watched-context.ts';

/** What is found, and whether the line alone tells it: then it is found wherever the same line stands in such a place. */
export interface Judgement {
  readonly findings: readonly Finding[];
  readonly isOfLine: boolean;
}

/** The findings on the number and the values of the arguments of `visit`, in order. Arguments with unknown variables are passed over. */
export function judgementOf(visit: Visit, configuration: Configuration): Judgement {
  if (!visit.info) return nothing;
  const context = new WatchedContext(visit, configuration);
  const findings = allFindings(visit, visit.info, context);
  return { findings, isOfLine: !context.hasLookedAround };
}

const none: readonly Finding[] = [];

const nothing: Judgement = { findings: none, isOfLine: true };

function allFindings(visit: Visit, info: DirectiveInfo, context: ValueContext): readonly Finding[] {
  const miscounted = countFinding(visit);
  if (miscounted) return [miscounted];
  const own = ownFindings(info, visit, context);
  const sole = own.find((finding) => finding.isSole);
  const others = sole ? [sole] : [...argumentFindings(info, visit, context), ...own];
  const ownCount = ownCountFinding(visit, context.catalogue);
  return ownCount ? [ownCount, ...others] : others;
}

/** What the directive's own check finds; without a place it is about the first argument. */
function ownFindings(info: DirectiveInfo, visit: Visit, context: ValueContext): readonly Finding[] {
  const check = checks[info.key];
  if (!check) return none;
  const found: Finding[] = [];
  for (const finding of check(visit, context))
    found.push({ ...finding, span: finding.span ?? visit.words[0]?.span ?? visit.node.nameSpan });
  return found;
}

function argumentFindings(info: DirectiveInfo, visit: Visit, context: ValueContext): readonly Finding[] {
  const { assignments } = matchOf(visit, info, context.catalogue);
  const spaced = spacedParameters(assignments, context.catalogue);
  const findings = [...spaced.findings];
  for (const assignment of assignments) {
    const { word } = assignment;
    if (spaced.words.has(word) || holdsVariable(word.text)) continue;
    for (const finding of findingsOn(assignment, context)) {
      if (/^(?!mapping=)[^=]*=/i.test(word.text) && ignoresOptions(visit, context)) break;
      findings.push({ ...finding, span: finding.span ?? word.inner });
    }
  }
  return findings;
}

function holdsVariable(text: string): boolean {
  return text.includes('${') && /\$\{[^}]*\}/.test(text);
}

/** Directives whose parameters httpd may pass over. */
const sharing: ReadonlySet<string> = new Set(['proxypass', 'proxypassmatch', 'balancermember']);

function ignoresOptions(visit: Visit, context: ValueContext): boolean {
  return sharing.has(visit.info?.key ?? '') && ignoresParameters(visit, context.configuration);
}

function findingsOn(assignment: Assignment, context: ValueContext): Iterable<Finding> {
  const { word, term } = assignment;
  if (!term) return [misfit(assignment, new WordValue(word), context)];
  if (term.type === 'kind') return kinds[term.kind]?.check ? checkKind(term, new WordValue(word), context) : none;
  return term.type === 'literal' ? none : checkOption(assignment, term, context);
}

function checkKind(term: Extract<Term, { type: 'kind' }>, value: Value, context: ValueContext): Iterable<Finding> {
  const kind = kinds[term.kind];
  if (!kind?.check) return [];
  const { minimum, maximum } = term;
  return kind.check(
    value,
    minimum === undefined && maximum === undefined ? context : extended(context, { minimum, maximum }),
  );
}

function* checkOption(assignment: Assignment, term: Term, context: ValueContext): Generator<Finding> {
  const groups = term.type === 'group' ? [term.group] : [];
  const parts = optionParts(assignment.word, groups, context.catalogue);
  if (!parts.value) return;
  const inner = extended(context, { parameter: parts.name, parameterData: parts.data });
  const versionFinding = parts.data && versionProblem(parts.data, parts.name, context);
  if (versionFinding) yield { ...versionFinding, span: parts.nameSpan };
  const terms = term.type === 'option' ? term.value : valueTerms(parts.data);
  for (const finding of checkAlternatives(terms, parts.value, inner)) {
    yield { ...finding, span: finding.span ?? parts.value.span, message: named(finding.message, parts.name) };
  }
}

/** A line may hold many parameters: the message says which one it is about. */
function named(message: string, name: string): string {
  return message.includes(name) ? message : `${name}: ${message}`;
}

/** A value that may be one of several terms. */
function* checkAlternatives(terms: readonly Term[], value: Value, context: ValueContext): Generator<Finding> {
  if (terms.length === 0) return;
  const slot = { alternatives: terms, isOptional: false, repeats: false, isSigned: false, text: '' };
  const term = termFor(slot, value.text, context.catalogue);
  const fallback = terms.find((candidate) => candidate.type === 'kind');
  if (term?.type === 'kind') yield* checkKind(term, value, context);
  else if (!term && fallback?.type === 'kind') yield* checkKind(fallback, value, context);
  else if (!term) yield wrongLiteral(terms, value, `${context.parameter}=`);
}

const parsedValues = new WeakMap<ParameterData, readonly Term[]>();

/** The alternatives of a parameter's value. */
export function valueTerms(data: ParameterData | undefined): readonly Term[] {
  if (!data) return [];
  const known = parsedValues.get(data) ?? parseSyntaxLine(data.value)[0]?.alternatives ?? [];
  parsedValues.set(data, known);
  return known;
}

/** The word is none of what its place offers. */
function misfit(assignment: Assignment, value: Value, context: ValueContext): Finding {
  const { slot } = assignment;
  const groups = slot.alternatives.flatMap((term) => (term.type === 'group' ? [term.group] : []));
  const options = slot.alternatives.flatMap((term) => (term.type === 'option' ? [term.name] : []));
  if (groups.length > 0 || options.length > 0) return unknownOption(value, groups, options, context);
  const onlyKind = slot.alternatives.find((term) => term.type === 'kind');
  if (onlyKind?.type === 'kind') {
    const [first] = checkKind(onlyKind, value, context);
    return (
      first ?? refused(`'${value.text}' is not a valid ${onlyKind.label.replaceAll('-', ' ')}`, { rule: 'unchecked' })
    );
  }
  return wrongLiteral(slot.alternatives, value, '', slot.isSigned);
}

function wrongLiteral(terms: readonly Term[], value: Value, prefix: string, isSigned = false): Finding {
  const literals = terms.flatMap((term) => (term.type === 'literal' ? [term.text] : []));
  const sign = isSigned ? (/^[+-]/.exec(value.text)?.[0] ?? '') : '';
  const near = nearest(value.text.slice(sign.length), literals);
  const list = literals.length === 1 ? literals[0] : `one of ${literals.join(', ')}`;
  return refused(
    `'${prefix}${value.text}' is not valid here: Apache takes ${list}`,
    near ? { replacements: [sign + near] } : {},
  );
}

function unknownOption(
  value: Value,
  groups: readonly string[],
  options: readonly string[],
  context: ValueContext,
): Finding {
  const equals = value.text.indexOf('=');
  const name = equals < 0 ? value.text : value.text.slice(0, equals);
  const known = [...options, ...groups.flatMap((group) => Object.keys(context.catalogue.group(group).parameters))];
  const near = nearest(name, known);
  const span = { start: value.span.start, end: Math.min(value.span.start + Math.max(name.length, 1), value.span.end) };
  const directive = context.visit.node.name;
  if (known.includes(name))
    return refused(`${name} needs a value right behind it: ${name}=…, without spaces`, { span: value.span });
  const meant = near ? `; did you mean ${near}=?` : '';
  return refused(`${directive} has no parameter '${name}'${meant}`, {
    span,
    rule: 'unknown-parameter',
    ...(near ? { replacements: [near] } : {}),
  });
}

function versionProblem(data: ParameterData, name: string, context: ValueContext): Finding | undefined {
  if (!data.since && !data.removed) return undefined;
  const { visit, configuration } = context;
  const isWsgi = visit.info?.module.module === 'mod_wsgi';
  const target = isWsgi ? configuration.settings.modWsgiVersion : configuration.settings.apacheVersion;
  if (!target) return undefined;
  // A directive that is too new itself is told as a whole.
  if (visit.info?.since && compareVersions(target, visit.info.since) < 0) return undefined;
  const product = isWsgi ? 'mod_wsgi' : 'Apache';
  if (data.since && compareVersions(target, data.since) < 0)
    return refused(`${name} needs ${product} ${data.since}; the target is ${target}`, { rule: 'wrong-version' });
  if (data.removed && compareVersions(target, data.removed) >= 0)
    return refused(`${name} was removed in ${product} ${data.removed}; the target is ${target}`, {
      rule: 'wrong-version',
    });
  return undefined;
}
