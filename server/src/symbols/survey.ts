// What a configuration makes of a part of a file: in which surroundings it is read, and which lines read otherwise than written.
import { isInLocation } from '../configuration/scopes.ts';
import { type Segment, Stretch } from '../configuration/segment.ts';
import { ExpandedVisit, type Visit } from '../configuration/visit.ts';
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
export const surveyOf: (segment: Segment) => Survey = memo(({ items, around }) => {
  const rewritten = items.flatMap((item) => (item instanceof Stretch ? item.visits.filter(isRewritten) : []));
  return {
    around: { host: around.scope.host?.node, isInLocation: isInLocation(around) },
    rewritten,
    readNodes: new Set(rewritten.flatMap(({ node, use }) => (use ? [] : [node]))),
    usesMacros: rewritten.some(({ use }) => use !== undefined),
  };
});

function isRewritten(visit: Visit): boolean {
  return visit instanceof ExpandedVisit || visit.use !== undefined;
}
