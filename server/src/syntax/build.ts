// Builds the tree of one part of a file, line by line.
import { exact } from '../text/exact.ts';
import { Part } from '../text/part.ts';
import type { SourceFile } from '../text/source-file.ts';
import type { LineReader, LogicalLine } from './logical-line.ts';
import { directiveName, firstWordEnd, type OpeningTag, openingTag } from './tag.ts';
import { ClosingTag, Comment, Directive, type Node, type PartTree, Section, type StructureError } from './tree.ts';

/** So many directives outside of sections make a part: few enough to look at all of them after each keystroke. */
const mostNodes = 32;

const foreign = /^(?:lua(?:hook|quickhandler)\w*|perl)$/i;

/** Says whether the content of the section is program text of another language, not directives. */
export function isForeign(section: Section): boolean {
  return foreign.test(section.name);
}

/** Reads up to `end` of `file` what makes one part: one section, or some directives in none. */
export function readPart(file: SourceFile, reader: LineReader, end: number): PartTree {
  const builder = new PartBuilder(file, reader.at);
  builder.read(reader, end);
  return new BuiltPart(builder, reader.at - builder.part.start);
}

/** The tree of one part; what a large tree has very many of has no room to spare. */
class BuiltPart implements PartTree {
  readonly part: Part;
  readonly length: number;
  readonly isOpen: boolean;
  readonly nodes: readonly Node[];
  readonly errors: readonly StructureError[];
  readonly comments: readonly Comment[];
  readonly hasOddTags: boolean;

  constructor({ part, isOpen, nodes, errors, comments, hasOddTags }: PartBuilder, length: number) {
    this.part = part;
    this.length = length;
    this.isOpen = isOpen;
    this.nodes = exact(nodes);
    this.errors = exact(errors);
    this.comments = exact(comments);
    this.hasOddTags = hasOddTags;
  }

  get text(): string {
    return this.part.file.text.slice(this.part.start, this.part.start + this.length);
  }
}

/** A section whose end has not been read yet. */
interface OpenSection {
  readonly section: Section;
  readonly children: Node[];
}

/** Builds the tree of a part. Sections are matched by name, ignoring case; crossed and unclosed ones are told in `errors`. */
class PartBuilder {
  readonly part: Part;
  readonly nodes: Node[] = [];
  readonly errors: StructureError[] = [];
  readonly comments: Comment[] = [];
  hasOddTags = false;
  isOpen = false;
  readonly #file: SourceFile;
  readonly #open: OpenSection[] = [];

  /** A part that begins at the offset `start` of `file`. */
  constructor(file: SourceFile, start: number) {
    this.#file = file;
    this.part = new Part(file, start);
  }

  read(reader: LineReader, end: number): void {
    if (reader.at === 0 && this.#file.text.charCodeAt(0) === 0xfeff) this.#passMark(reader);
    while (reader.at < end) {
      const isBetween = this.#open.length === 0 && this.nodes.length > 0;
      if (isBetween && (this.#isFull() || reader.isAtSection)) break;
      const line = reader.next(this.part);
      if (line) this.#add(line);
    }
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
    if (first === '#') this.comments.push(new Comment(line));
    else if (first === '<' && line.text[1] === '/') this.#close(line);
    else if (this.#isForeign()) return;
    else if (first === '<') this.#openSection(line);
    else this.#append(directiveOf(line, this.#innermost));
    if (first === '$' || first === '"' || first === "'") this.hasOddTags ||= mayBeTag.test(line.text);
  }

  #finish(): void {
    const macro = this.#open[this.#innermostMacro()]?.section;
    for (const { section } of this.#ended(0))
      if (!macro || section === macro || !isAround(macro, section)) this.errors.push({ type: 'unclosed', section });
  }

  #isForeign(): boolean {
    const inner = this.#innermost;
    return inner !== undefined && isForeign(inner);
  }

  get #innermost(): Section | undefined {
    return this.#open.at(-1)?.section;
  }

  #innermostMacro(): number {
    return this.#open.findLastIndex(({ section }) => isMacro(section));
  }

  /** The sections of a macro's body need not be even: httpd keeps it as text. */
  #fail(error: StructureError): void {
    const macro = this.#open[this.#innermostMacro()]?.section;
    if (macro) this.#markUneven(macro);
    else this.errors.push(error);
  }

  #markUneven(macro: Section): void {
    macro.isUneven = true;
    this.hasOddTags = true;
  }

  #append(node: Node): void {
    (this.#open.at(-1)?.children ?? this.nodes).push(node);
  }

  #openSection(line: LogicalLine): void {
    const tag = openingTag(line);
    const section = sectionOf(line, tag, this.#innermost);
    this.#append(section);
    if (!tag.hasBracket) this.#fail({ type: 'bracket-missing', section });
    this.#open.push({ section, children: [] });
  }

  #close(line: LogicalLine): void {
    const closing = new ClosingTag(line);
    const { name } = closing;
    const depth = this.#depthOf(name);
    if (this.#isForeign() && depth !== this.#open.length - 1) return;
    if (!hasClosingBracket(line)) {
      this.#fail({ type: 'closing-bracket-missing', closing, section: this.#open.at(depth)?.section });
    }
    this.hasOddTags ||= name.includes('${') || line.text.length !== name.length + 3;
    this.#closeInner(depth, closing);
    const [ended] = depth < 0 ? [] : this.#ended(depth);
    if (ended) ended.section.closedAt = line.from;
    else this.#fail({ type: 'stray', closing, within: this.#innermost });
  }

  /** Where the section is that the tag closes; what a macro closes is in it. */
  #depthOf(name: string): number {
    if (name.toLowerCase() === 'macro') return this.#innermostMacro();
    const depth = this.#open.findLastIndex(({ section }) => mayBeSame(section.name, name));
    return depth > this.#innermostMacro() ? depth : -1;
  }

  #closeInner(depth: number, closing: ClosingTag): void {
    const outer = this.#open[depth];
    if (!outer) return;
    const inner = this.#ended(depth + 1);
    if (!isMacro(outer.section)) for (const { section } of inner) this.#fail({ type: 'crossed', section, closing });
    else if (inner.length > 0) this.#markUneven(outer.section);
  }

  /** The sections that are open from that depth on end here, the innermost first. */
  #ended(depth: number): OpenSection[] {
    const ended = this.#open.splice(depth).reverse();
    for (const { section, children } of ended) section.children = exact(children);
    return ended;
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
  if (node.kind === 'directive') return directiveOf(line, node.parent, true);
  const section = sectionOf(line, openingTag(line), node.parent, true);
  section.children = node.children;
  section.closedAt = node.closedAt;
  return section;
}

function directiveOf(line: LogicalLine, parent: Section | undefined, hasOwnText = false): Directive {
  return new Directive(line, shared(directiveName(line)), parent, hasOwnText);
}

function sectionOf(line: LogicalLine, tag: OpeningTag, parent: Section | undefined, hasOwnText = false): Section {
  return new Section(line, shared(line.text.slice(1, tag.nameEnd)), parent, hasOwnText);
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
