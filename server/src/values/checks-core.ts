// What the core and small modules check across arguments and sections.
import { allowanceOf } from '../configuration/allow-override.ts';
import { isReadWith } from '../configuration/certainty.ts';
import type { Configuration } from '../configuration/evaluate.ts';
import { isInHtaccess } from '../configuration/scopes.ts';
import type { Visit } from '../configuration/visit.ts';
import { regexProblem } from '../expressions/regex.ts';
import { declaredAs, declaredBefore } from './declarations.ts';
import { type Finding, refused, type ValueContext } from './kind.ts';
import { atoi, wrapped } from './numbers.ts';
import { existingDirectory } from './paths.ts';
import { regexFindings } from './regex.ts';

/** `<Else>` and `<ElseIf>` need an `<If>` before them in the same scope. */
export function* elseSection(visit: Visit, { configuration }: ValueContext): Generator<Finding> {
  if (!configuration.isWholeTree && visit.scope.section === undefined) return;
  const before = ['<if', '<elseif', '<else'].flatMap((key) => declaredBefore(configuration, key, visit));
  const last = before
    .filter((declaration) => declaration.visit.scope === visit.scope)
    .sort((a, b) => b.order - a.order)[0];
  if (last && (last.visit.info?.key !== '<else' || last.visit.certainty === 'possible')) return;
  yield refused(`<${visit.node.name}> has no <If> before it in the same place: Apache refuses to start`, {
    span: visit.node.nameSpan,
  });
}

/** Behind `~` comes a regular expression. */
export function* tildePattern(visit: Visit, context: ValueContext): Generator<Finding> {
  const [tilde, pattern] = visit.words;
  if (tilde?.text === '~' && pattern) yield* regexFindings({ text: pattern.text, span: pattern.inner }, 0, context);
}

/** The version must have the form major.minor.patch, unless it is a regular expression. */
export function* versionSection(visit: Visit): Generator<Finding> {
  const words = visit.words;
  const version = words.at(-1);
  const operator = words.length > 1 ? (words[0]?.text.replace(/^!/, '') ?? '') : '=';
  const isSlashed = /^==?$/.test(operator) && /^\/.*\/$/.test(version?.text ?? '');
  if (!version) return;
  const pattern = isSlashed ? version.text.slice(1, -1) : version.text;
  const problem = isSlashed || operator === '~' ? regexProblem(pattern) : undefined;
  if (problem) yield refused(`not a regular expression: ${problem.message}`, { span: version.span });
  else if (operator !== '~' && !isSlashed && !/^\d+(?:\.\d*){0,2}$/.test(version.text))
    yield refused(`'${version.text}' is no version: expected major.minor.patch`, { span: version.span });
}

/** mod_access_compat refuses what looks like a comment. */
export function* noComment(visit: Visit): Generator<Finding> {
  const comment = visit.words.find((word) => word.text.startsWith('#'));
  if (comment) yield refused('a comment needs a line of its own: Apache refuses it here', { span: comment.span });
}

export function* allowMethods(visit: Visit): Generator<Finding> {
  const reset = visit.words.find((word) => word.text.toLowerCase() === 'reset');
  if (reset && visit.words.length > 1) yield refused("'reset' stands alone", { span: reset.span });
}

export function* allowOverrideList(visit: Visit): Generator<Finding> {
  const none = visit.words.find((word) => word.text.toLowerCase() === 'none');
  if (none && visit.words.length > 1) yield refused("'None' stands alone", { span: none.span });
}

/** In a virtual host Apache only warns. */
export function* documentRoot(visit: Visit, context: ValueContext): Generator<Finding> {
  const [word] = visit.words;
  if (word && visit.scope.context === 'server')
    yield* existingDirectory.check?.({ text: word.text, span: word.inner }, context) ?? [];
}

/** A line that stops Apache on purpose; in a condition it is a guard, and nobody knows here whether it is reached. */
export function* errorMessage(visit: Visit, context: ValueContext): Generator<Finding> {
  // The context notices that the answer depends on more than the line.
  if (context.visit.certainty === 'possible') return;
  yield refused(`Apache stops here with the message: ${visit.words.map((word) => word.text).join(' ')}`, {
    span: visit.node.span,
  });
}

