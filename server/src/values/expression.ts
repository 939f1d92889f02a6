// Conditions and texts in Apache's expression language (ap_expr).
import { diagnose } from '../expressions/diagnose.ts';
import { explain } from '../expressions/explain.ts';
import { longest } from '../expressions/scan.ts';
import { type Suggestion, suggest } from '../expressions/suggest.ts';
import type { Mode } from '../expressions/token.ts';
import { type ArgumentText, argumentText, bracedText, rawText, rewriteTexts } from './argument-text.ts';
import {
  type Candidate,
  doubtful,
  type Finding,
  refused,
  type Value,
  type ValueContext,
  type ValueKind,
} from './kind.ts';

/** A condition, as in `<If>`. */
export const expression = kindOf('condition');

/** Text that may hold `%{…}`. */
export const stringExpression = kindOf('string');

/** A condition that may stand in braces; nothing may follow it. */
export const bracedExpression: ValueKind = {
  ...expression,
  *check(value, context) {
    yield* expressionFindings(value, context);
    const { visit } = context;
    const index = visit.words.findIndex(({ inner }) => inner.start === value.span.start);
    const end = bracedText(visit, visit.line.indexOf(value.span.start))?.end;
    const extra = visit.words.find((word, place) =>
      end === undefined ? place > index : visit.line.indexOf(word.span.start) > end,
    );
    if (index >= 0 && extra) yield refused('nothing may follow the condition', { span: extra.span });
  },
};

/** A condition that takes the rest of its line, quotes and all. */
export const rawExpression: ValueKind = {
  ...expression,
  *check(value, context) {
    if (context.visit.words[0]?.inner.start === value.span.start) yield* expressionFindings(value, context);
  },
};

/** What is wrong with an expression that begins `from` characters into the value. */
export function* expressionFindings(
  value: Value,
  context: ValueContext,
  mode: Mode = 'condition',
  from = 0,
): Generator<Finding> {
  if (mode === 'string' && isPlain(context.line.text)) return;
  const text = textOf(value, context).from(from);
  // A variable of the configuration whose value is not known can hold anything.
  if (/\$\{/.test(text.text) && context.visit.hasUnknownVariable) return;
  const { isComplete } = context.configuration;
  for (const { start, end, message, replacements, isUnknownName } of diagnose(text.text, mode)) {
    const more = { span: text.spanOf(start, end), replacements };
    yield isUnknownName && !isComplete
      ? doubtful(`${message}; a module that is not known here may bring it`, more)
      : refused(message, more);
  }
}

/** Nothing can be wrong with a text in which nothing is replaced, unless it is too long. */
function isPlain(text: string): boolean {
  return text.length < longest && !/\\|%\{/.test(text);
}

/** What can be written at the cursor. */
export function* expressionCandidates(
  value: Value,
  context: ValueContext,
  mode: Mode = 'condition',
  from = 0,
): Generator<Candidate> {
  const text = textOf(value, context).from(from);
  // In front of the brace that opens it there is no expression yet.
  if (context.offset !== undefined && context.offset < text.spanOf(0, 0).start) return;
  const index = context.offset === undefined ? text.text.length : text.indexOf(context.offset);
  const { start, end, suggestions } = suggest(text.text, mode, index);
  for (const suggestion of suggestions) yield candidate(suggestion, text.spanOf(start, end));
}

/** Markdown about the name or operator at the cursor. */
export function expressionHover(
  value: Value,
  context: ValueContext,
  mode: Mode = 'condition',
  from = 0,
): string | undefined {
  if (context.offset === undefined) return undefined;
  const text = textOf(value, context).from(from);
  return explain(text.text, mode, text.indexOf(context.offset));
}

function kindOf(mode: Mode): ValueKind {
  return {
    check: (value, context) => expressionFindings(value, context, mode),
    complete: (value, context) => expressionCandidates(value, context, mode),
    hover: (value, context) => expressionHover(value, context, mode),
  };
}

function candidate({ label, summary, kind }: Suggestion, span: Candidate['span']): Candidate {
  return { label, documentation: summary, kind, ...(span ? { span } : {}) };
}

/** The expression as the directive gets it: most take a word, some the line as it stands. */
function textOf(value: Value, context: ValueContext): ArgumentText {
  const { visit, parameter } = context;
  const { line, node, info } = visit;
  const at = line.indexOf(value.span.start);
  if (info?.key === 'sslrequire')
    return rawText(visit, node.argumentsFrom + leadingSpace(line.text.slice(node.argumentsFrom)));
  if (info?.key === 'require')
    return withoutQuotes(rawText(visit, '"\''.includes(line.text[at - 1] ?? ' ') ? at - 1 : at));
  if (info?.key === 'rewritecond') return withoutNegation(rewriteTexts(visit)[1] ?? argumentText(value, visit, false));
  if (info?.key === 'proxyhcexpr') return bracedText(visit, at)?.text ?? argumentText(value, visit, false);
  return argumentText(value, visit, parameter !== undefined);
}

function leadingSpace(text: string): number {
  return text.length - text.trimStart().length;
}

/** Require takes the line raw, without the double quotes around all of it; escapes stay. */
function withoutQuotes(text: ArgumentText): ArgumentText {
  if (!text.text.startsWith('"') || !text.text.endsWith('"') || text.text.length < 2) return text;
  return text.slice(1, text.text.length - 1);
}

/** RewriteCond takes a `!` away before it looks at the rest. */
function withoutNegation(text: ArgumentText): ArgumentText {
  return text.text.startsWith('!') ? text.from(1) : text;
}
