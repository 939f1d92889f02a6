// Shows the arguments of a directive while they are typed.

import type { DirectiveInfo } from '../catalogue/directive-info.ts';
import type { Slot } from '../catalogue/syntax-line.ts';
import { slotUsage } from '../catalogue/usage.ts';
import { parameterOf } from '../values/option-parts.ts';
import { type ArgumentPlace, argumentAt } from './argument.ts';
import { type Place, statementAt } from './cursor.ts';

export interface Signature {
  readonly label: string;
  readonly documentation: string;
  /** Where each argument stands in the label. */
  readonly parameters: readonly { readonly start: number; readonly end: number; readonly documentation: string }[];
  readonly activeParameter: number | undefined;
}

/** The signature for the argument at `offset`; undefined outside of arguments. */
export function signatureHelp(place: Place, offset: number): Signature | undefined {
  const node = statementAt(place.file, offset);
  if (!node) return undefined;
  const argument = argumentAt(node, offset, place.configuration);
  if (!argument || argument.slots.length === 0) return undefined;
  const { info, slots, assignment } = argument;
  const { label, parameters } = labelOf(argument, place);
  const active = assignment ? slots.indexOf(assignment.slot) : -1;
  return { label, parameters, documentation: info.summary, activeParameter: active < 0 ? undefined : active };
}

function labelOf({ info, slots, word }: ArgumentPlace, place: Place) {
  let label = info.isSection ? `<${info.name}` : info.name;
  const parameters = slots.map((slot) => {
    const text = slotUsage(slot);
    const start = label.length + 1;
    label += ` ${text}`;
    return { start, end: start + text.length, documentation: slotDocumentation(slot, info, word.text, place) };
  });
  return { label: info.isSection ? `${label}>` : label, parameters };
}

/** What the parameter means whose value is being written, or what there is to choose from. */
function slotDocumentation(slot: Slot, info: DirectiveInfo, written: string, place: Place): string {
  const { catalogue } = place.configuration.settings;
  const groups = slot.alternatives.flatMap((term) => (term.type === 'group' ? [term.group] : []));
  const [, name] = /^([^=]+)=/.exec(written) ?? [];
  const data = name && groups.map((group) => parameterOf(group, name, catalogue)).find((found) => found !== undefined);
  if (data) return `\`${name}=\`: ${data.summary.split('\n', 1)[0]}`;
  const lines = slot.alternatives.flatMap((term) => {
    const word = term.type === 'literal' ? term.text : term.type === 'option' ? term.name : undefined;
    const meaning = word && info.values?.[word];
    return meaning ? [`- \`${word}${term.type === 'option' ? '=' : ''}\`: ${meaning}`] : [];
  });
  const names = groups.flatMap((group) => Object.keys(catalogue.group(group).parameters));
  return [...listOf(names), ...lines].join('\n');
}

/** More names than these are left to completion: they would cover its list. */
const fewNames = 8;

function listOf(names: readonly string[]): string[] {
  if (names.length === 0 || names.length > fewNames) return [];
  return [`Parameters: ${names.map((name) => `\`${name}\``).join(', ')}`];
}
