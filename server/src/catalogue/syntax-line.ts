// Reads the typed syntax lines of the data: `<url-path> <path> [{daemon} ...]` and the like.

/** One thing that may stand at a place of the argument list. */
export type Term =
  | { readonly type: 'literal'; readonly text: string; readonly isExact: boolean; readonly isSigned: boolean }
  | {
      readonly type: 'kind';
      readonly kind: string;
      readonly label: string;
      readonly minimum?: number;
      readonly maximum?: number;
    }
  | { readonly type: 'option'; readonly name: string; readonly value: readonly Term[] }
  | { readonly type: 'group'; readonly group: string };

/** One place of the argument list. */
export interface Slot {
  readonly alternatives: readonly Term[];
  readonly isOptional: boolean;
  readonly repeats: boolean;
  /** Some literal may carry `+` or `-`. */
  readonly isSigned: boolean;
  /** As written in the syntax line, for signature help. */
  readonly text: string;
}

/** The places of a syntax line, in order. Throws a SyntaxError that names the line when it is malformed. */
export function parseSyntaxLine(line: string): Slot[] {
  const slots: Slot[] = [];
  let optionalDepth = 0;
  for (const token of tokensOf(line)) {
    if (token === '[') optionalDepth++;
    else if (token === ']') optionalDepth--;
    else if (token === '...') repeatLast(slots, line);
    else slots.push(slotOf(token, optionalDepth > 0, line));
    if (optionalDepth < 0) throw new SyntaxError(`unbalanced brackets in the syntax line: ${line}`);
  }
  if (optionalDepth !== 0) throw new SyntaxError(`unbalanced brackets in the syntax line: ${line}`);
  return slots;
}

/** `[+|-]` belongs to the word after it; any other bracket stands for itself. */
function tokensOf(line: string): string[] {
  const token = /\.\.\.|(?:\[\+\|-\]|<[^>]*>|'[^']*'|[^\s[\]<>'])+|[[\]]/g;
  return line.match(token) ?? [];
}

function repeatLast(slots: Slot[], line: string): void {
  const last = slots.pop();
  if (!last) throw new SyntaxError(`nothing to repeat in the syntax line: ${line}`);
  slots.push({ ...last, repeats: true });
}

/** A sign before the first alternative holds for all of them, unless others carry one as well. */
function slotOf(token: string, isOptional: boolean, line: string): Slot {
  const signs = token.split(signMark).length - 1;
  const parts = alternativesOf(token);
  const isForAll = signs === 1 && token.startsWith(signMark);
  const alternatives = parts.map((part) =>
    termOf(part.replace(signMark, ''), isForAll || part.startsWith(signMark), line),
  );
  return { alternatives, isOptional, repeats: false, isSigned: signs > 0, text: token };
}

const signMark = '[+|-]';

/** Splits at `|` outside of `[+|-]`, `<…>`, `{…}` and quotes. */
function alternativesOf(text: string): string[] {
  return text.match(/(?:\[\+\|-\]|<[^>]*>|'[^']*'|\{[^}]*\}|[^|])+/g) ?? [];
}

function termOf(part: string, isSigned: boolean, line: string): Term {
  const option = /^([\w.-]+)=(.+)$/.exec(part);
  if (option) return { type: 'option', name: option[1] ?? '', value: [termOf(option[2] ?? '', false, line)] };
  if (part.startsWith('{')) return { type: 'group', group: part.slice(1, -1) };
  if (part.startsWith("'")) return { type: 'literal', text: part.slice(1, -1), isExact: true, isSigned };
  if (!part.startsWith('<')) return { type: 'literal', text: part, isExact: false, isSigned };
  return kindOf(part, line);
}

function kindOf(part: string, line: string): Term {
  const match = /^<([a-z][a-z0-9-]*)(?::([^\s>]+))?(?:\s+(-?[\d.]*?)\.\.(-?[\d.]*))?>$/.exec(part);
  if (!match) throw new SyntaxError(`cannot read ${part} in the syntax line: ${line}`);
  const [, kind = '', label, minimum, maximum] = match;
  return {
    type: 'kind',
    kind,
    label: label ?? kind,
    ...(minimum ? { minimum: Number(minimum) } : {}),
    ...(maximum ? { maximum: Number(maximum) } : {}),
  };
}
