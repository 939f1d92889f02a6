// The tree of one file: directives, sections with their children, and comments.
import type { Span } from '../text/span.ts';
import type { LogicalLine } from './logical-line.ts';
import { type Word, wordsOf } from './words.ts';

export type Node = Directive | Section;

/** What a directive and the opening line of a section have in common. */
abstract class Statement {
  readonly line: LogicalLine;
  /** The name as written, without quotes and angle brackets. */
  readonly name: string;
  readonly nameSpan: Span;
  readonly parent: Section | undefined;
  /** Indexes into the line's text between which the arguments stand. */
  readonly argumentsFrom: number;
  readonly argumentsTo: number;
  #words: readonly Word[] | undefined;

  constructor(line: LogicalLine, name: string, nameSpan: Span, from: number, to: number, parent: Section | undefined) {
    this.line = line;
    this.name = name;
    this.nameSpan = nameSpan;
    this.argumentsFrom = from;
    this.argumentsTo = to;
    this.parent = parent;
  }

  /** The arguments as they are written. */
  get words(): readonly Word[] {
    this.#words ??= wordsOf(this.line, this.argumentsFrom, this.argumentsTo);
    return this.#words;
  }

  /** The whole logical line. */
  get span(): Span {
    return { start: this.line.start, end: this.line.end };
  }
}

export class Directive extends Statement {
  readonly kind = 'directive';
}

export class Section extends Statement {
  readonly kind = 'section';
  readonly children: Node[] = [];
  /** False for `<VirtualHost *:80` without its closing bracket. */
  readonly hasBracket: boolean;
  /** The closing line, once it has been read. */
  closing: ClosingTag | undefined;

  constructor(
    line: LogicalLine,
    name: string,
    nameSpan: Span,
    from: number,
    to: number,
    parent: Section | undefined,
    hasBracket: boolean,
  ) {
    super(line, name, nameSpan, from, to, parent);
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
  readonly comments: readonly Comment[];
}

/** Goes through all nodes below `nodes`, each parent before its children. */
export function* walk(nodes: readonly Node[]): Generator<Node> {
  for (const node of nodes) {
    yield node;
    if (node.kind === 'section') yield* walk(node.children);
  }
}
