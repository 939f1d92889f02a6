// Builds the tree of one part of a file, line by line.
import { Part } from '../text/part.ts';
import type { SourceFile } from '../text/source-file.ts';
import { isSpace, type LineReader, type LogicalLine } from './logical-line.ts';
import {
  type ClosingTag,
  type Comment,
  Directive,
  type Node,
  type PartTree,
  Section,
  type StructureError,
} from './tree.ts';
import { wordsOf } from './words.ts';

/** So many directives outside of sections make a part: few enough to look at all of them after each keystroke. */
const mostNodes = 32;

const foreign = /^(?:lua(?:hook|quickhandler)\w*|perl)$/i;

/** Says whether the content of the section is program text of another language, not directives. */
export function isForeign(section: Section): boolean {
  return foreign.test(section.name);
}

/** The tree of a part. Sections are matched by name, ignoring case; crossed and unclosed ones are told in `errors`. */
export class PartBuilder implements PartTree {
  readonly part: Part;
  readonly nodes: Node[] = [];
  readonly errors: StructureError[] = [];
  readonly comments: Comment[] = [];
  text = '';
  isOpen = false;
  readonly #file: SourceFile;
  readonly #open: Section[] = [];

  /** A part that begins at the offset `start` of `file`. */
  constructor(file: SourceFile, start: number) {
    this.#file = file;
    this.part = new Part(file, start);
  }

  /** Reads up to `end` what makes one part: one section, or some directives in none. */
  read(reader: LineReader, end: number): void {
    const from = reader.at;
    if (from === 0 && this.#file.text.charCodeAt(0) === 0xfeff) this.#passMark(reader);
    while (reader.at < end) {
      const isBetween = this.#open.length === 0 && this.nodes.length > 0;
      if (isBetween && (this.#isFull() || reader.isAtSection)) break;
      const line = reader.next(this.part);
      if (line) this.#add(line);
    }
    this.text = this.#file.text.slice(from, reader.at);
    this.isOpen = this.#open.length > 0;
    for (const section of this.#open.reverse()) this.errors.push({ type: 'unclosed', section });
  }

  #passMark(reader: LineReader): void {
    this.errors.push({ type: 'byte-order-mark', span: { start: 0, end: 1 } });
    reader.at = 1;
  }

  #isFull(): boolean {
    return this.nodes.length >= mostNodes || this.nodes.at(-1)?.kind === 'section';
  }

  #add(line: LogicalLine): void {
    const first = line.text[0];
    if (first === '#') this.comments.push({ text: line.text, span: line.span });
    else if (first === '<' && line.text[1] === '/') this.#close(closingOf(line), line);
    else if (this.#isForeign()) return;
    else if (first === '<') this.#openSection(line);
    else this.#append(directiveOf(line, this.#open.at(-1)));
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

function firstWordEnd(text: string): number {
  let at = 0;
  while (at < text.length && !isSpace(text.charCodeAt(at))) at++;
  return at;
}

function directiveOf(line: LogicalLine, parent: Section | undefined): Directive {
  const first = line.text[0];
  if (first === '"' || first === "'") {
    const word = wordsOf(line)[0];
    if (word) return new Directive(line, word.text, line.indexOf(word.span.end), parent);
  }
  const end = firstWordEnd(line.text);
  return new Directive(line, shared(line.text.slice(0, end)), end, parent);
}

/** httpd takes the last `>` of the line as the end of the tag and ignores what follows it. */
function sectionOf(line: LogicalLine, parent: Section | undefined): Section {
  const wordEnd = firstWordEnd(line.text);
  const bracket = line.text.lastIndexOf('>');
  const nameEnd = line.text[wordEnd - 1] === '>' ? wordEnd - 1 : wordEnd;
  const to = bracket >= nameEnd ? bracket : line.text.length;
  return new Section(line, shared(line.text.slice(1, nameEnd)), nameEnd, to, parent, bracket > 0);
}

function closingOf(line: LogicalLine): ClosingTag {
  const end = firstWordEnd(line.text);
  const nameEnd = line.text[end - 1] === '>' ? end - 1 : end;
  return { name: shared(line.text.slice(2, nameEnd)), nameSpan: line.spanOf(2, nameEnd), span: line.span };
}

function hasClosingBracket(line: LogicalLine): boolean {
  return line.text[firstWordEnd(line.text) - 1] === '>';
}

const names = new Map<string, string>();
const mostNames = 10_000;

/** One string for all statements of a name. */
function shared(name: string): string {
  const known = names.get(name);
  if (known !== undefined) return known;
  if (names.size < mostNames) names.set(name, name);
  return name;
}