export function* errorLogFormat(visit: Visit): Generator<Finding> {
  const [format] = visit.words;
  if (!format || visit.words.length > 1 || /%[-+\d]*(?:\{[^}]*\})?[-+\d]*M/.test(format.text)) return;
  if (!/^(?:connection|request)$/i.test(format.text))
    yield refused('the main format needs %M, the message', { span: format.span });
}

export function* listen(visit: Visit, { configuration }: ValueContext): Generator<Finding> {
  const [word] = visit.words;
  if (!word || visit.hasUnknownVariable) return;
  const [twin] = declaredAs(configuration, 'listen', word.text, visit);
  // Debian's ports.conf has the line twice, for two modules of which one is loaded.
  if (twin && isReadWith(twin.visit, visit) && isReadWith(visit, twin.visit))
    yield refused(`${word.text} is listened to already: Apache refuses to start`);
}

/** The levels times the length of their names must be at most 20; the other one is 2 unless it was given before. */
export function* cacheFolders(visit: Visit, { configuration }: ValueContext): Generator<Finding> {
  const other = visit.info?.key === 'cachedirlevels' ? 'cachedirlength' : 'cachedirlevels';
  const [word] = visit.words;
  if (!word || visit.hasUnknownVariable || declaredBefore(configuration, other, visit).length > 0) return;
  // httpd multiplies 32-bit numbers, so that very large ones pass.
  if (Math.imul(wrapped(atoi(word.text)), 2) > 20)
    yield refused('CacheDirLevels times CacheDirLength must be at most 20: Apache refuses to start');
}

/** Words with a sign change what is inherited, words without replace it (set_options in server/core.c). */
export function* options(visit: Visit, context: ValueContext): Generator<Finding> {
  if (isInHtaccess(visit)) yield* optionsLeftOut(visit, context.configuration);
  let isSigned = false;
  for (const [index, word] of visit.words.entries()) {
    const hasSign = /^[+-]/.test(word.text);
    if (index > 0 && wholeSet.test(word.text))
      return yield refused(`'${word.text}' must come first: Apache refuses to start`, { span: word.span });
    // Behind All or None a sign changes just that.
    const isMixed = hasSign ? index > 0 && !isSigned && !wholeSet.test(visit.words[0]?.text ?? '') : isSigned;
    if (isMixed)
      return yield refused('either all options have + or - before them, or none has: Apache refuses to start', {
        span: {
          start: visit.words[0]?.span.start ?? word.span.start,
          end: visit.words.at(-1)?.span.end ?? word.span.end,
        },
        replacements: alikeOptions(visit),
      });
    isSigned ||= hasSign;
  }
}

const wholeSet = /^(?:all|none)$/i;

/**
 * The options as the first one has it: all change what is inherited, or all replace it. A first one without a sign
 * made Apache 2.2 replace all, and take out again what a - named.
 */
function alikeOptions({ words, file }: Visit): readonly string[] {
  const written = words.map(({ span }) => file.text.slice(span.start, span.end));
  if (written.some((text) => !/^[+-]?\w+$/.test(text) || wholeSet.test(text.replace(/^[+-]/, '')))) return [];
  if (/^[+-]/.test(written[0] ?? '')) return [written.map((text) => text.replace(/^(?=\w)/, '+')).join(' ')];
  const chosen = new Map<string, string>();
  for (const text of written) {
    const name = text.replace(/^[+-]/, '');
    if (text.startsWith('-')) chosen.delete(name.toLowerCase());
    else chosen.set(name.toLowerCase(), name);
  }
  return [[...chosen.values()].join(' ') || 'None'];
}

/** `AllowOverride Options=…` allows a .htaccess file only those options. */
function* optionsLeftOut(visit: Visit, configuration: Configuration): Generator<Finding> {
  const allowance = allowanceOf(configuration);
  if (!allowance?.options || allowance.classes.has('all')) return;
  for (const word of visit.words) {
    const name = word.text.replace(/^[+-]/, '').toLowerCase();
    const allowed = allowance.options;
    const isAllowed = allowed.has(name) || allowed.has('all') || (name === 'includesnoexec' && allowed.has('includes'));
    if (!isAllowed && plainOptions.has(name))
      yield refused(
        `AllowOverride of this folder leaves out the option ${word.text.replace(/^[+-]/, '')}: Apache answers every request below with status 500`,
        { span: word.span },
      );
  }
}

const plainOptions = new Set([
  'indexes',
  'includes',
  'includesnoexec',
  'followsymlinks',
  'symlinksifownermatch',
  'execcgi',
]);
