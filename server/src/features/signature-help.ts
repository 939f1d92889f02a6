// Shows the arguments of a directive while they are typed.

import type { DirectiveInfo } from '../catalogue/directive-info.ts';
import type { Slot } from '../catalogue/syntax-line.ts';
import { slotUsage } from '../catalogue/usage.ts';
import { argumentAt } from './argument.ts';
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
  const { label, parameters } = labelOf(info, slots, place);
  const active = assignment ? slots.indexOf(assignment.slot) : -1;
  return { label, parameters, documentation: info.summary, activeParameter: active < 0 ? undefined : active };
}

function labelOf(info: DirectiveInfo, slots: readonly Slot[], place: Place) {
  let label = info.isSection ? `<${info.name}` : info.name;
  const parameters = slots.map((slot) => {
    const text = slotUsage(slot);
    const start = label.length + 1;
    label += ` ${text}`;
    return { start, end: start + text.length, documentation: slotDocumentation(slot, info, place) };
  });
  return { label: info.isSection ? `${label}>` : label, parameters };
}

function slotDocumentation(slot: Slot, info: DirectiveInfo, place: Place): string {
  const lines = slot.alternatives.flatMap((term) => {
    if (term.type === 'literal')
      return info.values?.[term.text] ? [`- \`${term.text}\`: ${info.values[term.text]}`] : [];
    if (term.type === 'option')
      return info.values?.[term.name] ? [`- \`${term.name}=\`: ${info.values[term.name]}`] : [];
    if (term.type === 'group')
      return [
        `Parameters: ${Object.keys(place.configuration.settings.catalogue.group(term.group).parameters)
          .map((name) => `\`${name}\``)
          .join(', ')}`,
      ];
    return [];
  });
  return lines.join('\n');
}
