// The two sides of an argument that is written `name=value`.
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { ParameterData } from '../catalogue/types.ts';
import type { Word } from '../syntax/words.ts';
import type { Span } from '../text/span.ts';
import type { Value } from './kind.ts';

/** The `name=value` parts of a word, with the parameter's data when it belongs to a group. */
export interface OptionParts {
  readonly name: string;
  readonly nameSpan: Span;
  readonly value: Value | undefined;
  readonly data: ParameterData | undefined;
}

/** Takes a word apart at its first `=`. */
export function optionParts(word: Word, groups: readonly string[], catalogue: Catalogue): OptionParts {
  const equals = word.text.indexOf('=');
  const name = equals < 0 ? word.text : word.text.slice(0, equals);
  const data = groups.map((group) => parameterOf(group, name, catalogue)).find((found) => found !== undefined);
  const isExact = groups.some((group) => catalogue.group(group).isExact);
  return new WordParts(word, name, data, isExact);
}

/** Most parts are right, and are not asked where they stand. */
class WordParts implements OptionParts {
  readonly name: string;
  readonly data: ParameterData | undefined;
  readonly value: Value | undefined;
  readonly #word: Word;

  constructor(word: Word, name: string, data: ParameterData | undefined, isExact: boolean) {
    this.name = name;
    this.data = data;
    this.value = word.text.length > name.length ? new OptionValue(word, name, isExact) : undefined;
    this.#word = word;
  }

  get nameSpan(): Span {
    const { start, end } = this.#word.inner;
    return this.value ? { start, end: Math.min(start + this.name.length, end) } : this.#word.inner;
  }
}

/** What stands behind the `=`. */
class OptionValue implements Value {
  readonly text: string;
  readonly #word: Word;
  readonly #from: number;

  constructor(word: Word, name: string, isExact: boolean) {
    const written = word.text.slice(name.length + 1);
    this.text = isExact ? unquoted(written) : written;
    this.#word = word;
    this.#from = name.length + 1;
  }

  get span(): Span {
    const { start, end } = this.#word.inner;
    return { start: Math.min(start + this.#from, end), end };
  }
}

/** The whole word as a value. */
export class WordValue implements Value {
  readonly text: string;
  readonly #word: Word;

  constructor(word: Word) {
    this.text = word.text;
    this.#word = word;
  }

  get span(): Span {
    return this.#word.inner;
  }
}

/** The parameter `name` of a group; mod_wsgi's are spelt exactly, mod_proxy's ignore case. */
export function parameterOf(group: string, name: string, catalogue: Catalogue): ParameterData | undefined {
  const { parameters, isExact } = catalogue.group(group);
  const exact = Object.hasOwn(parameters, name) ? parameters[name] : undefined;
  if (exact || isExact) return exact;
  const lower = name.toLowerCase();
  return Object.hasOwn(parameters, lower) ? parameters[lower] : undefined;
}

/** mod_wsgi takes `name="a value"`; for all others the quotes are a part of the value. */
function unquoted(text: string): string {
  const first = text[0];
  if ((first !== '"' && first !== "'") || text.length < 2) return text;
  return text.endsWith(first) ? text.slice(1, -1) : text;
}
