// Header and RequestHeader, whose arguments mean different things for different actions (mod_headers, header_inout_cmd).
import type { Visit } from '../configuration/visit.ts';
import type { Word } from '../syntax/words.ts';
import { expressionFindings } from './expression.ts';
import { headerFormatFindings } from './formats.ts';
import { type Finding, refused, type Value, type ValueContext } from './kind.ts';
import { regexFindings } from './regex.ts';

const actions = ['add', 'append', 'echo', 'edit', 'edit*', 'merge', 'note', 'set', 'setifempty', 'unset'];

export function* header(visit: Visit, context: ValueContext): Generator<Finding> {
  const hasTable = visit.info?.key === 'header' && /^(?:always|onsuccess)$/i.test(visit.words[0]?.text ?? '');
  const [action, name, ...rest] = hasTable ? visit.words.slice(1) : visit.words;
  const verb = action?.text.toLowerCase() ?? '';
  if (!actions.includes(verb)) return;
  if (!name) return yield refused('the name of a header is missing', { span: action?.span ?? visit.node.nameSpan });
  if (rest.length > 3)
    return yield refused('too many arguments: a value with spaces needs quotes', { span: spanOver(rest.slice(3)) });
  if (verb === 'unset' || verb === 'echo') yield* withoutValue(verb, name, rest, context);
  else if (verb.startsWith('edit')) yield* edit(rest, visit, context);
  else yield* withValue(rest, visit, context);
}

function* withoutValue(verb: string, name: Word, rest: readonly Word[], context: ValueContext): Generator<Finding> {
  if (verb === 'echo') yield* regexFindings(asValue(name), 0, context);
  if (rest.length > 1) yield refused(`'${verb}' takes no value`, { span: spanOver(rest.slice(1)) });
  else yield* condition(rest[0], context);
}

function* edit(rest: readonly Word[], visit: Visit, context: ValueContext): Generator<Finding> {
  const [pattern, replacement, clause] = rest;
  if (!pattern || !replacement)
    return yield refused('a regular expression and a replacement are needed', { span: visit.node.nameSpan });
  yield* regexFindings(asValue(pattern), 0, context);
  yield* format(replacement, context);
  yield* condition(clause, context);
}

/** Text with %-directives, or behind `expr=` text in the expression language. */
function* format(word: Word, context: ValueContext): Generator<Finding> {
  const value = asValue(word);
  if (value.text.startsWith('expr=')) yield* expressionFindings(value, context, 'string', 'expr='.length);
  else for (const finding of headerFormatFindings(value)) yield { ...finding, span: finding.span ?? word.span };
}

function* withValue(rest: readonly Word[], visit: Visit, context: ValueContext): Generator<Finding> {
  const [value, clause, more] = rest;
  if (!value) return yield refused('the value of the header is missing', { span: visit.node.nameSpan });
  if (more) return yield refused('too many arguments: a value with spaces needs quotes', { span: more.span });
  yield* format(value, context);
  yield* condition(clause, context);
}

function* condition(word: Word | undefined, context: ValueContext): Generator<Finding> {
  if (!word || /^early$/i.test(word.text)) return;
  if (/^env=/i.test(word.text)) {
    if (/^env=!?$/i.test(word.text))
      yield refused('the name of a variable is missing: env=NAME or env=!NAME', { span: word.span });
  } else if (/^expr=/i.test(word.text))
    yield* expressionFindings({ ...asValue(word) }, context, 'condition', 'expr='.length);
  else
    yield refused(
      `'${word.text}' cannot stand here: expected early, env=NAME or expr=condition; a value with spaces needs quotes`,
      { span: word.span },
    );
}

function asValue(word: Word): Value {
  return { text: word.text, span: word.inner };
}

function spanOver(words: readonly Word[]) {
  return { start: words[0]?.span.start ?? 0, end: words.at(-1)?.span.end ?? 0 };
}
