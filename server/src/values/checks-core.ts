// What the core and small modules check across arguments and sections.
import type { Visit } from '../configuration/visit.ts';
import { parse } from '../syntax/parse.ts';
import type { Node } from '../syntax/tree.ts';
import { declaredBefore } from './declarations.ts';
import { type Finding, refused, type ValueContext } from './kind.ts';
import { existingDirectory } from './paths.ts';

/** `<Else>` and `<ElseIf>` need an `<If>` before them in the same scope. */
export function* elseSection(visit: Visit): Generator<Finding> {
  const siblings = visit.node.parent ? visit.node.parent.children : parse(visit.file).nodes;
  const before = siblings.slice(0, siblings.indexOf(visit.node));
  const last = before.findLast((node) => /^(?:if|elseif|else)$/i.test(node.name));
  const isHidden = before.some(mayHoldSections) || (visit.node.parent ? mayHoldSections(visit.node.parent) : visit.scope.context === 'unknown');
  if (isHidden || visit.use || (last && last.name.toLowerCase() !== 'else')) return;
  yield refused(`<${visit.node.name}> has no <If> before it in the same place: Apache refuses to start`, { span: visit.node.nameSpan });
}

/** What may bring an `<If>` from elsewhere. */
function mayHoldSections(node: Node): boolean {
  return /^(?:ifmodule|ifdefine|ifversion|iffile|ifdirective|ifsection|macro|use|include|includeoptional)$/i.test(node.name);
}

export function* limitSection(visit: Visit): Generator<Finding> {
  const trace = visit.words.find((word) => word.text.toUpperCase() === 'TRACE');
  if (trace) yield refused('TRACE cannot be limited here: TraceEnable does that', { span: trace.span });
}

/** The version must have the form major.minor.patch, unless it is a regular expression. */
export function* versionSection(visit: Visit): Generator<Finding> {
  const words = visit.words;
  const version = words.at(-1);
  const operator = words.length > 1 ? (words[0]?.text.replace(/^!/, '') ?? '') : '=';
  if (!version || operator === '~' || (/^==?$/.test(operator) && /^\/.*\/$/.test(version.text))) return;
  if (!/^\d+(?:\.\d*){0,2}$/.test(version.text)) yield refused(`'${version.text}' is no version: expected major.minor.patch`, { span: version.span });
}

export function* allowMethods(visit: Visit): Generator<Finding> {
  const reset = visit.words.find((word) => word.text.toLowerCase() === 'reset');
  if (reset && visit.words.length > 1) yield refused("'reset' stands alone", { span: reset.span });
}

/** In a virtual host Apache only warns. */
export function* documentRoot(visit: Visit, context: ValueContext): Generator<Finding> {
  const [word] = visit.words;
  if (word && visit.scope.context === 'server') yield* existingDirectory.check?.({ text: word.text, span: word.inner }, context) ?? [];
}

/** A line of mod_core that stops Apache on purpose. */
export function* errorMessage(visit: Visit): Generator<Finding> {
  yield refused(`Apache stops here with the message: ${visit.words.map((word) => word.text).join(' ')}`, { span: visit.node.span });
}

export function* errorLogFormat(visit: Visit): Generator<Finding> {
  const [format] = visit.words;
  if (!format || visit.words.length > 1 || /%[-+\d]*(?:\{[^}]*\})?[-+\d]*M/.test(format.text)) return;
  if (!/^(?:connection|request)$/i.test(format.text)) yield refused('the main format needs %M, the message', { span: format.span });
}

export function* listen(visit: Visit, { configuration }: ValueContext): Generator<Finding> {
  const [word] = visit.words;
  if (!word || visit.hasUnknownVariable) return;
  const twin = declaredBefore(configuration, 'listen', visit).find((declaration) => declaration.name.toLowerCase() === word.text.toLowerCase());
  if (twin?.visit.certainty === 'certain') yield refused(`${word.text} is listened to already: Apache refuses to start`);
}

/** Words with a sign change what is inherited, words without replace it. */
export function* options(visit: Visit): Generator<Finding> {
  const bare = visit.words.filter((word) => !/^[+-]/.test(word.text));
  const odd = bare.length < visit.words.length ? bare[0] : undefined;
  if (odd) yield refused("either all options have + or - before them, or none has: Apache refuses to start", { span: odd.span });
}
