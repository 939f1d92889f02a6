// The tree of one file: directives, sections with their children, and comments.
import type { Part } from '../text/part.ts';
import type { SourceFile } from '../text/source-file.ts';
import type { Span } from '../text/span.ts';
import type { LogicalLine } from './logical-line.ts';
import { type Word, wordsOf } from './words.ts';

export type Node = Directive | Section;

/** What a directive and the opening line of a section have in common. */
abstract class Statement {
  readonly line: LogicalLine;
  /** The name as written, without quotes and angle brackets. */
  readonly name: string;
  readonly parent: Section | undefined;
  /** The index into the line's text behind the name. */
  readonly argumentsFrom: number;
  #words: readonly Word[] | undefined;

  constructor(line: LogicalLine, name: string, argumentsFrom: number, parent: Section | undefined) {
    this.line = line;
    this.name = name;
    this.argumentsFrom = argumentsFrom;
    this.parent = parent;
  }

  /** The index into the line's text where the arguments end. */
  abstract get argumentsTo(): number;

  /** The version of the file that it stands in now. */
  get file(): SourceFile {
    return this.line.part.file;
  }

  get nameSpan(): Span {
    const from = /^[<"']/.test(this.line.text) ? 1 : 0;
    return this.line.spanOf(from, from + this.name.length);
  }

  /** The arguments as they are written. */
  get words(): readonly Word[] {
    if (this.#words) return this.#words;
    const words = wordsOf(this.line, this.argumentsFrom, this.argumentsTo);
    this.#words = words;
    const oldest = Statement.#latest[Statement.#next];
    if (oldest) oldest.#words = undefined;
    Statement.#latest[Statement.#next] = this;
    Statement.#next = (Statement.#next + 1) % mostWords;
    return words;
  }

  /** The whole logical line. */
  get span(): Span {
    return this.line.span;
  }

  /** The statements that hold their words: most of a large tree are looked at once, and their words would fill the memory. */
  static readonly #latest: Statement[] = [];
  static #next = 0;
}

const mostWords = 16_384;

export class Directive extends Statement {
  readonly kind = 'directive';

  override get argumentsTo(): number {
    return this.line.text.length;
  }
}

export class Section extends Statement {
  readonly kind = 'section';
  readonly children: Node[] = [];
  override readonly argumentsTo: number;
  /** False for `<VirtualHost *:80` without its closing bracket. */
  readonly hasBracket: boolean;
  /** The closing line, once it has been read. */
  closing: ClosingTag | undefined;
  /** True for a `<Macro>` whose sections are not opened and closed in order, which matters only where it is used. */
  isUneven = false;

  constructor(
    line: LogicalLine,
    name: string,
    from: number,
    to: number,
    parent: Section | undefined,
    hasBracket: boolean,
  ) {
    super(line, name, from, parent);
    this.argumentsTo = to;
    this.hasBracket = hasBracket;
  }

  /** From the opening line to the end of the closing line, or of the last child where nothing closes it. */
  get fullSpan(): Span {
    const last = this.children.at(-1);
    const end =
      this.closing?.span.end ?? (last?.kind === 'section' ? last.fullSpan.end : last?.span.end) ?? this.line.end;
    return { start: this.line.start, end };
  }
}

/** `</Name>` */
export interface ClosingTag {
  readonly name: string;
  readonly nameSpan: Span;
  readonly span: Span;
}

/** Something about the structure of a file that httpd refuses, or would. */
export type StructureError =
  | { readonly type: 'unclosed'; readonly section: Section }
  | { readonly type: 'crossed'; readonly section: Section; readonly closing: ClosingTag }
  | { readonly type: 'stray'; readonly closing: ClosingTag; readonly within: Section | undefined }
  | { readonly type: 'bracket-missing'; readonly section: Section }
  | { readonly type: 'closing-bracket-missing'; readonly closing: ClosingTag; readonly section: Section | undefined }
  | { readonly type: 'byte-order-mark'; readonly span: Span };

export interface Comment {
  readonly text: string;
  readonly span: Span;
}

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
