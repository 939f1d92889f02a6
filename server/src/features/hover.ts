// Explains the word under the cursor: a name, a parameter, a value, a variable, a module.
import type { Slot } from '../catalogue/syntax-line.ts';
import type { Word } from '../syntax/words.ts';
import { type Span, touches } from '../text/span.ts';
import { valueTerms } from '../values/findings.ts';
import type { Value } from '../values/kind.ts';
import { kinds } from '../values/kinds.ts';
import { termFor } from '../values/match.ts';
import { optionParts } from '../values/option-parts.ts';
import { type ArgumentPlace, argumentAt } from './argument.ts';
import { nodeAt, type Place } from './cursor.ts';
import { directiveMarkdown, officialLink, parameterMarkdown } from './documentation.ts';
import { variableHover } from './variables.ts';

export interface HoverText {
  readonly markdown: string;
  readonly span: Span;
}

/** What there is to say about the word at `offset`. */
export function hover(place: Place, offset: number): HoverText | undefined {
  const node = nodeAt(place.file, offset);
  if (!node) return closingTagHover(place, offset);
  const variable = variableHover(place, node, offset);
  if (variable) return variable;
  const info = place.configuration.settings.catalogue.entryOf(node);
  if (info && touches(node.nameSpan, offset)) return { markdown: directiveMarkdown(info), span: node.nameSpan };
  const argument = argumentAt(node, offset, place.configuration);
  return argument?.word.text ? argumentHover(argument, offset, place) : undefined;
}

function closingTagHover(place: Place, offset: number): HoverText | undefined {
  const { file, configuration } = place;
  const { line } = file.positionAt(offset);
  const text = file.text.slice(file.lineStarts[line], file.lineStarts[line + 1]);
  const match = /^\s*<\/([^\s>]+)>?/.exec(text);
  const info = match?.[1] ? configuration.settings.catalogue.directive(`<${match[1]}`) : undefined;
  if (!info || !match?.[1]) return undefined;
  const start = (file.lineStarts[line] ?? 0) + match[0].indexOf(match[1]);
  const span = { start, end: start + match[1].length };
  return touches(span, offset) ? { markdown: directiveMarkdown(info), span } : undefined;
}

function argumentHover(argument: ArgumentPlace, offset: number, place: Place): HoverText | undefined {
  const { assignment, word } = argument;
  if (!assignment) return undefined;
  const text = optionHover(argument, assignment.slot, offset, place) ?? valueHover(argument, word, place);
  // On a quote around name and value the hover is about the whole word.
  return touches(text.span, offset) ? text : { ...text, span: word.span };
}

function optionHover(argument: ArgumentPlace, slot: Slot, offset: number, place: Place): HoverText | undefined {
  const { info, word } = argument;
  const { catalogue } = place.configuration.settings;
  const groups = slot.alternatives.flatMap((term) => (term.type === 'group' ? [term.group] : []));
  if (groups.length === 0) return undefined;
  const parts = optionParts(word, groups, catalogue);
  if (!parts.data) return undefined;
  const markdown = parameterMarkdown(parts.name, parts.data, info);
  if (touches(parts.nameSpan, offset) || !parts.value) return { markdown, span: parts.nameSpan };
  const text = parts.data.values && literalText(parts.data.values, parts.value.text);
  const own = kindHover(
    valueTerms(parts.data),
    { text: parts.value.text, span: parts.value.span },
    argument,
    place,
    parts.name,
  );
  return { markdown: text ? `\`${parts.value.text}\`: ${text}` : (own ?? markdown), span: parts.value.span };
}

function valueHover(argument: ArgumentPlace, word: Word, place: Place): HoverText {
  const { info, assignment } = argument;
  const documented = info.values && literalText(info.values, word.text.replace(/^[+-](?=\w)/, ''));
  const link = officialLink(info) ?? '';
  if (documented) return { markdown: `\`${word.text}\`: ${documented}\n\n${link}`, span: word.span };
  const option = optionValueHover(argument, word);
  if (option) return option;
  const own = kindHover(assignment?.slot.alternatives ?? [], { text: word.text, span: word.inner }, argument, place);
  if (own) return { markdown: own, span: word.span };
  return {
    markdown: `\`${assignment?.slot.text ?? ''}\` of ${info.name}: ${info.summary}\n\n${link}`,
    span: word.span,
  };
}

/** An option that is written out in the syntax line may be documented under its name among the values. */
function optionValueHover({ info, assignment }: ArgumentPlace, word: Word): HoverText | undefined {
  if (assignment?.term?.type !== 'option') return undefined;
  const text = info.values && literalText(info.values, assignment.term.name);
  return text ? { markdown: `\`${assignment.term.name}=\`: ${text}`, span: word.span } : undefined;
}

function kindHover(
  terms: Slot['alternatives'],
  value: Value,
  argument: ArgumentPlace,
  place: Place,
  parameter?: string,
): string | undefined {
  const slot = { alternatives: terms, isOptional: false, repeats: false, isSigned: false, text: '' };
  const { catalogue } = place.configuration.settings;
  const term = termFor(slot, value.text, catalogue);
  if (term?.type !== 'kind' || !argument.visit) return undefined;
  return kinds[term.kind]?.hover?.(value, {
    visit: argument.visit,
    line: argument.visit.line,
    configuration: place.configuration,
    catalogue,
    parameter,
    offset: argument.offset,
  });
}

function literalText(values: Readonly<Record<string, string>>, text: string): string | undefined {
  if (Object.hasOwn(values, text)) return values[text];
  const lower = text.toLowerCase();
  return Object.entries(values).find(([name]) => name.toLowerCase() === lower)?.[1];
}
