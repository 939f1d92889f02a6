// Follows sections line by line as httpd does while it reads (ap_build_config and its neighbours in server/config.c).

import { Part } from '../text/part.ts';
import { SourceFile } from '../text/source-file.ts';
import type { Span } from '../text/span.ts';
import { isSpace, LineReader, type LogicalLine } from './logical-line.ts';
import { endsVersion } from './tag.ts';
import { wordsOf } from './words.ts';

/** The first thing about the sections of a file that httpd refuses. */
export interface NestingError {
  readonly span: Span;
  readonly message: string;
}

/** What the text alone does not tell. */
export interface NestingFacts {
  /** Says whether a variable may begin with a tag. */
  readonly mayHoldTags: boolean;
  /** Says whether the content of the conditional section that `line` opens is read. */
  isRead(line: LogicalLine): boolean;
  /** The body of the macro that the Use in `line` brings, where it may open or close sections; else nothing. */
  bodyOf(line: LogicalLine): string | undefined;
}

/** The first error in `text`; undefined where there is none, or where a variable makes it impossible to say. */
export function firstNestingError(text: string, facts: NestingFacts): NestingError | undefined {
  const reading = new Reading(text, facts);
  const error = reading.file();
  return reading.isUnsure ? undefined : error;
}

interface Opened {
  readonly name: string;
  /** The line, or that of the Use that brought it. */
  readonly line: LogicalLine;
}

const conditional = /^<if(?:module|define|version|file|directive|section)$/i;
const foreign = /^<(?:lua(?:hook|quickhandler)\w*|perl)$/i;
const deepestUse = 64;

class Reading {
  isUnsure = false;
  readonly #facts: NestingFacts;
  readonly #sources: { readonly lines: Iterator<LogicalLine>; readonly use: LogicalLine | undefined }[];
  /** The `Use` whose body is being read. */
  #use: LogicalLine | undefined;

  constructor(text: string, facts: NestingFacts) {
    this.#facts = facts;
    this.#sources = [{ lines: logicalLines(text), use: undefined }];
  }

  file(): NestingError | undefined {
    const open: Opened[] = [];
    for (let line = this.#next(); line; line = this.#next()) {
      const error = this.#add(line, open);
      if (error) return error;
    }
    const [outermost] = open;
    return outermost && errorAt(outermost.line, `${outermost.name}> is not closed in this file`);
  }

