// What directives are read within: sections, conditions, a macro use.
import type { Section } from '../syntax/tree.ts';
import { conditionOf } from './conditions.ts';
import type { Reader } from './reader.ts';
import { scopeContextOf } from './scopes.ts';
import { type Certainty, innerScope, opaqueIn, type Scope, topScopes, type Visit } from './visit.ts';

/** How a run of nodes is read: within what, how surely, and through which macro use. */
export interface Surroundings {
  readonly scope: Scope;
  readonly certainty: Certainty;
  /** The innermost transparent section that restricts what may stand there. */
  readonly container: Visit | undefined;
  readonly use: Visit | undefined;
  readonly parameters: ReadonlyMap<string, string> | undefined;
}

/** How a file is read that no line includes. */
export function surroundingsAtTop(context: keyof typeof topScopes): Surroundings {
  return {
    scope: topScopes[context],
    certainty: 'certain',
    container: undefined,
    use: undefined,
    parameters: undefined,
  };
}

/** How a file is read that `visit` includes. */
export function surroundingsOf({ scope, certainty, container }: Visit): Surroundings {
  return { scope, certainty, container, use: undefined, parameters: undefined };
}

/** How the content of `section` is read, which is read as `visit`; undefined where it is not read. */
export function surroundingsIn(
  section: Section,
  visit: Visit,
  around: Surroundings,
  reader: Reader,
): Surroundings | undefined {
  const name = section.name.toLowerCase();
  const truth = conditionOf(name, visit, reader);
  if (truth === 'no') return undefined;
  if (truth === 'unknown') return { ...around, certainty: 'possible' };
  if (truth === 'yes') return around;
  const context = scopeContextOf(name);
  if (context === 'transparent') return { ...around, container: visit };
  return { ...around, scope: innerScope(around.scope, context, visit), container: undefined };
}

/** The same where it is not known which section something stands in: its place is not judged. */
export function ofUnknownPlace(around: Surroundings): Surroundings {
  if (around.scope.context === 'opaque') return around;
  return { ...around, container: undefined, scope: opaqueIn(around.scope) };
}
