// The tree of one file: directives, sections with their children, and comments.
import type { Part } from '../text/part.ts';
import type { SourceFile } from '../text/source-file.ts';
import type { Span } from '../text/span.ts';
import { type LogicalLine, lineAt } from './logical-line.ts';
import { closingNameEnd, directiveNameEnd, openingTag } from './tag.ts';
import { type Word, wordsOf } from './words.ts';

export type Node = Directive | Section;

/**
 * What a directive and the opening line of a section have in common. It knows where its line starts and reads the line
 * again when it is asked for: a large tree has very many lines, and most are looked at once.
 */
abstract class Statement {
  /** The name as written, without quotes and angle brackets. */
  readonly name: string;
  readonly #container: Section | Part;
  /** Where its line starts in the part, or what the line says: as long as it is among the latest, or where it is not what stands in the file. */
  #line: number | ReadLine;

  /** A statement in a section, or in none but the part; `hasOwnText` where the line is not what stands in the file. */
  constructor(line: LogicalLine, name: string, parent: Section | undefined, hasOwnText: boolean) {
    this.name = name;
    this.#container = parent ?? line.part;
    this.#line = hasOwnText ? new ReadLine(line) : line.from;
  }

  /** The indexes into the text of `line`, which is this one, around the arguments. */
  abstract argumentsIn(line: LogicalLine): { readonly from: number; readonly to: number };

  get parent(): Section | undefined {
    return this.#container instanceof Section ? this.#container : undefined;
  }

  get part(): Part {
    return this.#container instanceof Section ? this.#container.part : this.#container;
  }

  /** The version of the file that it stands in now. */
  get file(): SourceFile {
    return this.part.file;
  }

  get line(): LogicalLine {
    return this.#read().line;
  }

  /** The arguments as they are written. */
  get words(): readonly Word[] {
    const read = this.#read();
    if (!read.words) {
      const { from, to } = this.argumentsIn(read.line);
      read.words = wordsOf(read.line, from, to);
    }
    return read.words;
  }

  #read(): ReadLine {
    if (typeof this.#line !== 'number') return this.#line;
    const read = new ReadLine(lineAt(this.part, this.#line));
    const oldest = Statement.#latest[Statement.#next];
    if (oldest) oldest.#forget();
    Statement.#latest[Statement.#next] = this;
    Statement.#next = (Statement.#next + 1) % mostLatest;
    this.#line = read;
    return read;
  }

  #forget(): void {
    if (typeof this.#line !== 'number') this.#line = this.#line.line.from;
  }

  /** Who asks for a line asks for it several times; a map instead would keep alive what it has forgotten. */
  static readonly #latest: Statement[] = [];
  static #next = 0;

  /** The index into the line's text behind the name. */
  get argumentsFrom(): number {
    return this.argumentsIn(this.line).from;
  }

  get nameSpan(): Span {
    const { line } = this;
    const from = /^[<"']/.test(line.text) ? 1 : 0;
    return line.spanOf(from, from + this.name.length);
  }

  /** The whole logical line. */
  get span(): Span {
    return this.line.span;
  }
}

/** What a line says. */
class ReadLine {
  readonly line: LogicalLine;
  words: readonly Word[] | undefined;

  constructor(line: LogicalLine) {
    this.line = line;
  }
}

/** The lines of a few hosts. */
const mostLatest = 128;

export class Directive extends Statement {
  get kind(): 'directive' {
    return 'directive';
  }

  override argumentsIn(line: LogicalLine): { readonly from: number; readonly to: number } {
    return { from: directiveNameEnd(line), to: line.text.length };
  }
}

export class Section extends Statement {
  children: readonly Node[] = [];
  /** Where the closing line starts in the part, once it has been read. */
  closedAt: number | undefined;
  /** True for a `<Macro>` whose sections are not opened and closed in order, which matters only where it is used. */
  isUneven = false;

  get kind(): 'section' {
    return 'section';
  }

  /** The closing line. */
  get closing(): ClosingTag | undefined {
    return this.closedAt === undefined ? undefined : new ClosingTag(lineAt(this.part, this.closedAt));
  }

  override argumentsIn(line: LogicalLine): { readonly from: number; readonly to: number } {
    return openingTag(line);
  }

  /** From the opening line to the end of the closing line, or of the last child where nothing closes it. */
  get fullSpan(): Span {
    const last = this.children.at(-1);
    const { start, end } = this.line;
    return {
      start,
      end: this.closing?.span.end ?? (last?.kind === 'section' ? last.fullSpan.end : last?.span.end) ?? end,
    };
  }
}

/** `</Name>` */
export class ClosingTag {
  readonly line: LogicalLine;

  constructor(line: LogicalLine) {
    this.line = line;
  }

  get name(): string {
    return this.line.text.slice(2, closingNameEnd(this.line));
  }

  get nameSpan(): Span {
    return this.line.spanOf(2, closingNameEnd(this.line));
  }

  get span(): Span {
    return this.line.span;
  }
}

/** A line that begins with `#`; it is read again when it is asked for. */
export class Comment {
  readonly #part: Part;
  readonly #from: number;

  constructor({ part, from }: LogicalLine) {
    this.#part = part;
    this.#from = from;
  }

  get text(): string {
    return lineAt(this.#part, this.#from).text;
  }

  get span(): Span {
    return lineAt(this.#part, this.#from).span;
  }
}

/** Something about the structure of a file that httpd refuses, or would. */
export type StructureError =
  | { readonly type: 'unclosed'; readonly section: Section }
  | { readonly type: 'crossed'; readonly section: Section; readonly closing: ClosingTag }
  | { readonly type: 'stray'; readonly closing: ClosingTag; readonly within: Section | undefined }
  | { readonly type: 'bracket-missing'; readonly section: Section }
  | { readonly type: 'closing-bracket-missing'; readonly closing: ClosingTag; readonly section: Section | undefined }
  | { readonly type: 'byte-order-mark'; readonly span: Span };

export interface Tree {
  readonly nodes: readonly Node[];
  readonly errors: readonly StructureError[];
  /** Some tag is written in a way that httpd takes for another one here and there: quoted, with text behind it, from a variable. */
  readonly hasOddTags: boolean;
  readonly comments: readonly Comment[];
}

/** The tree of one part of a file: whole sections, and directives that stand in none. */
export interface PartTree extends Tree {
  readonly part: Part;
  readonly text: string;
  /** A section in it is not closed, so that it goes on to the end of the file. */
  readonly isOpen: boolean;
}

/** The tree of a whole file, also part by part. */
export interface FileTree extends Tree {
  readonly parts: readonly PartTree[];
}

/** Goes through all nodes below `nodes`, each parent before its children. */
export function* walk(nodes: readonly Node[]): Generator<Node> {
  for (const node of nodes) {
    yield node;
    if (node.kind === 'section') yield* walk(node.children);
  }
}
