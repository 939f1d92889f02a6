// Require and the sections that join several of them (mod_authz_core).
import type { Visit } from '../configuration/visit.ts';
import type { Node } from '../syntax/tree.ts';
import type { Word } from '../syntax/words.ts';
import { requirementFindings } from './access.ts';
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

/** A section without anything in it, or one that can never grant. */
export function* container(visit: Visit): Generator<Finding> {
  const { node, info, words } = visit;
  const span = node.nameSpan;
  if (node.kind !== 'section' || words.length > 0) return;
  const isNone = info?.key === '<requirenone';
  if (isNone && !isInAll(visit))
    yield refused(
      '<RequireNone> has no effect here, and Apache refuses to start: put it into <RequireAll>, beside a line that grants',
      { span },
    );
  const inside = node.children.map(sortOf);
  if (inside.every((sort) => sort === 'other'))
    yield refused(`<${node.name}> has no Require in it: Apache refuses to start`, { span });
  else if (info?.key === '<requireall' && inside.every((sort) => sort === 'negative' || sort === 'other'))
    yield refused('<RequireAll> can never grant, since it has only lines that deny: Apache refuses to start', { span });
}

type Sort = 'positive' | 'negative' | 'other' | 'unknown';

/** What a line means for its section; conditional sections and macros may bring anything. */
function sortOf(node: Node): Sort {
  const name = node.name.toLowerCase();
  if (name === 'require') return node.words[0]?.text.toLowerCase() === 'not' ? 'negative' : 'positive';
  if (name === 'requirenone') return 'negative';
  if (name === 'requireall' || name === 'requireany') return 'positive';
  return node.kind === 'section' || /^(?:use|include|includeoptional)$/.test(name) ? 'unknown' : 'other';
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
