// A stretch of whole lines of a file that is the same in several versions of the file.
import type { SourceFile } from './source-file.ts';
import type { Span } from './span.ts';

/**
 * Everything in a part stands at a fixed distance from its start, so the part can go over into the next version of the
 * file although text before it changed: only its place is new. The earlier version must not be used any more then.
 */
export class Part {
  #file: SourceFile;
  #start: number;

  constructor(file: SourceFile, start: number) {
    this.#file = file;
    this.#start = start;
  }

  /** The version of the file that the part belongs to now. */
  get file(): SourceFile {
    return this.#file;
  }

  /** Where the part starts in that version. */
  get start(): number {
    return this.#start;
  }

  /** Makes the part one of `file`, which has the same text from `start` on. */
  moveTo(file: SourceFile, start: number): void {
    this.#file = file;
    this.#start = start;
  }
}

/** The stretch of `span` from `from` to `to`, which count from its start and end at its end; it moves as `span` does. */
export function spanWithin(span: Span, from: number, to = Number.POSITIVE_INFINITY): Span {
  const length = span.end - span.start;
  const [first, last] = [Math.min(from, length), Math.min(Math.max(from, to), length)];
  if (!(span instanceof PartSpan)) return { start: span.start + first, end: span.start + last };
  const start = span.start - span.part.start;
  return new PartSpan(span.part, start + first, start + last);
}

/** A span that moves with its part. */
export class PartSpan implements Span {
  readonly part: Part;
  readonly #from: number;
  readonly #to: number;

  /** `from` and `to` count from the start of the part. */
  constructor(part: Part, from: number, to: number) {
    this.part = part;
    this.#from = from;
    this.#to = to;
  }

  get start(): number {
    return this.part.start + this.#from;
  }

  get end(): number {
    return this.part.start + this.#to;
  }
}
