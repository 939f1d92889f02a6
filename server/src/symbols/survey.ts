// What a configuration makes of a part of a file: in which surroundings it is read, and which lines read otherwise than written.
import { isInLocation } from '../configuration/scopes.ts';
import { type Segment, Stretch } from '../configuration/segment.ts';
import { ExpandedVisit, type Scope, type Visit } from '../configuration/visit.ts';
import type { Node } from '../syntax/tree.ts';
import { memo } from '../text/memo.ts';

/** What stands around a part of a file. */
export interface Surroundings {
  /** The `<VirtualHost>`; undefined in the main server. */
  readonly host: Node | undefined;
  readonly isInLocation: boolean;
}

export interface Survey {
  readonly around: Surroundings;
  /** The lines with variables in them or brought by a macro, which may stand in another file. */
  readonly rewritten: readonly Visit[];
  /** Those lines of the part itself. */
  readonly readNodes: ReadonlySet<Node>;
  readonly usesMacros: boolean;
}

/** One quick pass over what was read; all that is written is left to the files. */
export const surveyOf: (segment: Segment) => Survey = memo((segment) => {
  const { scope } = segment.around;
  const around = surroundingsOf(scope);
  const rewritten = segment.items.flatMap((item) => (item instanceof Stretch ? item.visits.filter(isRewritten) : []));
  if (rewritten.length === 0) return asWritten(around);
  return {
    around,
    rewritten,
    readNodes: new Set(rewritten.flatMap(({ node, use }) => (use ? [] : [node]))),
    usesMacros: rewritten.some(({ use }) => use !== undefined),
  };
});

const surroundingsOf: (scope: Scope) => Surroundings = memo((scope) => ({
  host: scope.host?.node,
  isInLocation: isInLocation({ scope }),
}));

/** Most parts of a tree are read as they are written, in a few surroundings. */
const asWritten: (around: Surroundings) => Survey = memo((around) => ({
  around,
  rewritten: [],
  readNodes: new Set<Node>(),
  usesMacros: false,
}));

function isRewritten(visit: Visit): boolean {
  return visit instanceof ExpandedVisit || visit.use !== undefined;
}
