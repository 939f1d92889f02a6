// Conditions and texts in Apache's expression language (ap_expr).
import { ExpressionError } from './expression-tokens.ts';
import { type ExpressionName, parseCondition, parseTemplate } from './expression-parser.ts';
import { expressionFunctions, expressionVariables, knowsName } from './expression-names.ts';
import { type Candidate, doubtful, type Finding, partOf, refused, type Value, type ValueContext, type ValueKind } from './kind.ts';

/** A condition, as in `<If>`. */
export const expression: ValueKind = {
  *check(value, context) {
    yield* expressionFindings(value, context, parseCondition);
  },
  *complete(value) {
    yield* placeholders(value);
  },
};

/** Text that may hold `%{…}`. */
export const stringExpression: ValueKind = {
  *check(value, context) {
    yield* expressionFindings(value, context, parseTemplate);
  },
  *complete(value) {
    yield* placeholders(value);
  },
};

/** What is wrong with an expression that begins `from` characters into the value. */
export function* expressionFindings(
  value: Value,
  context: ValueContext,
  parse: (text: string) => readonly ExpressionName[] = parseCondition,
  from = 0,
): Generator<Finding> {
  try {
    for (const name of parse(value.text.slice(from))) yield* nameFindings(name, value, context, from);
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    const at = from + Math.min(error.at, Math.max(0, value.text.length - from - 1));
    yield refused(error.message, { span: partOf(value, at, at + 1) });
  }
}

/** Modules may add names of their own, so only a complete tree tells for sure. */
function* nameFindings({ sort, name, at }: ExpressionName, value: Value, context: ValueContext, from: number): Generator<Finding> {
  if (knowsName(sort, name)) return;
  const message = `the ${sort} ${name} does not exist`;
  const span = partOf(value, from + at, from + at + name.length);
  yield context.configuration.isComplete ? refused(message, { span }) : doubtful(`${message} in Apache 2.4 and its modules`, { span });
}

/** `%{…}` where one is begun, or at the end of the value. */
function* placeholders(value: Value): Generator<Candidate> {
  const open = value.text.lastIndexOf('%{');
  const isOpen = open >= 0 && !value.text.includes('}', open);
  const span = { start: value.span.start + (isOpen ? open : value.text.length), end: value.span.end };
  for (const name of expressionVariables) yield { label: `%{${name}}`, kind: 'variable', span };
  for (const name of expressionFunctions) yield { label: `%{${name}:`, kind: 'function', span };
}
