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
  hasOddTags = false;
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
    this.#finish();
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
    if (first === '$' || first === '"' || first === "'") this.hasOddTags ||= mayBeTag.test(line.text);
  }

  #finish(): void {
    const macro = this.#open[this.#innermostMacro()];
    for (const section of this.#open.reverse())
      if (!macro || section === macro || !isAround(macro, section)) this.errors.push({ type: 'unclosed', section });
  }

  #isForeign(): boolean {
    const inner = this.#open.at(-1);
    return inner !== undefined && isForeign(inner);
  }

  #innermostMacro(): number {
    return this.#open.findLastIndex(isMacro);
  }

  /** The sections of a macro's body need not be even: httpd keeps it as text. */
  #fail(error: StructureError): void {
    const macro = this.#open[this.#innermostMacro()];
    if (macro) this.#markUneven(macro);
    else this.errors.push(error);
  }

  #markUneven(macro: Section): void {
    macro.isUneven = true;
    this.hasOddTags = true;
  }

  #append(node: Node): void {
    const parent = this.#open.at(-1);
    (parent ? parent.children : this.nodes).push(node);
  }

  #openSection(line: LogicalLine): void {
    const section = sectionOf(line, this.#open.at(-1));
    this.#append(section);
    if (!section.hasBracket) this.#fail({ type: 'bracket-missing', section });
    this.#open.push(section);
  }

  #close(closing: ClosingTag, line: LogicalLine): void {
    const depth = this.#depthOf(closing.name);
    if (this.#isForeign() && depth !== this.#open.length - 1) return;
    if (!hasClosingBracket(line)) {
      this.#fail({ type: 'closing-bracket-missing', closing, section: this.#open.at(depth) });
    }
    this.hasOddTags ||= closing.name.includes('${') || line.text.length !== closing.name.length + 3;
    this.#closeInner(depth, closing);
    const section = depth < 0 ? undefined : this.#open.pop();
    if (section) section.closing = closing;
    else this.#fail({ type: 'stray', closing, within: this.#open.at(-1) });
  }

  /** Where the section is that the tag closes; what a macro closes is in it. */
  #depthOf(name: string): number {
    if (name.toLowerCase() === 'macro') return this.#innermostMacro();
    const depth = this.#open.findLastIndex((section) => mayBeSame(section.name, name));
    return depth > this.#innermostMacro() ? depth : -1;
  }

  #closeInner(depth: number, closing: ClosingTag): void {
    const section = this.#open[depth];
    if (!section) return;
    const inner = this.#open.splice(depth + 1).reverse();
    if (!isMacro(section)) for (const crossed of inner) this.#fail({ type: 'crossed', section: crossed, closing });
    else if (inner.length > 0) this.#markUneven(section);
  }
}

/** A quoted word that httpd takes for a tag, or a variable that may hold one. */
const mayBeTag = /^(?:["']<|\$\{)/;

function isMacro(section: Section): boolean {
  return section.name.toLowerCase() === 'macro';
}

function isAround(outer: Section, inner: Section): boolean {
  for (let section = inner.parent; section; section = section.parent) if (section === outer) return true;
  return false;
}

/** A name that holds a variable may be any name. */
function mayBeSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase() || one.includes('${') || other.includes('${');
}

/** `node` as it is when its line becomes `line`: a variable or a macro's parameter may stand in the place of its name. */
export function renamed(node: Node, line: LogicalLine): Node {
  const name = node.line.text.slice(0, node.argumentsFrom);
  if (line.text.slice(0, node.argumentsFrom) === name) return node;
  if (node.kind === 'directive') return directiveOf(line, node.parent);
  const section = sectionOf(line, node.parent);
  section.children.push(...node.children);
  section.closing = node.closing;
  return section;
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

/**
 * httpd takes the last `>` of the line as the end of the tag and ignores what follows it. One right behind the name goes
 * with the name, and does not count where something follows (ap_build_config_sub in server/config.c). `<IfVersion>`
 * takes words, the last of two must end in it (start_ifversion in modules/metadata/mod_version.c).
 */
function sectionOf(line: LogicalLine, parent: Section | undefined): Section {
  const { text } = line;
  const wordEnd = firstWordEnd(text);
  const bracket = text.lastIndexOf('>');
  const nameEnd = text[wordEnd - 1] === '>' ? wordEnd - 1 : wordEnd;
  const to = bracket >= nameEnd ? bracket : text.length;
  const from = wordEnd === text.length ? nameEnd : wordEnd;
  const isStrict = text.slice(1, nameEnd).toLowerCase() === 'ifversion';
  const hasBracket = isStrict
    ? endsVersion(text)
    : bracket >= wordEnd || (bracket === wordEnd - 1 && wordEnd === text.length);
  return new Section(line, shared(text.slice(1, nameEnd)), from, to, parent, hasBracket);
}

/** With three words the last may be anything. */
export function endsVersion(text: string): boolean {
  return text.endsWith('>') || /^\S+\s+\S+\s+\S+\s+\S+$/.test(text);
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
