// What a rule is, and the helpers that all rules share.

import type { DirectiveInfo } from '../catalogue/directive-info.ts';
import type { Configuration } from '../configuration/evaluate.ts';
import type { Host } from '../configuration/hosts.ts';
import { placeOf, type Visit } from '../configuration/visit.ts';
import type { PartTree } from '../syntax/tree.ts';
import type { SourceFile } from '../text/source-file.ts';
import type { Span } from '../text/span.ts';
import type { Finding } from '../values/kind.ts';
import type { Fix, Problem, Severity } from './problem.ts';

/**
 * A rule looks at each directive by itself (`line`), at each directive and what it refers to (`visit`), at each host
 * with the directives in it (`host`), at each part of a file as it is written (`part`), at each file as a whole (`file`),
 * or at all at once (`tree`).
 *
 * What `line` finds must depend on nothing but the text of the line, the contexts around it, the settings and the
 * modules: where it has found nothing, it is not asked again about the same line in such a place. Only a line with
 * variables is asked about every time. What `visit`, `host` and `part` find is kept for as long as what they asked the
 * configuration for stays the same; `file` and `tree` run after every change, and must be quick.
 */
export interface Rule {
  readonly id: string;
  readonly severity: Severity;
  /** What the rule finds, as a phrase. */
  readonly summary: string;
  /** The directives that `line` or `visit` looks at, a section's name with `<`; all where none are named. */
  readonly directives?: readonly string[];
  /** Says of a directive, none for an unknown name, whether `line` or `visit` looks at it; asked once for each. */
  readonly concerns?: (info: DirectiveInfo | undefined) => boolean;
  /** Says whether a finding on an argument is this rule's. */
  readonly finds?: (finding: Finding) => boolean;
  readonly line?: (visit: Visit, configuration: Configuration) => Iterable<Problem>;
  readonly visit?: (visit: Visit, configuration: Configuration) => Iterable<Problem>;
  readonly host?: (host: Host, configuration: Configuration) => Iterable<Problem>;
  readonly part?: (tree: PartTree, configuration: Configuration) => Iterable<Problem>;
  readonly file?: (file: SourceFile, configuration: Configuration) => Iterable<Problem>;
  readonly tree?: (configuration: Configuration) => Iterable<Problem>;
}

/** A problem at `span` of what `visit` reads. An error in a section that may not be read at all is told as a warning. */
export function problemAt(rule: Rule, visit: Visit, span: Span, message: string, more: Partial<Problem> = {}): Problem {
  const severity = more.severity ?? rule.severity;
  const isUnsure = visit.certainty === 'possible' && severity === 'error';
  return { rule: rule.id, message, ...more, ...placeOf(visit, span), severity: isUnsure ? 'warning' : severity };
}

/** Replaces `span` by `text`. */
export function replaceFix(title: string, file: SourceFile, span: Span, text: string, isPreferred = true): Fix {
  return { title, isPreferred, edits: [{ uri: file.uri, span, text }] };
}

/** The same fix as one that "Fix all" may apply: Apache refuses what it replaces, and the meaning stays. */
export function safe(fix: Fix): Fix {
  return { ...fix, isSafe: true };
}

/** Removes a directive's whole line or lines, line end included. */
export function removeLineFix(title: string, file: SourceFile, span: Span): Fix {
  return replaceFix(title, file, { start: file.lineStartAt(span.start), end: file.nextLineAt(span.end) }, '');
}
