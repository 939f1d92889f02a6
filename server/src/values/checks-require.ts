// Require and the sections that join several of them (mod_authz_core).
import type { Configuration } from '../configuration/evaluate.ts';
import type { Stretch } from '../configuration/segment.ts';
import type { Visit } from '../configuration/visit.ts';
import { walk } from '../syntax/tree.ts';
import type { Word } from '../syntax/words.ts';
import { passingMemo } from '../text/memo.ts';
import { isBuiltInProvider, requirementFindings } from './access.ts';
import { declaredBefore } from './declarations.ts';
import { type Finding, refused, type Value, type ValueContext } from './kind.ts';

/** The entity with its arguments, and that `not` can have an effect. */
export function* require(visit: Visit, context: ValueContext): Generator<Finding> {
  const [first, ...rest] = visit.words;
  if (!first) return;
  const isNegated = first.text.toLowerCase() === 'not';
  if (isNegated && rest.length === 0) yield refused("what must not be is missing behind 'not'", { span: first.span });
  else if (isNegated && !isInAll(visit))
    yield refused(
      "'not' has no effect here, and Apache refuses to start: put the line into <RequireAll>, beside one that grants",
      { span: first.span },
    );
  yield* requirementFindings((isNegated ? rest : visit.words).map(asValue), context);
}

/** The alias must be a new name (authaliassection in modules/aaa/mod_authn_core.c). */
export function* authnAlias(visit: Visit, { configuration }: ValueContext): Generator<Finding> {
  const [provider, alias] = visit.words;
  if (!provider || !alias || visit.hasUnknownVariable) return;
  const { span } = alias;
  const twin = declaredBefore(configuration, '<authnprovideralias', visit).find(
    (declaration) => declaration.visit.words[1]?.text === alias.text,
  );
  if (provider.text.toLowerCase() === alias.text.toLowerCase())
    yield refused('the alias must have another name than its provider: Apache refuses to start', { span });
  else if (isBuiltInProvider(alias.text) || twin?.visit.certainty === 'certain')
    yield refused(`there is a provider '${alias.text}' already: Apache refuses to start`, { span });
}

/** `<AuthzProviderAlias provider alias arguments>` */
export function* providerAlias(visit: Visit, context: ValueContext): Generator<Finding> {
  const [provider, , ...given] = visit.words;
  if (!provider) return;
  const quoted = given.flatMap((word) =>
    word.text
      .split(/\s+/)
      .filter((text) => text !== '')
      .map((text) => ({ text, span: word.span })),
  );
  yield* requirementFindings([asValue(provider), ...quoted], context);
}

/** A section without anything in it, or one that can never grant (authz_core_check_section in mod_authz_core.c). */
export function* container(visit: Visit, { configuration }: ValueContext): Generator<Finding> {
  const { node, info, words } = visit;
  const span = node.nameSpan;
  if (node.kind !== 'section' || words.length > 0) return;
  if (info?.key === '<requirenone' && !isInAll(visit))
    yield refused(
      '<RequireNone> has no effect here, and Apache refuses to start: put it into <RequireAll>, beside a line that grants',
      { span },
    );
  const inside = termsIn(visit, configuration);
  if (inside === 'unknown') return;
  if (inside.length === 0) yield refused(`<${node.name}> has no Require in it: Apache refuses to start`, { span });
  // A <RequireAll> right inside another one is a part of it.
  else if (info?.key === '<requireall' && !isWithinAll(visit) && inside.every((term) => term === 'negative'))
    yield refused('<RequireAll> can never grant, since it has only lines that deny: Apache refuses to start', { span });
}

type Term = 'positive' | 'negative';

/** What the lines of a section mean for it; `unknown` where conditions or files that were not read decide. */
function termsIn(visit: Visit, configuration: Configuration): readonly Term[] | 'unknown' {
  const terms: Term[] = [];
  const content = contentOf(visit);
  if (content === 'unknown') return 'unknown';
  for (const inner of content) {
    const isUnread = /^use$/i.test(inner.node.name) && !configuration.isWholeTree;
    if (
      isUnread ||
      (inner.info === undefined && inner.node.kind === 'section') ||
      (inner.certainty === 'possible' && visit.certainty === 'certain')
    )
      return 'unknown';
    terms.push(...termsOf(inner, configuration));
  }
  return terms;
}

function termsOf(visit: Visit, configuration: Configuration): readonly Term[] {
  const key = visit.info?.key;
  if (key === 'require') return [visit.words[0]?.text.toLowerCase() === 'not' ? 'negative' : 'positive'];
  if (key === '<requirenone') return ['negative'];
  if (key === '<requireany') return ['positive'];
  if (key !== '<requireall') return [];
  const inner = isWithinAll(visit) ? termsIn(visit, configuration) : 'unknown';
  return inner === 'unknown' ? ['positive'] : inner;
}

/** What stands right in the section; not known where an included file may add to it. */
function contentOf(visit: Visit): readonly Visit[] | 'unknown' {
  const { stretch, node } = visit;
  const hasInclude = node.kind === 'section' && [...walk(node.children)].some(({ name }) => /^include/i.test(name));
  if (!stretch || hasInclude) return 'unknown';
  return contents(stretch).get(visit) ?? [];
}

const contents: (stretch: Stretch) => ReadonlyMap<Visit, readonly Visit[]> = passingMemo(({ visits }) => {
  const content = new Map<Visit, Visit[]>();
  for (const visit of visits) {
    if (!visit.container) continue;
    const known = content.get(visit.container);
    if (known) known.push(visit);
    else content.set(visit.container, [visit]);
  }
  return content;
});

function isWithinAll({ container: around }: Visit): boolean {
  return around?.info?.key === '<requireall';
}

/** Says whether `<RequireAll>` is the section around it; alone, lines are joined as in `<RequireAny>`. */
function isInAll(visit: Visit): boolean {
  return (
    visit.container?.info?.key === '<requireall' || (visit.container === undefined && visit.scope.context === 'unknown')
  );
}

function asValue(word: Word): Value {
  return { text: word.text, span: word.inner };
}
