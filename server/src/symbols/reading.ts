// One line as one reading of its file gives it: all that tells which names stand in it.
import type { DirectiveInfo } from '../catalogue/directive-info.ts';
import { isInLocation } from '../configuration/scopes.ts';
import type { Visit } from '../configuration/visit.ts';
import type { LogicalLine } from '../syntax/logical-line.ts';
import type { Node } from '../syntax/tree.ts';
import type { Word } from '../syntax/words.ts';

export interface Reading {
  readonly node: Node;
  readonly info: DirectiveInfo | undefined;
  /** As it is written, or with its variables and macro parameters replaced. */
  readonly line: LogicalLine;
  readonly words: readonly Word[];
  /** It stands in a section that gives its directive other arguments. */
  readonly isInLocation: boolean;
}

/** The line of `node` as it is written. */
export function writtenReading(node: Node, info: DirectiveInfo | undefined, inLocation: boolean): Reading {
  return {
    node,
    info,
    line: node.line,
    get words() {
      return node.words;
    },
    isInLocation: inLocation,
  };
}

/** The line of `visit` as Apache reads it. */
export function readReading(visit: Visit): Reading {
  const { node, info, line, words } = visit;
  return { node, info, line, words, isInLocation: isInLocation(visit) };
}
