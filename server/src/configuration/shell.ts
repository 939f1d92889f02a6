// Splits a shell script into commands and words, as far as files of variables need it.

/** A stretch of a word; a literal one stands as it is, in others `$NAME` means a value. */
export interface Piece {
  readonly text: string;
  readonly isLiteral: boolean;
}

export type ShellWord = readonly Piece[];

export interface ShellCommand {
  readonly words: readonly ShellWord[];
  /** It stands behind `&&` or `||`, so it may not be run. */
  readonly isConditional: boolean;
}

/** The commands of `text` in order. Never fails; what is not understood becomes words that mean nothing. */
export function shellCommands(text: string): ShellCommand[] {
  const splitter = new Splitter();
  for (let at = 0; at < text.length; ) {
    token.lastIndex = at;
    const found = token.exec(text)?.[0] ?? '';
    // Inside a word the sign begins no comment.
    const piece = found.startsWith('#') && splitter.isInWord ? '#' : found;
    splitter.take(piece);
    at += piece.length;
  }
  splitter.endCommand(false);
  return splitter.commands;
}

/** A joined line, blanks, quoted text, an escaped character, a substitution, a separator, anything else up to these. */
const token =
  /\\\r?\n|[ \t\r]+|'[^']*'|"(?:\\[\s\S]|[^"\\])*"|\\[\s\S]|\$\{[^}]*\}|\$\([^)]*\)|`[^`]*`|&&|\|\||[;\n&|()]|#[^\n]*|(?:\$(?![({])|[^\s'"\\;&|()`$#])+|[\s\S]/y;

class Splitter {
  readonly commands: ShellCommand[] = [];
  #words: ShellWord[] = [];
  #word: Piece[] = [];
  #isConditional = false;

  get isInWord(): boolean {
    return this.#word.length > 0;
  }

  take(text: string): void {
    if (/^\\\r?\n/.test(text)) return;
    if (/^[ \t\r]/.test(text)) this.#endWord();
    else if (/^(?:&&|\|\||[;\n&|()])$/.test(text)) this.endCommand(text === '&&' || text === '||');
    else if (this.isInWord || !text.startsWith('#')) this.#word.push(pieceOf(text));
  }

  endCommand(isNextConditional: boolean): void {
    this.#endWord();
    if (this.#words.length > 0) this.commands.push({ words: this.#words, isConditional: this.#isConditional });
    this.#words = [];
    this.#isConditional = isNextConditional;
  }

  #endWord(): void {
    if (this.#word.length > 0) this.#words.push(this.#word);
    this.#word = [];
  }
}

function pieceOf(text: string): Piece {
  if (text.startsWith("'") && text.length > 1) return { text: text.slice(1, -1), isLiteral: true };
  if (text.startsWith('"') && text.length > 1) return { text: text.slice(1, -1), isLiteral: false };
  if (text.startsWith('\\')) return { text: text.slice(1), isLiteral: true };
  return { text, isLiteral: false };
}
