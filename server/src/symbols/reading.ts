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

/** The line of a node as it is written; most lines are passed over before they are split into words. */
export class WrittenReading implements Reading {
  readonly node: Node;
  readonly info: DirectiveInfo | undefined;
  readonly isInLocation: boolean;

  constructor(node: Node, info: DirectiveInfo | undefined, inLocation: boolean) {
    this.node = node;
    this.info = info;
    this.isInLocation = inLocation;
  }

  get line(): LogicalLine {
    return this.node.line;
  }

  get words(): readonly Word[] {
    return this.node.words;
  }
}

/** The line of `visit` as Apache reads it. */
export function readReading(visit: Visit): Reading {
  const { node, info, line, words } = visit;
  return { node, info, line, words, isInLocation: isInLocation(visit) };
}
