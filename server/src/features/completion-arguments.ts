// Completion inside arguments, from the syntax line: literals, parameters, and what the value kinds offer.
import { parseSyntaxLine, type Slot, type Term } from '../catalogue/syntax-line.ts';
import { slotUsage } from '../catalogue/usage.ts';
import type { Visit } from '../configuration/visit.ts';
import type { Node } from '../syntax/tree.ts';
import type { Word } from '../syntax/words.ts';
import { type Span, touches } from '../text/span.ts';
import { valueTerms } from '../values/findings.ts';
import type { Candidate, Value } from '../values/kind.ts';
import { kinds } from '../values/kinds.ts';
import { optionParts } from '../values/option-parts.ts';
import { type ArgumentPlace, argumentAt } from './argument.ts';
import type { CompletionItem, CompletionKind } from './completion.ts';
import { type Place, scopeAt } from './cursor.ts';
import { parameterMarkdown } from './documentation.ts';
import { placeholderOf } from './placeholder.ts';
import { parameterRank } from './usage.ts';

/** What fits the argument of `node` at `offset`. */
export function argumentCompletions(place: Place, node: Node, offset: number): CompletionItem[] {
  const argument = argumentAt(node, offset, place.configuration);
  if (!argument || offset < argument.word.inner.start) return [];
  return isPlaceholder(argument) ? placeholderCompletions(argument, place) : completionsAt(argument, offset, place);
}

function completionsAt(argument: ArgumentPlace, offset: number, place: Place): CompletionItem[] {
  const typed = argument.word.text.slice(0, Math.max(0, offset - argument.word.inner.start));
  const slots = openSlots(argument);
  const values = typed.includes('=') ? parameterValues(argument, slots, place, typed) : undefined;
  return distinct(
    values ?? [...usualItems(argument), ...slots.flatMap((slot) => slotCompletions(slot, argument, place))],
  );
}

/** A text that was inserted together with the name, and is not yet typed over. */
function isPlaceholder({ assignment, word, offset }: ArgumentPlace): boolean {
  return assignment !== undefined && word.text === placeholderOf(assignment.slot) && offset === word.inner.end;
}

/** Everything that fits there; the editor keeps only what goes on as the placeholder does, so each item says that it does. */
function placeholderCompletions(argument: ArgumentPlace, place: Place): CompletionItem[] {
  const { inner, text } = argument.word;
  const start = { start: inner.start, end: inner.start };
  const empty = { ...argument, offset: inner.start, word: { ...argument.word, text: '', span: start, inner: start } };
  return completionsAt(empty, inner.start, place).map((item) => ({
    ...item,
    span: inner,
    filter: `${text} ${item.label}`,
  }));
}

/** The lists of arguments that most people write, as long as there are none. */
function usualItems({ info, node, word }: ArgumentPlace): CompletionItem[] {
  if (!info.usual || node.words.some((other) => other.span.start !== word.span.start)) return [];
  return Object.entries(info.usual).map(([text, detail], rank) => ({
    ...literalItem(text, rank, word.inner, undefined),
    detail,
    rank,
  }));
}

/** The ranks of all else begin behind those of the usual lists. */
const firstRank = 10;

/** The place of the cursor, and the places behind it as long as the ones before may be left out. */
function openSlots({ slots, assignment }: ArgumentPlace): Slot[] {
  const first = assignment ? slots.indexOf(assignment.slot) : -1;
  if (first < 0) return [];
  const open: Slot[] = [];
  for (const slot of slots.slice(first)) {
    open.push(slot);
    if (!slot.isOptional) break;
  }
  return open;
}

function slotCompletions(slot: Slot, argument: ArgumentPlace, place: Place): CompletionItem[] {
  const { word, info } = argument;
  const value: Value = { text: word.text, span: word.inner };
  return slot.alternatives.flatMap((term, index) => {
    if (term.type === 'literal') return literalItems(term.text, index, slot, argument);
    if (term.type === 'option') return [optionItem(term.name, index, nameSpan(word), info.values?.[term.name])];
    if (term.type === 'group') return groupItems(term.group, argument, place);
    return kindItems(term, value, argument, place);
  });
}

/** A literal with each sign that it may carry here; none when a list holds it already. */
function literalItems(text: string, index: number, slot: Slot, { word, node, info }: ArgumentPlace): CompletionItem[] {
  const others = slot.repeats ? node.words.filter((other) => other !== word).map((other) => other.text) : [];
  if (others.some((other) => other.replace(/^[+-]/, '').toLowerCase() === text.toLowerCase())) return [];
  const signs = slot.isSigned ? signsFor(word.text, others) : [''];
  return signs.map((sign, group) => {
    const rank = slot.alternatives.some(({ type }) => type === 'group') ? optionRank(text, index) : group * 50 + index;
    return literalItem(sign + text, rank, word.inner, info.values?.[text]);
  });
}

/** The sign that is typed; behind a signed word only signed ones, since a bare word would undo what stands before it. */
function signsFor(typed: string, others: readonly string[]): string[] {
  const sign = /^[+-]/.exec(typed)?.[0];
  if (sign) return [sign];
  return others.some((other) => /^[+-]/.test(other)) ? ['+', '-'] : ['', '+', '-'];
}

function literalItem(text: string, index: number, span: Span, documentation: string | undefined): CompletionItem {
  const item = { label: text, kind: 'value', span, text, isSnippet: false, rank: firstRank + index } as const;
  return documentation ? { ...item, documentation } : item;
}

