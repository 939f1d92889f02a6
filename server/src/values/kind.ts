// What a value kind is: how arguments of one sort are checked, offered and explained.
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { ParameterData } from '../catalogue/types.ts';
import type { Configuration } from '../configuration/evaluate.ts';
import type { Visit } from '../configuration/visit.ts';
import type { LogicalLine } from '../syntax/logical-line.ts';
import type { Span } from '../text/span.ts';

/** An argument, or the part of it after `name=`. */
export interface Value {
  /** Without quotes and escapes. */
  readonly text: string;
  /** Where it stands, without quotes. */
  readonly span: Span;
}

/** What a check knows besides the value itself. */
export interface ValueContext {
  readonly visit: Visit;
  /** The line of `visit`. What a check finds by it alone holds wherever the same line stands. */
  readonly line: LogicalLine;
  readonly configuration: Configuration;
  readonly catalogue: Catalogue;
  /** The range of the syntax line, where it has one. */
  readonly minimum?: number | undefined;
  readonly maximum?: number | undefined;
  /** The name before `=`, when the value belongs to a parameter. */
  readonly parameter?: string | undefined;
  readonly parameterData?: ParameterData | undefined;
  /** Where the cursor is in the file; absent in checks. */
  readonly offset?: number | undefined;
}

/** Something wrong with a value. `refused`: Apache refuses it; `doubtful`: Apache takes it and does something else than it seems. */
export interface Finding {
  readonly verdict: 'refused' | 'doubtful';
  readonly message: string;
  /** A part of the value; the whole value when absent. */
  readonly span?: Span;
  /** Texts that would be right in the place of the span. */
  readonly replacements?: readonly string[];
  /** The replacement is another spelling of what was written, not a guess. */
  readonly isSameMeaning?: boolean;
  /** The rule that the finding belongs to, when it is not `invalid-value` or `doubtful-value`. */
  readonly rule?: string;
  /** It explains the whole line: what else seems wrong there follows from it. */
  readonly isSole?: boolean;
  /** A severity below that of the rule, for what works and may go wrong elsewhere. */
  readonly severity?: 'information';
}

/** Something to offer at the cursor. */
export interface Candidate {
  readonly label: string;
  readonly detail?: string;
  readonly documentation?: string;
  /** What it replaces; the whole value when absent. */
  readonly span?: Span;
  readonly kind?: 'value' | 'file' | 'folder' | 'reference' | 'variable' | 'function' | 'keyword';
  /** The place of a usual file before all others, from 0 on. */
  readonly rank?: number;
}

export interface ValueKind {
  /** Says quickly whether a text can be of this kind, to tell alternatives and optional arguments apart; absent: any text can. */
  readonly fits?: (text: string) => boolean;
  /** What is wrong with the value; nothing when in doubt. */
  readonly check?: (value: Value, context: ValueContext) => Iterable<Finding>;
  readonly complete?: (value: Value, context: ValueContext) => Iterable<Candidate>;
  /** Markdown about this very value. */
  readonly hover?: (value: Value, context: ValueContext) => string | undefined;
}

/** `context` with some fields more or other; what is not asked for is not looked up. */
export function extended(context: ValueContext, more: Extension): ValueContext {
  return new InnerContext(context, more);
}

type Extension = Omit<Partial<ValueContext>, 'visit' | 'line' | 'configuration' | 'catalogue'>;

class InnerContext implements ValueContext {
  readonly #outer: ValueContext;
  readonly #more: Extension;

  constructor(outer: ValueContext, more: Extension) {
    this.#outer = outer;
    this.#more = more;
  }

  get visit(): Visit {
    return this.#outer.visit;
  }

  get line(): LogicalLine {
    return this.#outer.line;
  }

  get configuration(): Configuration {
    return this.#outer.configuration;
  }

  get catalogue(): Catalogue {
    return this.#outer.catalogue;
  }

  get minimum(): number | undefined {
    return this.#more.minimum ?? this.#outer.minimum;
  }

  get maximum(): number | undefined {
    return this.#more.maximum ?? this.#outer.maximum;
  }

  get parameter(): string | undefined {
    return this.#more.parameter ?? this.#outer.parameter;
  }

  get parameterData(): ParameterData | undefined {
    return this.#more.parameterData ?? this.#outer.parameterData;
  }

  get offset(): number | undefined {
    return this.#more.offset ?? this.#outer.offset;
  }
}

/** A part of a value's text as a span of the file; exact where the value has no escapes. */
export function partOf(value: Value, from: number, to: number): Span {
  return { start: value.span.start + from, end: Math.min(value.span.start + to, value.span.end) };
}

/** A finding on the whole value that Apache refuses. */
export function refused(message: string, more: Partial<Finding> = {}): Finding {
  return { verdict: 'refused', message, ...more };
}

/** A finding on the whole value that Apache takes, but not as it was meant. */
export function doubtful(message: string, more: Partial<Finding> = {}): Finding {
  return { verdict: 'doubtful', message, ...more };
}
