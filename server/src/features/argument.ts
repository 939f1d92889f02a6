// Which place of the syntax line the cursor is in, for completion, hover and signature help alike.
import type { DirectiveInfo } from '../catalogue/directive-info.ts';
import type { Slot } from '../catalogue/syntax-line.ts';
import type { Configuration } from '../configuration/evaluate.ts';
import { isInLocation } from '../configuration/scopes.ts';
import type { Visit } from '../configuration/visit.ts';
import type { Node } from '../syntax/tree.ts';
import type { Word } from '../syntax/words.ts';
import { type Assignment, matchArguments } from '../values/match.ts';
import { visitOf } from './cursor.ts';

export interface ArgumentPlace {
  readonly offset: number;
  readonly node: Node;
  readonly info: DirectiveInfo;
  readonly visit: Visit | undefined;
  readonly slots: readonly Slot[];
  /** The word that the cursor touches, or an empty one where a new word would begin. */
  readonly word: Word;
  /** How the words up to the cursor are laid over the syntax line; the last one is `word`. */
  readonly assignment: Assignment | undefined;
}

/** The argument place at `offset` of `node`; undefined on its name, and for unknown directives. */
export function argumentAt(node: Node, offset: number, configuration: Configuration): ArgumentPlace | undefined {
  const { catalogue } = configuration.settings;
  const info = catalogue.entryOf(node);
  if (!info || offset <= node.nameSpan.end) return undefined;
  const visit = visitOf(configuration, node);
  const slots = info.slots(visit !== undefined && isInLocation(visit));
  const before = node.words.filter((word) => word.span.end < offset);
  const word =
    node.words.find((candidate) => candidate.span.start <= offset && offset <= candidate.span.end) ?? emptyWord(offset);
  const { assignments } = matchArguments(slots, [...before, word], catalogue);
  const assignment = assignments.find((candidate) => candidate.word === word);
  return { offset, node, info, visit, slots, word, assignment };
}

function emptyWord(offset: number): Word {
  const span = { start: offset, end: offset };
  return { text: '', span, inner: span, quote: '', isClosed: true };
}
