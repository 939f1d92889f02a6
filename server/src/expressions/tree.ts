// What an expression means: a tree of conditions and words, each with its place.

interface Place {
  readonly start: number;
  readonly end: number;
}

/** Something true or false. */
export type Condition = Place &
  (
    | { readonly kind: 'constant'; readonly value: boolean }
    | { readonly kind: 'not'; readonly operand: Condition }
    | { readonly kind: 'any' | 'all'; readonly operands: readonly Condition[] }
    | { readonly kind: 'test'; readonly operator: NameUse; readonly operand: Word }
    | { readonly kind: 'comparison'; readonly operator: string; readonly left: Word; readonly right: Word }
    | { readonly kind: 'binary'; readonly operator: NameUse; readonly left: Word; readonly right: Word }
    | { readonly kind: 'membership'; readonly left: Word; readonly list: Word | readonly Word[] }
    | { readonly kind: 'match'; readonly left: Word; readonly isNegated: boolean; readonly pattern: Pattern }
  );

/** Something that yields a text. */
export type Word = Place &
  (
    | { readonly kind: 'digit' | 'text'; readonly text: string }
    | { readonly kind: 'backreference'; readonly index: number }
    | { readonly kind: 'concatenation'; readonly parts: readonly Word[] }
    | { readonly kind: 'variable'; readonly name: NameUse }
    | { readonly kind: 'call'; readonly name: NameUse; readonly argument: Word }
  );

export interface Pattern extends Place {
  readonly text: string;
  /** Where the pattern itself starts, behind its delimiter. */
  readonly from: number;
}

export type NameSort = 'variable' | 'function' | 'list-function' | 'unary' | 'binary';

/** A name that httpd looks up while it reads the expression. */
export interface NameUse extends Place {
  readonly sort: NameSort;
  /** As written, without the dash of an operator. */
  readonly name: string;
  /** The argument, for those that want it to be known when the configuration is read; none where it is computed. */
  readonly constant: string | undefined;
  /** Where the argument stands. */
  readonly argument: Place | undefined;
}
