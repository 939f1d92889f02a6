// Writes syntax lines for people: `WSGIDaemonProcess <daemon-name> [parameter=value …]`.
import type { DirectiveInfo } from './directive-info.ts';
import type { Slot, Term } from './syntax-line.ts';

const mostAlternatives = 8;

/** The directive with its arguments, in angle brackets when it is a section. */
export function usageOf(info: DirectiveInfo): string {
  const usage = [info.name, ...info.slots().map(slotUsage)].join(' ');
  return info.isSection ? `<${usage}>` : usage;
}

/** The arguments alone, for where the name stands beside them. */
export function argumentUsageOf(info: DirectiveInfo): string {
  return info.slots().map(slotUsage).join(' ');
}

/** One place of the syntax line: optional ones in square brackets, repeated ones with an ellipsis. */
export function slotUsage(slot: Slot): string {
  const alternatives = [...new Set(slot.alternatives.map(termUsage))];
  const shown =
    alternatives.length > mostAlternatives ? [...alternatives.slice(0, mostAlternatives), '…'] : alternatives;
  const text = `${slot.isSigned ? '[+|-]' : ''}${shown.join('|')}${slot.repeats ? ' …' : ''}`;
  return slot.isOptional ? `[${text}]` : text;
}

function termUsage(term: Term): string {
  if (term.type === 'literal') return term.text;
  if (term.type === 'kind') return `<${term.label}>`;
  if (term.type === 'option') return `${term.name}=${term.value.map(termUsage).join('|')}`;
  return 'parameter=value';
}
