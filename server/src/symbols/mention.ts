// A name in one line of a configuration, before it is known where in the file it stands and whom it means.
import type { LogicalLine } from '../syntax/logical-line.ts';
import type { Word } from '../syntax/words.ts';
import type { Reading } from './reading.ts';
import type { Role, SymbolKind } from './symbol.ts';

export interface Mention {
  readonly kind: SymbolKind;
  readonly role: Role;
  readonly name: string;
  /** The line in which `at` counts: as it is written, or with its variables replaced. */
  readonly line: LogicalLine;
  /** The index in the line at which the name begins. */
  readonly at: number;
  /** The name that identifies the symbol, where it has several. */
  readonly means?: string;
  /** The text may be something else: it counts only where a declaration of the name is known. */
  readonly isGuess?: boolean;
  /** Case counts here, although it does not for other mentions of this kind. */
  readonly isExact?: boolean;
  /** It is a part of a regular expression, whose other parts may hold more of the name. */
  readonly isInPattern?: boolean;
}

/** The mention of `name` that begins `from` characters into the text of `word`; quotes and escapes may stand before it. */
export function mentionIn(
  { line }: Reading,
  word: Word,
  from: number,
  name: string,
  kind: SymbolKind,
  role: Role,
): Mention {
  const start = line.indexOf(word.span.start) + from;
  const at = line.text.indexOf(name, start);
  return { kind, role, name, line, at: at < 0 ? start : at };
}

/** The mention that a pattern found in the text of `line`; the name is its first group. */
export function mentionAt(line: LogicalLine, match: RegExpExecArray, kind: SymbolKind, role: Role): Mention[] {
  const name = match[1] ?? '';
  return name === '' ? [] : [{ kind, role, name, line, at: match.index + match[0].indexOf(name) }];
}
