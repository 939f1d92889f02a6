// What the parts of the checker of regular expressions share: the place, what was counted, and the first mistake.

export interface RegexProblem {
  readonly start: number;
  readonly end: number;
  readonly message: string;
}

/** A group that is open. */
export interface Group {
  readonly kind: 'plain' | 'branch-reset' | 'lookahead' | 'lookbehind' | 'condition';
  readonly start: number;
  /** Inside of a lookbehind, where every part must have a known length. */
  readonly wantsLength: boolean;
  branches: number;
  /** For `(?|`: how many groups there were before it, and how many its longest branch has reached. */
  readonly countBefore: number;
  countReached: number;
}

/** A group that is referred to, by number or by name. */
interface Reference {
  readonly target: number | string;
  readonly start: number;
  readonly end: number;
}

export class RegexReader {
  readonly text: string;
  readonly groups: Group[] = [];
  readonly names = new Set<string>();
  readonly references: Reference[] = [];
  at = 0;
  groupCount = 0;
  /** A quantifier may stand here. */
  isRepeatable = false;
  problem: RegexProblem | undefined;
  /** Something came that versions of PCRE2 read differently, or that nobody writes in a configuration: no more is said. */
  hasGivenUp = false;

  constructor(text: string) {
    this.text = text;
  }

  get isOver(): boolean {
    return this.at >= this.text.length || this.problem !== undefined || this.hasGivenUp;
  }

  /** The character `distance` behind the place. */
  ahead(distance = 0): string {
    return this.text[this.at + distance] ?? '';
  }

  /** What `pattern`, which must be sticky, finds at the place. */
  match(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.at;
    return pattern.exec(this.text) ?? undefined;
  }

  /** Notes the first mistake. */
  fail(message: string, start = this.at, end = Math.min(start + 1, this.text.length)): void {
    const { length } = this.text;
    this.problem ??= { start: Math.min(start, Math.max(length - 1, 0)), end: Math.min(end, length), message };
  }

  giveUp(): void {
    this.hasGivenUp = true;
  }

  refer(target: number | string, start: number): void {
    this.references.push({ target, start, end: this.at });
  }

  /** A reference relative to the groups that are open or closed already: -1 is the last one, +1 the next. */
  referRelative(sign: string, digits: string, start: number): void {
    const number = Number(digits);
    if (sign === '') this.refer(number, start);
    else if (number === 0) this.fail('a relative reference must not be 0', start, this.at);
    else this.refer(sign === '+' ? this.groupCount + number : this.groupCount - number + 1, start);
  }
}
