// Makes problems move with the text that they are about, so that they can be shown again after an edit elsewhere.
import type { Configuration } from '../configuration/evaluate.ts';
import { partAt } from '../syntax/part-at.ts';
import { type Part, PartSpan } from '../text/part.ts';
import type { SourceFile } from '../text/source-file.ts';
import type { Span } from '../text/span.ts';
import type { Edit, Fix, Problem, Related } from './problem.ts';

/** The same problems, each of whose places belongs to a part of its file. */
export function anchored(problems: readonly Problem[], configuration: Configuration): readonly Problem[] {
  return problems.map((problem) => new AnchoredProblem(problem, configuration));
}

/** Says whether the text that the problems are about is still in the files of `configuration`. */
export function isCurrent(problems: readonly Problem[], { files }: Configuration): boolean {
  return problems.every((problem) => {
    if (!(problem instanceof AnchoredProblem)) return false;
    return problem.parts.every(({ file }) => files.get(file.uri) === file);
  });
}

class AnchoredProblem implements Problem {
  readonly rule: string;
  readonly severity: Problem['severity'];
  readonly message: string;
  readonly span: PartSpan;
  readonly fixes: readonly Fix[];
  readonly related: readonly Related[];
  declare readonly tag?: 'deprecated' | 'unnecessary';

  constructor(problem: Problem, configuration: Configuration) {
    const { rule, severity, message, file, span, tag } = problem;
    this.rule = rule;
    this.severity = severity;
    this.message = message;
    this.span = anchoredSpan(span, file);
    this.fixes = (problem.fixes ?? []).map((fix) => anchoredFix(fix, file, configuration));
    this.related = (problem.related ?? []).map((related) => new AnchoredRelated(related));
    if (tag) this.tag = tag;
  }

  get file(): SourceFile {
    return this.span.part.file;
  }

  /** Every part that one of its places belongs to. */
  get parts(): Part[] {
    const edits = this.fixes.flatMap((fix) => fix.edits);
    return [this, ...this.related, ...edits].flatMap(({ span }) => (span instanceof PartSpan ? [span.part] : []));
  }
}

class AnchoredRelated implements Related {
  readonly span: PartSpan;
  readonly message: string;

  constructor({ file, span, message }: Related) {
    this.span = anchoredSpan(span, file);
    this.message = message;
  }

  get file(): SourceFile {
    return this.span.part.file;
  }
}

function anchoredFix(fix: Fix, file: SourceFile, { files }: Configuration): Fix {
  const edits = fix.edits.map((edit): Edit => {
    const target = edit.uri === file.uri ? file : files.get(edit.uri);
    return target ? { ...edit, span: anchoredSpan(edit.span, target) } : edit;
  });
  return { ...fix, edits };
}

function anchoredSpan(span: Span, file: SourceFile): PartSpan {
  if (span instanceof PartSpan) return span;
  const { part } = partAt(file, span.start);
  return new PartSpan(part, span.start - part.start, span.end - part.start);
}