  #next(): LogicalLine | undefined {
    for (let source = this.#sources.at(-1); source; source = this.#sources.at(-1)) {
      const { done, value } = source.lines.next();
      this.#use = source.use;
      if (!done) return value;
      this.#sources.pop();
    }
    return undefined;
  }

  #add(line: LogicalLine, open: Opened[]): NestingError | undefined {
    if (line.text.startsWith('#')) return undefined;
    const word = firstWord(line);
    if (word.includes('${') && (word.startsWith('<') || this.#facts.mayHoldTags)) this.isUnsure = true;
    if (!word.startsWith('<')) return this.#enter(word, line);
    if (word[1] === '/') return this.#close(word, line, open);
    const name = word.replace(/>$/, '');
    if (conditional.test(name)) return this.#conditional(name, line);
    if (/^<macro$/i.test(name)) return this.#macro(line);
    if (foreign.test(name)) return this.#foreign(name);
    open.push({ name, line: this.#use ?? line });
    return undefined;
  }

  /** httpd goes on reading in the body of a macro, with the same sections open. */
  #enter(word: string, line: LogicalLine): undefined {
    if (word.toLowerCase() !== 'use' || this.#sources.length > deepestUse) return;
    const body = this.#facts.bodyOf(line);
    if (body !== undefined) this.#sources.push({ lines: logicalLines(body), use: this.#use ?? line });
  }

  #close(word: string, line: LogicalLine, open: Opened[]): NestingError | undefined {
    const inner = open.pop();
    if (!inner) return this.#errorAt(line, `${word} closes nothing: no such section is open`);
    if (!word.endsWith('>')) return this.#errorAt(line, `${word} lacks its closing '>'`);
    const expected = inner.name.slice(1);
    return expected.toLowerCase() === word.slice(2, -1).toLowerCase()
      ? undefined
      : this.#errorAt(line, `</${expected}> is expected here, but ${word} comes`);
  }

  #conditional(name: string, line: LogicalLine): NestingError | undefined {
    const rest = line.text.slice(name.length).replace(/^>(?=.)/, '');
    const isClosed = /^<ifversion$/i.test(name) ? endsVersion(line.text) : rest.includes('>');
    if (!isClosed) return this.#errorAt(line, `${name} lacks its closing '>'`);
    // Which conditions hold in the body of a macro is not told.
    if (this.#use) this.isUnsure = true;
    return this.#facts.isRead(line) ? this.#content(name) : this.#skip(name, line);
  }

  /** The content is read at once; an end of file closes it as well. */
  #content(name: string): NestingError | undefined {
    const open: Opened[] = [];
    for (let line = this.#next(); line; line = this.#next()) {
      if (open.length === 0 && line.text.toLowerCase() === `</${name.slice(1).toLowerCase()}>`) return undefined;
      const error = this.#add(line, open);
      if (error) return error;
    }
    return undefined;
  }

  /** What is not read must have an end, and so must all sections in it; whatever the last character of the tag is. */
  #skip(name: string, opener: LogicalLine): NestingError | undefined {
    for (let line = this.#next(); line; line = this.#next()) {
      const word = firstWord(line);
      if (!word.startsWith('<')) continue;
      if (word[1] === '/') return this.#skippedEnd(name, word, opener);
      const isAlone = word.length === line.text.length;
      const error = this.#skip(isAlone ? word.replace(/>$/, '') : word, opener);
      if (error) return error;
    }
    return this.#errorAt(opener, `</${name.slice(1)}> is missing, for which Apache looks since this is not read`);
  }

  #skippedEnd(name: string, word: string, opener: LogicalLine): NestingError | undefined {
    const found = word.slice(0, -1);
    if (found.slice(2).toLowerCase() === name.slice(1).toLowerCase()) return undefined;
    const message = `this is not read, and in it ${found}> comes where Apache expects </${name.slice(1)}>`;
    return this.#errorAt(opener, message);
  }

  #macro(opener: LogicalLine): NestingError | undefined {
    let depth = 1;
    for (let line = this.#next(); line; line = this.#next()) {
      const word = firstWord(line).toLowerCase();
      if (word === '</macro>') depth--;
      else if (word === '<macro') depth++;
      if (depth === 0) return undefined;
    }
    return this.#errorAt(opener, '<Macro> is not closed: </Macro> is missing');
  }

  #foreign(name: string): undefined {
    const end = `</${name.slice(1).toLowerCase()}`;
    for (let line = this.#next(); line; line = this.#next()) if (line.text.toLowerCase().startsWith(end)) return;
  }

  #errorAt(line: LogicalLine, message: string): NestingError {
    return errorAt(this.#use ?? line, message);
  }
}

function errorAt({ start, end }: LogicalLine, message: string): NestingError {
  return { span: { start, end }, message };
}

/** The lines of `text` that hold something. */
function* logicalLines(text: string): Generator<LogicalLine> {
  const reader = new LineReader(text, text.charCodeAt(0) === 0xfeff ? 1 : 0);
  const part = new Part(new SourceFile('untitled:text', text), 0);
  while (reader.at < text.length) {
    const line = reader.next(part);
    if (line) yield line;
  }
}

/** The first word without its quotes, as ap_getword_conf gives it. */
function firstWord(line: LogicalLine): string {
  const { text } = line;
  if (text[0] === '"' || text[0] === "'") return wordsOf(line)[0]?.text ?? '';
  let end = 0;
  while (end < text.length && !isSpace(text.charCodeAt(end))) end++;
  return text.slice(0, end);
}
