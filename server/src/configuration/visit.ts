// One directive at one moment of reading: its arguments with variables expanded, and what it stands in.
import type { DirectiveInfo } from '../catalogue/directive-info.ts';
import type { Context } from '../catalogue/types.ts';
import type { LogicalLine } from '../syntax/logical-line.ts';
import type { Node } from '../syntax/tree.ts';
import { type Word, wordsOf } from '../syntax/words.ts';
import { memo, passingMemo } from '../text/memo.ts';
import type { SourceFile } from '../text/source-file.ts';
import type { Span } from '../text/span.ts';
import type { Stretch } from './segment.ts';

/** Whether the directive is read at all, as far as can be known: `possible` inside an undecided `<IfModule>` and the like. */
export type Certainty = 'certain' | 'possible';

/** What a directive stands in. Transparent sections (`<IfModule>`, `<RequireAll>`) add no scope of their own. */
export interface Scope {
  readonly parent: Scope | undefined;
  /** `unknown`: the top level of a fragment; `opaque`: a section whose inside is not checked. */
  readonly context: Context | 'htaccess' | 'unknown' | 'opaque';
  /** The section that opened the scope; none at the top. */
  readonly section: Visit | undefined;
  /** The `<VirtualHost>` around it. */
  readonly host: Visit | undefined;
}

/** The scopes of what stands in no section: the same ones at every reading. */
export const topScopes: Readonly<Record<'server' | 'htaccess' | 'unknown', Scope>> = {
  server: topScope('server'),
  htaccess: topScope('htaccess'),
  unknown: topScope('unknown'),
};

function topScope(context: Scope['context']): Scope {
  return { parent: undefined, context, section: undefined, host: undefined };
}

/** The scope that `section` opens inside of `parent`. */
export function innerScope(parent: Scope, context: Scope['context'], section: Visit): Scope {
  return { parent, context, section, host: context === 'vhost' ? section : parent.host };
}

/** A scope in `parent` of which nothing is known; the same one each time. */
export const opaqueIn: (parent: Scope) => Scope = memo((parent) => ({
  parent,
  context: 'opaque',
  section: undefined,
  host: parent.host,
}));

export interface Visit {
  readonly node: Node;
  readonly file: SourceFile;
  readonly info: DirectiveInfo | undefined;
  readonly scope: Scope;
  readonly certainty: Certainty;
  /** The logical line with variables and macro parameters expanded. */
  readonly line: LogicalLine;
  readonly words: readonly Word[];
  /** The arguments hold a `${VAR}` whose value is not known here. */
  readonly hasUnknownVariable: boolean;
  /** The innermost transparent section around it that restricts what may stand there, for instance `<RequireAll>`. */
  readonly container: Visit | undefined;
  /** The `Use` that brought it here, when it stands in a macro. */
  readonly use: Visit | undefined;
  /** The run of visits that it belongs to; none for a line that is not read. */
  readonly stretch?: Stretch | undefined;
}

/** What visits that are read in one go have in common. */
type Around = Pick<Visit, 'scope' | 'certainty' | 'container' | 'use'>;

/** A directive that was read. */
export abstract class ReadVisit {
  readonly node: Node;
  readonly info: DirectiveInfo | undefined;
  /** The run of visits that it belongs to, which tells when it was read. */
  stretch: Stretch | undefined;
  readonly #around: Around;

  constructor(node: Node, info: DirectiveInfo | undefined, around: Around) {
    this.node = node;
    this.info = info;
    this.#around = around;
  }

  abstract get line(): LogicalLine;
  abstract get words(): readonly Word[];
  abstract get hasUnknownVariable(): boolean;

  get file(): SourceFile {
    return this.node.file;
  }

  get scope(): Scope {
    return this.#around.scope;
  }

  get certainty(): Certainty {
    return this.#around.certainty;
  }

  get container(): Visit | undefined {
    return this.#around.container;
  }

  get use(): Visit | undefined {
    return this.#around.use;
  }
}

/** A directive that is read as it is written. */
export class PlainVisit extends ReadVisit {
  override get hasUnknownVariable(): boolean {
    return false;
  }

  override get line(): LogicalLine {
    return this.node.line;
  }

  override get words(): readonly Word[] {
    return this.node.words;
  }
}

/** A directive with variables or macro parameters in it; `line` has the known ones replaced. */
export class ExpandedVisit extends ReadVisit {
  override readonly line: LogicalLine;
  override readonly words: readonly Word[];
  override readonly hasUnknownVariable: boolean;

  /** `isAsWritten` where `line` is the line of the node itself. */
  constructor(node: Node, info: DirectiveInfo | undefined, around: Around, line: LogicalLine, isAsWritten: boolean) {
    super(node, info, around);
    this.line = line;
    this.words = isAsWritten ? node.words : wordsOf(line, node.argumentsFrom, argumentsEnd(node, line));
    this.hasUnknownVariable = /\$\{[^}]*\}/.test(line.text);
  }
}

function argumentsEnd(node: Node, line: LogicalLine): number {
  if (node.kind === 'directive') return line.text.length;
  const bracket = line.text.lastIndexOf('>');
  return bracket > 0 ? bracket : line.text.length;
}

/** Where a problem of this visit is shown: at its own place, or at the `Use` of the macro it stands in. */
export function placeOf(visit: Visit, span: Span): { readonly file: SourceFile; readonly span: Span } {
  if (!visit.use) return { file: visit.file, span };
  return placeOf(visit.use, visit.use.node.span);
}

/** The first argument, kept: it is the name by which other directives refer to a directive. */
export const nameArgumentOf: (visit: Visit) => string | undefined = passingMemo((visit) => visit.words[0]?.text);

/** The enclosing scopes, innermost first. */
export function* scopesOf(visit: Pick<Visit, 'scope'>): Generator<Scope> {
  for (let scope: Scope | undefined = visit.scope; scope; scope = scope.parent) yield scope;
}

/** The innermost section of that context around `visit`. */
export function enclosing(visit: Visit, context: Scope['context']): Visit | undefined {
  if (context === 'vhost') return visit.scope.host;
  for (const scope of scopesOf(visit)) if (scope.context === context) return scope.section;
  return undefined;
}
