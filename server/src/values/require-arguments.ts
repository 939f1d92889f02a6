// What stands behind the entity of a Require line: offered and explained as the entity takes it.
import type { Word } from '../syntax/words.ts';
import { requirement } from './access.ts';
import { expressionCandidates, expressionHover } from './expression.ts';
import type { Candidate, Value, ValueContext, ValueKind } from './kind.ts';
import { method } from './methods.ts';
import { envVariable } from './variables.ts';

/** An argument of the entity; behind `not` the entity itself. */
export const requireArgument: ValueKind = {
  *complete(value, context) {
    const { entity, first } = partsOf(context);
    if (!entity || isAt(value, entity)) yield* requirement.complete?.(value, context) ?? [];
    else yield* candidates[entity.text]?.(value, context, first) ?? [];
  },
  hover(value, context) {
    const { entity, first } = partsOf(context);
    if (!entity || isAt(value, entity)) return requirement.hover?.(value, context);
    if (entity.text === 'expr' && first) return expressionHover(asValue(first), context);
    return explanations[entity.text]?.(value.text) ?? requirement.hover?.(asValue(entity), context);
  },
};

/** The entity, and the first of its arguments. */
function partsOf({ visit }: ValueContext): { readonly entity: Word | undefined; readonly first: Word | undefined } {
  const [entity, first] = visit.words[0]?.text.toLowerCase() === 'not' ? visit.words.slice(1) : visit.words;
  return { entity, first };
}

function isAt(value: Value, { inner }: Word): boolean {
  return value.span.start === inner.start;
}

function asValue({ text, inner }: Word): Value {
  return { text, span: inner };
}

type Completion = (value: Value, context: ValueContext, first: Word | undefined) => Iterable<Candidate>;

const candidates: Readonly<Record<string, Completion>> = {
  *all() {
    yield { label: 'granted', detail: 'everybody may come in', kind: 'keyword' };
    yield { label: 'denied', detail: 'nobody may come in', kind: 'keyword' };
  },
  env: (value, context) => envVariable.complete?.(value, context) ?? [],
  method: (value, context) => method.complete?.(value, context) ?? [],
  expr: (value, context, first) => expressionCandidates(first ? asValue(first) : value, context),
};

const explanations: Readonly<Record<string, (text: string) => string | undefined>> = {
  all: (text) => {
    if (/^granted$/i.test(text)) return '`all granted`: everybody may come in, without logging in.';
    return /^denied$/i.test(text) ? '`all denied`: nobody may come in; Apache answers 403.' : undefined;
  },
  ip: (text) => `Clients with the address \`${text}\`, or from the network of that address.`,
  host: (text) => `Clients whose host name is \`${text}\` or ends in it; Apache looks the name up for each address.`,
  'forward-dns': (text) => `Clients with the address that the name \`${text}\` leads to.`,
  env: (text) => `Requests for which the variable \`${text}\` is set, whatever its value.`,
  method: (text) => `Requests with the method \`${text}\`.`,
  user: (text) => `The user \`${text}\`, who has to log in.`,
  group: (text) => `Members of the group \`${text}\`, who have to log in.`,
};
