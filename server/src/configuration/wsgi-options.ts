// The `name=value` arguments of mod_wsgi's directives.
import { optionWordsOf, type Word } from '../syntax/words.ts';
import { passingMemo } from '../text/memo.ts';
import { spanWithin } from '../text/part.ts';
import type { Span } from '../text/span.ts';
import type { Visit } from './visit.ts';

/** A `name=value` argument of a mod_wsgi directive, quotes removed. */
export interface Option {
  readonly name: string;
  readonly value: string;
  /** Where the value stands. */
  readonly span: Span;
  /** Where name and value stand. */
  readonly whole: Span;
}

/** The `name=value` arguments of a mod_wsgi directive by their names; the last of a name counts. */
export const optionsOf: (visit: Visit) => ReadonlyMap<string, Option> = passingMemo((visit) => {
  const options = new Map<string, Option>();
  for (const word of optionWordsOf(visit.line, visit.node.argumentsFrom).slice(leading[visit.info?.key ?? ''] ?? 1)) {
    const option = new WordOption(word);
    options.set(option.name, option);
  }
  return options;
});

/** How many arguments come before the first `name=value`. */
const leading: Readonly<Record<string, number>> = { wsgiscriptalias: 2, wsgiscriptaliasmatch: 2, wsgihandlerscript: 2 };

/** Most options are looked up by their names, and few are asked for their places. */
class WordOption implements Option {
  readonly name: string;
  readonly value: string;
  readonly #word: Word;

  constructor(word: Word) {
    const { text } = word;
    const equals = text.indexOf('=');
    this.name = equals < 0 ? text : text.slice(0, equals);
    this.value = equals < 0 ? '' : withoutQuotes(text.slice(equals + 1));
    this.#word = word;
  }

  get span(): Span {
    return spanWithin(this.#word.inner, this.name.length + 1);
  }

  get whole(): Span {
    return this.#word.span;
  }
}

function withoutQuotes(text: string): string {
  const [first] = text;
  const isQuoted = (first === '"' || first === "'") && text.length > 1 && text.endsWith(first);
  return isQuoted ? text.slice(1, -1) : text;
}
