// What mod_macro checks: definitions, uses, removals.
import type { Visit } from '../configuration/visit.ts';
import { type Declaration, declaredAs } from './declarations.ts';
import { type Finding, refused, type ValueContext } from './kind.ts';
import { placeText } from './wsgi.ts';

/** The name and the parameters, which must differ. */
export function* macroDefinition(visit: Visit): Generator<Finding> {
  const [name, ...parameters] = visit.words;
  if (!name || name.text === '')
    return yield refused('the macro needs a name', { span: name?.span ?? visit.node.nameSpan });
  for (const [index, parameter] of parameters.entries()) {
    const isTwice = parameters.slice(0, index).some((other) => other.text === parameter.text);
    if (parameter.text === '') yield refused('a parameter needs a name', { span: parameter.span });
    else if (isTwice) yield refused(`the macro has a parameter ${parameter.text} already`, { span: parameter.span });
  }
}

/** The macro must be there, and take so many arguments. */
export function* macroUse(visit: Visit, context: ValueContext): Generator<Finding> {
  const [name, ...given] = visit.words;
  if (name?.text.includes('${')) return;
  const macro = known(name?.text ?? '', visit, context);
  if (macro === 'unknown') return;
  if (macro === undefined)
    return yield refused(`there is no macro '${name?.text ?? ''}' at this line: Apache refuses to start`, {
      span: name?.span ?? visit.node.nameSpan,
    });
  if (isWithin(visit, name?.text ?? '')) {
    if (isRepeated(visit.use)) return;
    return yield refused(`the macro '${name?.text}' uses itself: Apache refuses to start`, {
      span: visit.node.nameSpan,
    });
  }
  if (visit.hasUnknownVariable) return;
  const wanted = macro.visit.words.length - 1;
  if (given.length !== wanted)
    yield refused(
      `the macro '${name?.text}' (${placeText(macro.visit)}) takes ${wanted} arguments; given: ${given.length}`,
      { span: visit.node.nameSpan },
    );
}

export function* macroRemoval(visit: Visit, context: ValueContext): Generator<Finding> {
  const name = visit.words[0]?.text ?? '';
  if (known(name, visit, context) === undefined)
    yield refused(`there is no macro '${name}' at this line: Apache refuses to start`);
}

function isWithin(visit: Visit, name: string): boolean {
  for (let use = visit.use; use; use = use.use)
    if (use.words[0]?.text.toLowerCase() === name.toLowerCase()) return true;
  return false;
}

/** Says whether a use around is a repetition already: the circle is told where it closes first. */
function isRepeated(use: Visit | undefined): boolean {
  if (!use) return false;
  return isWithin(use, use.words[0]?.text ?? '') || isRepeated(use.use);
}

/** The definition that is in force; `unknown` where files may be lacking or conditions are undecided. */
function known(name: string, visit: Visit, { configuration }: ValueContext): Declaration | 'unknown' | undefined {
  const defined = declaredAs(configuration, '<macro', name, visit).at(-1);
  const removed = declaredAs(configuration, 'undefmacro', name, visit).at(-1);
  if (removed && removed.order > (defined?.order ?? -1))
    return removed.visit.certainty === 'certain' ? undefined : 'unknown';
  if (defined) return defined.visit.certainty === 'certain' ? defined : 'unknown';
  return configuration.isWholeTree ? undefined : 'unknown';
}
