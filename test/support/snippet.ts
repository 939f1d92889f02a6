// Expands the text of a VS Code snippet the way the editor does when every placeholder keeps its default.

type Part =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'placeholder'; readonly number: number; readonly parts: readonly Part[] | undefined };

/** The text that `body` stands for; throws on a variable, a transform or a brace that is not closed. */
export function expandSnippet(body: string): string {
  const reader = new Reader(body);
  const parts = reader.readParts(false);
  const defaults = new Map<number, readonly Part[]>();
  collectDefaults(parts, defaults);
  return render(parts, defaults);
}

/** A later `$1` repeats what the first `${1:…}` holds, and so does an earlier one. */
function collectDefaults(parts: readonly Part[], defaults: Map<number, readonly Part[]>): void {
  for (const part of parts) {
    if (part.kind === 'text' || part.parts === undefined) continue;
    if (defaults.has(part.number)) throw new Error(`Placeholder ${part.number} has two defaults.`);
    defaults.set(part.number, part.parts);
    collectDefaults(part.parts, defaults);
  }
}

function render(parts: readonly Part[], defaults: ReadonlyMap<number, readonly Part[]>): string {
  return parts
    .map((part) => (part.kind === 'text' ? part.text : render(defaults.get(part.number) ?? [], defaults)))
    .join('');
}

class Reader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  /** Reads to the end, or inside a placeholder to the brace that closes it. */
  readParts(isInside: boolean): readonly Part[] {
    const parts: Part[] = [];
    while (this.#at < this.#text.length) {
      if (isInside && this.#take('}')) return parts;
      parts.push(this.#readPlaceholder() ?? { kind: 'text', text: this.#readCharacter('$}\\') });
    }
    if (isInside) throw new Error('A placeholder is not closed.');
    return parts;
  }

  #readPlaceholder(): Part | undefined {
    const plain = this.#match(/\$(\d+)/y);
    if (plain !== undefined) return { kind: 'placeholder', number: Number(plain), parts: undefined };
    const number = this.#match(/\$\{(\d+)(?=[:|}])/y);
    if (number !== undefined) return { kind: 'placeholder', number: Number(number), parts: this.#readDefault() };
    const other = this.#match(/\$(\{?\w+)/y);
    if (other === undefined) return undefined;
    throw new Error(`$${other} is neither a placeholder nor escaped.`);
  }

  #readDefault(): readonly Part[] | undefined {
    if (this.#take('}')) return undefined;
    if (this.#take(':')) return this.readParts(true);
    this.#take('|');
    return [{ kind: 'text', text: this.#readFirstChoice() }];
  }

  /** Choices stand between bars; a comma, a bar and a backslash in them are escaped. */
  #readFirstChoice(): string {
    const choices = [''];
    while (!this.#take('|}')) {
      if (this.#at >= this.#text.length) throw new Error('A list of choices is not closed.');
      if (this.#take(',')) choices.push('');
      else choices.push(`${choices.pop()}${this.#readCharacter(',|\\')}`);
    }
    return choices[0] ?? '';
  }

  /** One character; a backslash only escapes those that would mean something here. */
  #readCharacter(escapable: string): string {
    const next = this.#text[this.#at + 1];
    if (this.#text[this.#at] === '\\' && next !== undefined && escapable.includes(next)) this.#at++;
    return this.#text[this.#at++] ?? '';
  }

  #take(literal: string): boolean {
    if (!this.#text.startsWith(literal, this.#at)) return false;
    this.#at += literal.length;
    return true;
  }

  #match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#text);
    if (match === null) return undefined;
    this.#at = pattern.lastIndex;
    return match[1];
  }
}
