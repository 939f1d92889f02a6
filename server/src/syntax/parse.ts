// Builds the tree of a file for any text; it never fails, errors are part of the answer.
import { memo } from '../text/memo.ts';
import type { SourceFile } from '../text/source-file.ts';
import { isSpace, type LogicalLine, logicalLines } from './logical-line.ts';
import {
  type ClosingTag,
  type Comment,
  Directive,
  type Node,
  Section,
  type StructureError,
  type Tree,
} from './tree.ts';
import { wordsOf } from './words.ts';

/** The tree of `file`. The same file is parsed once. */
export const parse: (file: SourceFile) => Tree = memo((file) => parseText(file.text));

/** The tree of `text`. Sections are matched by name, ignoring case; crossed and unclosed ones are told in `errors`. */
export function parseText(text: string): Tree {
  const builder = new Builder();
  const hasMark = text.charCodeAt(0) === 0xfeff;
  if (hasMark) builder.errors.push({ type: 'byte-order-mark', span: { start: 0, end: 1 } });
  for (const line of logicalLines(text)) builder.add(hasMark && line.start === 0 ? withoutMark(line) : line);
  builder.finish();
  return builder;
}

const foreign = /^(?:lua(?:hook|quickhandler)\w*|perl)$/i;

/** Says whether the content of the section is program text of another language, not directives. */
export function isForeign(section: Section): boolean {
  return foreign.test(section.name);
}

class Builder implements Tree {
  readonly nodes: Node[] = [];
  readonly errors: StructureError[] = [];
  readonly comments: Comment[] = [];
  readonly #open: Section[] = [];

  add(line: LogicalLine): void {
    const first = line.text[0];
    if (first === '#') this.comments.push({ text: line.text, span: { start: line.start, end: line.end } });
    else if (first === '<' && line.text[1] === '/') this.#close(closingOf(line), line);
    else if (this.#isForeign()) return;
    else if (first === '<') this.#openSection(line);
    else this.#append(directiveOf(line, this.#open.at(-1)));
  }

  finish(): void {
    for (const section of this.#open.reverse()) this.errors.push({ type: 'unclosed', section });
  }

  #isForeign(): boolean {
    const inner = this.#open.at(-1);
    return inner !== undefined && isForeign(inner);
  }

  #append(node: Node): void {
    const parent = this.#open.at(-1);
    (parent ? parent.children : this.nodes).push(node);
  }

  #openSection(line: LogicalLine): void {
    const section = sectionOf(line, this.#open.at(-1));
    this.#append(section);
    this.#open.push(section);
    if (!section.hasBracket) this.errors.push({ type: 'bracket-missing', section });
  }

  #close(closing: ClosingTag, line: LogicalLine): void {
    const depth = this.#open.findLastIndex((section) => section.name.toLowerCase() === closing.name.toLowerCase());
    if (this.#isForeign() && depth !== this.#open.length - 1) return;
    if (!hasClosingBracket(line)) {
      this.errors.push({ type: 'closing-bracket-missing', closing, section: this.#open.at(depth) });
    }
    if (depth < 0) {
      this.errors.push({ type: 'stray', closing, within: this.#open.at(-1) });
      return;
    }
    for (const section of this.#open.splice(depth + 1).reverse())
      this.errors.push({ type: 'crossed', section, closing });
    const section = this.#open.pop();
    if (section) section.closing = closing;
  }
}

function withoutMark(line: LogicalLine): LogicalLine {
  return logicalLines(` ${line.text.slice(1)}`).next().value ?? line;
}

function firstWordEnd(text: string): number {
  let at = 0;
  while (at < text.length && !isSpace(text.charCodeAt(at))) at++;
  return at;
}

function directiveOf(line: LogicalLine, parent: Section | undefined): Directive {
  const first = line.text[0];
  if (first === '"' || first === "'") {
    const word = wordsOf(line)[0];
    if (word) return new Directive(line, word.text, word.inner, line.indexOf(word.span.end), line.text.length, parent);
  }
  const end = firstWordEnd(line.text);
  return new Directive(line, line.text.slice(0, end), line.spanOf(0, end), end, line.text.length, parent);
}

/** httpd takes the last `>` of the line as the end of the tag and ignores what follows it. */
function sectionOf(line: LogicalLine, parent: Section | undefined): Section {
  const wordEnd = firstWordEnd(line.text);
  const bracket = line.text.lastIndexOf('>');
  const nameEnd = line.text[wordEnd - 1] === '>' ? wordEnd - 1 : wordEnd;
  const to = bracket >= nameEnd ? bracket : line.text.length;
  return new Section(line, line.text.slice(1, nameEnd), line.spanOf(1, nameEnd), nameEnd, to, parent, bracket > 0);
}

function closingOf(line: LogicalLine): ClosingTag {
  const end = firstWordEnd(line.text);
  const nameEnd = line.text[end - 1] === '>' ? end - 1 : end;
  return {
    name: line.text.slice(2, nameEnd),
    nameSpan: line.spanOf(2, nameEnd),
    span: { start: line.start, end: line.end },
  };
}

function hasClosingBracket(line: LogicalLine): boolean {
  return line.text[firstWordEnd(line.text) - 1] === '>';
}