/** A word up to its `=`: the value that stands behind it is kept. */
function nameSpan(word: Word): Span {
  const equals = word.text.indexOf('=');
  return equals < 0
    ? word.span
    : { start: word.inner.start, end: Math.min(word.inner.start + equals + 1, word.inner.end) };
}

/** Behind the literals; the usual ones first, whatever group they belong to. */
function optionRank(name: string, index: number): number {
  const rank = parameterRank(name);
  return rank === undefined ? 200 + index : 100 + rank;
}

function optionItem(name: string, index: number, span: Span, documentation: string | undefined): CompletionItem {
  const item = {
    label: `${name}=`,
    kind: 'parameter',
    span,
    text: `${name}=`,
    isSnippet: false,
    rank: firstRank + optionRank(name, index),
    retrigger: true,
  } as const;
  return documentation ? { ...item, documentation } : item;
}

function groupItems(group: string, { info, word, node }: ArgumentPlace, place: Place): CompletionItem[] {
  const used = new Set(node.words.filter((other) => other !== word).map((other) => other.text.split('=')[0]));
  return Object.entries(place.configuration.settings.catalogue.group(group).parameters)
    .filter(([name]) => !used.has(name))
    .map(([name, data], index) => ({
      ...optionItem(name, index, nameSpan(word), parameterMarkdown(name, data, info)),
      detail: parseSyntaxLine(data.value).map(slotUsage).join(' '),
    }));
}

/** Completions behind the `=` of an option or parameter; undefined where none is called so. */
function parameterValues(
  argument: ArgumentPlace,
  slots: readonly Slot[],
  place: Place,
  typed: string,
): CompletionItem[] | undefined {
  const groups = slots.flatMap((slot) =>
    slot.alternatives.flatMap((term) => (term.type === 'group' ? [term.group] : [])),
  );
  const parts = optionParts(argument.word, groups, place.configuration.settings.catalogue);
  const name = typed.slice(0, typed.indexOf('='));
  const option = slots
    .flatMap((slot) => slot.alternatives)
    .find((term) => term.type === 'option' && term.name.toLowerCase() === name.toLowerCase());
  const terms: readonly Term[] = option?.type === 'option' ? option.value : valueTerms(parts.data);
  const { value } = parts;
  if (!value || (!option && !parts.data)) return undefined;
  return terms.flatMap((term, index) => {
    if (term.type === 'literal') return [literalItem(term.text, index, value.span, parts.data?.values?.[term.text])];
    return term.type === 'kind' ? kindItems(term, value, argument, place, name) : [];
  });
}

function kindItems(
  term: Extract<Term, { type: 'kind' }>,
  value: Value,
  argument: ArgumentPlace,
  place: Place,
  parameter?: string,
): CompletionItem[] {
  const visit = argument.visit ?? visitLike(argument, place);
  const { configuration } = place;
  const context = {
    visit,
    line: visit.line,
    configuration,
    catalogue: configuration.settings.catalogue,
    minimum: term.minimum,
    maximum: term.maximum,
    parameter,
    offset: argument.offset,
  };
  const typed = upTo(value, argument.offset);
  // A declaration may lack its name yet; an editor refuses an item whose place does not hold the cursor, for instance in front of an opening brace.
  return [...(kinds[term.kind]?.complete?.(typed, context) ?? [])]
    .filter(({ label }) => label !== '')
    .map((candidate, index) => candidateItem(candidate, index, value.span))
    .filter((item) => touches(item.span, argument.offset));
}

/** The part of a value in front of the cursor: what stands behind it says nothing about what is being typed. */
function upTo({ text, span }: Value, offset: number): Value {
  const end = Math.max(span.start, Math.min(offset, span.end));
  return { text: text.slice(0, end - span.start), span: { start: span.start, end } };
}

/** A stand-in for a directive that is not read, for instance inside a false `<IfModule>`. */
function visitLike({ node, info }: ArgumentPlace, place: Place): Visit {
  const scope = scopeAt(place, node.line.start);
  const { line, words } = node;
  const plain = { node, info, scope, line, words, file: place.file, certainty: 'possible' } as const;
  return { ...plain, hasUnknownVariable: false, container: undefined, use: undefined };
}

function candidateItem(candidate: Candidate, index: number, span: Span): CompletionItem {
  const kind: CompletionKind = candidate.kind ?? 'value';
  const { label, detail, documentation } = candidate;
  const isFolder = kind === 'folder';
  return {
    label,
    kind,
    span: candidate.span ?? span,
    text: label,
    isSnippet: false,
    rank: firstRank + rankOf(candidate, index),
    ...(detail ? { detail } : {}),
    ...(documentation ? { documentation } : {}),
    ...(isFolder ? { retrigger: true } : {}),
  };
}

/** What the configuration declares comes first, then usual files; words come in the order of their kind, all else by its name. */
function rankOf({ kind, rank }: Candidate, index: number): number {
  if (kind === 'reference') return 0;
  if (kind === 'file' || kind === 'folder') return 1 + (rank ?? mostUsual);
  return kind === 'variable' || kind === 'function' ? 1 : 1 + index;
}

/** More kinds of usual files than any argument has. */
const mostUsual = 9;

function distinct(items: readonly CompletionItem[]): CompletionItem[] {
  return [...new Map(items.map((item) => [item.label, item])).values()];
}
