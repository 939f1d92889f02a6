// What a rule yields: one mistake, where it is, what Apache does about it, and how to mend it.
import type { SourceFile } from '../text/source-file.ts';
import type { Span } from '../text/span.ts';

export type Severity = 'error' | 'warning' | 'information' | 'hint';

export interface Edit {
  readonly uri: string;
  readonly span: Span;
  readonly text: string;
}

/** A change that removes the problem. */
export interface Fix {
  readonly title: string;
  readonly edits: readonly Edit[];
  /** The one right answer, taken without asking. */
  readonly isPreferred: boolean;
  /** It mends what Apache refuses, and can only be meant this way: "Fix all" applies it unseen. */
  readonly isSafe?: boolean;
}

export interface Related {
  readonly file: SourceFile;
  readonly span: Span;
  readonly message: string;
}

export interface Problem {
  readonly rule: string;
  readonly severity: Severity;
  /** One sentence: what is wrong, and what Apache does. */
  readonly message: string;
  readonly file: SourceFile;
  readonly span: Span;
  readonly fixes?: readonly Fix[];
  readonly related?: readonly Related[];
  readonly tag?: 'deprecated' | 'unnecessary';
}
