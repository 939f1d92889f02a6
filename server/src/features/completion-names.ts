// Completion of directive and section names, and of closing tags.
import type { DirectiveInfo } from '../catalogue/directive-info.ts';
import type { Slot } from '../catalogue/syntax-line.ts';
import { argumentUsageOf } from '../catalogue/usage.ts';
import { compareVersions } from '../catalogue/version.ts';
import { contextsOf, refusingContext } from '../configuration/contexts.ts';
import type { Settings } from '../configuration/settings.ts';
import { memo } from '../text/memo.ts';
import type { Span } from '../text/span.ts';
import type { CompletionItem } from './completion.ts';
import { snippetCompletions } from './completion-snippets.ts';
import { nodeAt, type Place, scopeAt, sectionAt } from './cursor.ts';
import { choiceOf, hasCandidates, placeholderOf } from './placeholder.ts';
import { usageRank } from './usage.ts';

/** The names that the context of the cursor allows, most used first. */
export function nameCompletions(place: Place, offset: number): CompletionItem[] {
  const { catalogue } = place.configuration.settings;
  const line = lineAround(place, offset);
  if (line.isClosing) return [];
  const contexts = contextsOf(scopeAt(place, offset));
  const items: CompletionItem[] = [];
  for (const info of catalogue.directives()) {
    if (info.absent || (line.hasBracket && !info.isSection) || isOutOfVersion(info, place.configuration.settings))
      continue;
    if (refusingContext(info, contexts)) continue;
    items.push(itemOf(info, line));
  }
  return items;
}

/** Whole blocks of lines, where the line is to begin with a name and has nothing behind it. */
export function blockCompletions(place: Place, offset: number): CompletionItem[] {
  const line = lineAround(place, offset);
  return line.hasArguments ? [] : snippetCompletions(place, offset, line.replaced);
}

/** `</Name>` for the innermost section around the cursor: where it is not closed yet, or `</` stands there. */
export function closingTags(place: Place, offset: number): CompletionItem[] {
  const section = sectionAt(place.file, offset);
  const line = lineAround(place, offset);
  if (!section || (section.closing && !line.isClosing)) return [];
  const text = `</${section.name}>`;
  return [
    {
      label: text,
      kind: 'section',
      span: line.replaced,
      text,
      isSnippet: false,
      detail: 'close the section',
      rank: line.isClosing ? 0 : 3,
    },
  ];
}

interface LineAround {
  /** From the first character of the line's word to its end. */
  readonly replaced: Span;
  readonly hasBracket: boolean;
  readonly isClosing: boolean;
  readonly hasArguments: boolean;
}

function lineAround(place: Place, offset: number): LineAround {
  const { file } = place;
  const start = file.lineStartAt(offset);
  const lineFeed = file.text.indexOf('\n', offset);
  const text = file.text.slice(start, lineFeed < 0 ? undefined : lineFeed);
  const indent = /^\s*/.exec(text.slice(0, offset - start))?.[0] ?? '';
  const word = /^[^\s>]*>?/.exec(text.slice(indent.length))?.[0] ?? '';
  const node = nodeAt(file, offset);
  return {
    replaced: { start: start + indent.length, end: Math.max(offset, start + indent.length + word.length) },
    hasBracket: word.startsWith('<'),
    isClosing: word.startsWith('</'),
    hasArguments: (node?.words.length ?? 0) > 0,
  };
}

/** The item for a name; written out, since every list holds hundreds of them and a spread costs ten times as much. */
function itemOf(info: DirectiveInfo, line: LineAround): CompletionItem {
  const { label, kind, withArguments, nameOnly, detail, origin, rank, isDeprecated, retrigger } = described(info);
  const text = line.hasArguments ? nameOnly : withArguments;
  return {
    label,
    kind,
    span: line.replaced,
    text,
    isSnippet: true,
    detail,
    origin,
    rank,
    isDeprecated,
    directive: info.key,
    retrigger,
  };
}

/** What an item says wherever it is offered. */
const described = memo((info: DirectiveInfo) => {
  const withArguments = info.isSection ? sectionText(info) : directiveText(info);
  const isDeprecated = info.deprecated !== undefined || info.removed !== undefined;
  return {
    label: info.isSection ? `<${info.name}>` : info.name,
    kind: info.isSection ? ('section' as const) : ('directive' as const),
    withArguments,
    nameOnly: info.isSection ? `<${info.name}` : escapeSnippet(info.name),
    detail: `${info.module.module}  ${argumentUsageOf(info)}`.trimEnd(),
    origin: info.module.module,
    rank: isDeprecated ? 900 : usageRank(info),
    isDeprecated,
    retrigger: opensList(info),
  };
});

function directiveText(info: DirectiveInfo): string {
  const slots = info.slots();
  const required = slots.filter((slot) => !slot.isOptional);
  if (required.length === 0) return slots.length > 0 ? `${info.name} $0` : info.name;
  return `${info.name} ${required.map((slot, index) => placeholder(slot, index + 1)).join(' ')}$0`;
}

function sectionText(info: DirectiveInfo): string {
  const required = info.slots().filter((slot) => !slot.isOptional);
  const slots = required.length > 0 ? required : info.slots().slice(0, 1);
  const words = slots.map((slot, index) => ` ${placeholder(slot, index + 1)}`).join('');
  return `<${info.name}${words}>\n\t$0\n</${info.name}>`;
}

/** A choice for a few literals, the label for anything else. */
function placeholder(slot: Slot, index: number): string {
  const choice = choiceOf(slot);
  if (choice.length > 0) return `\${${index}|${choice.map(escapeChoice).join(',')}|}`;
  return `\${${index}:${escapeSnippet(placeholderOf(slot))}}`;
}

/** Says whether the first argument is one that can be chosen; a choice opens its own list. */
function opensList(info: DirectiveInfo): boolean {
  const first = info.slots().find((slot) => !slot.isOptional) ?? info.slots()[0];
  return first !== undefined && choiceOf(first).length === 0 && hasCandidates(first);
}

function escapeSnippet(text: string): string {
  return text.replace(/[\\$}]/g, '\\$&');
}

function escapeChoice(text: string): string {
  return text.replace(/[\\$},|]/g, '\\$&');
}

function isOutOfVersion(info: DirectiveInfo, settings: Settings): boolean {
  const target = info.module.module === 'mod_wsgi' ? settings.modWsgiVersion : settings.apacheVersion;
  if (!target) return false;
  if (info.removed && compareVersions(target, info.removed) >= 0) return true;
  return info.since !== undefined && compareVersions(target, info.since) < 0;
}
