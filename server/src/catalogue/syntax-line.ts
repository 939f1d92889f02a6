// Reads the typed syntax lines of the data: `<url-path> <path> [{daemon} ...]` and the like.

/** One thing that may stand at a place of the argument list. */
export type Term =
  | { readonly type: 'literal'; readonly text: string; readonly isExact: boolean }
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
  /** The literals may carry `+` or `-`. */
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
  const token = /\[\+\|-\](?:<[^>]*>|'[^']*'|[^\s[\]<>'])+|\.\.\.|[[\]]|(?:<[^>]*>|'[^']*'|[^\s[\]<>'])+/g;
  return line.match(token) ?? [];
}

function repeatLast(slots: Slot[], line: string): void {
  const last = slots.pop();
  if (!last) throw new SyntaxError(`nothing to repeat in the syntax line: ${line}`);
  slots.push({ ...last, repeats: true });
}

function slotOf(token: string, isOptional: boolean, line: string): Slot {
  const isSigned = token.startsWith('[+|-]');
  const body = isSigned ? token.slice('[+|-]'.length) : token;
  const alternatives = alternativesOf(body).map((part) => termOf(part, line));
  return { alternatives, isOptional, repeats: false, isSigned, text: token };
}

/** Splits at `|` outside of `<…>`, `{…}` and quotes. */
function alternativesOf(text: string): string[] {
  return text.match(/(?:<[^>]*>|'[^']*'|\{[^}]*\}|[^|])+/g) ?? [];
}

function termOf(part: string, line: string): Term {
  const option = /^([\w.-]+)=(.+)$/.exec(part);
  if (option) return { type: 'option', name: option[1] ?? '', value: [termOf(option[2] ?? '', line)] };
  if (part.startsWith('{')) return { type: 'group', group: part.slice(1, -1) };
  if (part.startsWith("'")) return { type: 'literal', text: part.slice(1, -1), isExact: true };
  if (!part.startsWith('<')) return { type: 'literal', text: part, isExact: false };
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
