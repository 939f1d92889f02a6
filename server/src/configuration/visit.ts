// One directive at one moment of reading: its arguments with variables expanded, and what it stands in.
import type { DirectiveInfo } from '../catalogue/directive-info.ts';
import type { Context } from '../catalogue/types.ts';
import type { LogicalLine } from '../syntax/logical-line.ts';
import type { Node } from '../syntax/tree.ts';
import type { Word } from '../syntax/words.ts';
import type { SourceFile } from '../text/source-file.ts';
import type { Span } from '../text/span.ts';

/** Whether the directive is read at all, as far as can be known: `possible` inside an undecided `<IfModule>` and the like. */
export type Certainty = 'certain' | 'possible';

/** What a directive stands in. Transparent sections (`<IfModule>`, `<RequireAll>`) add no scope of their own. */
export interface Scope {
  readonly parent: Scope | undefined;
  /** `unknown`: the top level of a fragment; `opaque`: a section whose inside is not checked. */
  readonly context: Context | 'htaccess' | 'unknown' | 'opaque';
  /** The section that opened the scope; none at the top. */
  readonly section: Visit | undefined;
}

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
}

/** Where a problem of this visit is shown: at its own place, or at the `Use` of the macro it stands in. */
export function placeOf(visit: Visit, span: Span): { readonly file: SourceFile; readonly span: Span } {
  if (!visit.use) return { file: visit.file, span };
  return placeOf(visit.use, visit.use.node.span);
}

/** The enclosing scopes, innermost first. */
export function* scopesOf(visit: Visit): Generator<Scope> {
  for (let scope: Scope | undefined = visit.scope; scope; scope = scope.parent) yield scope;
}

/** The innermost section of that context around `visit`. */
export function enclosing(visit: Visit, context: Scope['context']): Visit | undefined {
  for (const scope of scopesOf(visit)) if (scope.context === context) return scope.section;
  return undefined;
}
