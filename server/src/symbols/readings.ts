// All lines of a configuration, those in skipped sections and macros included: a name may stand there too.
import type { Configuration } from '../configuration/evaluate.ts';
import { scopeContextOf } from '../configuration/scopes.ts';
import { innerScope, type Scope, type Visit } from '../configuration/visit.ts';
import type { Node, Section } from '../syntax/tree.ts';
import { memo } from '../text/memo.ts';

/** What Apache reads, and then what it passes over here: lines of skipped sections and of macros as they are written. */
export function* readingsOf(configuration: Configuration): Generator<Visit> {
  yield* configuration.visits;
  const seen = new Set<Section>();
  for (const visit of configuration.visits) {
    const { node } = visit;
    if (node.kind !== 'section' || seen.has(node)) continue;
    if (!isMacro(node) && !configuration.skipped.has(node)) continue;
    seen.add(node);
    yield* unread(node.children, visit, visit.scope, configuration);
  }
}

/** The parameters of the macro around `node`, none outside of macros. */
export function macroParametersAround(node: Node): readonly string[] {
  for (let section = node.parent; section; section = section.parent) {
    if (isMacro(section)) return parametersOf(section);
  }
  return [];
}

const parametersOf: (macro: Section) => readonly string[] = memo((macro) =>
  macro.words.slice(1).flatMap(({ text }) => (text === '' ? [] : [text])),
);

function* unread(nodes: readonly Node[], from: Visit, scope: Scope, configuration: Configuration): Generator<Visit> {
  for (const node of nodes) {
    const visit: Visit = {
      node,
      file: from.file,
      info: configuration.settings.catalogue.entryOf(node),
      scope,
      certainty: 'possible',
      line: node.line,
      words: node.words,
      hasUnknownVariable: node.line.text.includes('${'),
      container: undefined,
      use: undefined,
    };
    yield visit;
    if (node.kind === 'section') yield* unread(node.children, from, scopeIn(node, visit), configuration);
  }
}

function scopeIn(section: Section, visit: Visit): Scope {
  const context = scopeContextOf(section.name.toLowerCase());
  if (context === 'transparent' || context === 'opaque') return visit.scope;
  return innerScope(visit.scope, context, visit);
}

function isMacro(section: Section): boolean {
  return section.name.toLowerCase() === 'macro';
}
