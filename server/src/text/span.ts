// Offsets into a file: the one way the core says where something stands.

/** A stretch of text in UTF-16 units: `start` is included, `end` is not. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Says whether `offset` lies in `span` or touches one of its ends, as a cursor does. */
export function touches(span: Span, offset: number): boolean {
  return span.start <= offset && offset <= span.end;
}
