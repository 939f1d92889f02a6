// Reads an expression by httpd's grammar (server/util_expr_parse.y): a tree, or the first mistake.
import { bareMessage, operatorWanted } from './messages.ts';
import { scan } from './scan.ts';
import type { Mode, Token, TokenType } from './token.ts';
import { type SyntaxProblem, TokenCursor } from './token-cursor.ts';
import type { Condition, NameSort, NameUse, Pattern, Word } from './tree.ts';

export interface Parsed {
  /** Absent after a mistake. */
  readonly tree: Condition | Word | undefined;
  readonly problem: SyntaxProblem | undefined;
  /** The names that httpd has looked up before it found the mistake, if there is one. */
  readonly names: readonly NameUse[];
  readonly patterns: readonly Pattern[];
}

/** Reads `text`. Never fails; nesting deeper than anybody writes yields neither tree nor problem. */
export function parseExpression(text: string, mode: Mode): Parsed {
  return new Parser(text, mode).run(mode);
}

class Parser extends TokenCursor {
  readonly #source: string;
  readonly #names: NameUse[] = [];
  readonly #patterns: Pattern[] = [];

  constructor(source: string, mode: Mode) {
    super(scan(source, mode).tokens);
    this.#source = source;
  }

  run(mode: Mode): Parsed {
    const tree = mode === 'string' ? this.#text() : this.#condition();
    if (this.next.type !== 'end') this.fail('an operator such as &&, || or == is missing before this');
    const problem = this.gaveUp ? undefined : this.problem;
    const isRight = problem === undefined && !this.gaveUp;
    return { tree: isRight ? tree : undefined, problem, names: this.#names, patterns: this.#patterns };
  }

  #condition(): Condition {
    return this.#chain('or', 'any', () => this.#chain('and', 'all', () => this.#negation()));
  }

  #chain(operator: TokenType, kind: 'any' | 'all', operand: () => Condition): Condition {
    const first = operand();
    const operands = [first];
    while (this.takeIf(operator)) operands.push(operand());
    return operands.length === 1 ? first : { kind, operands, start: first.start, end: this.end };
  }

  #negation(): Condition {
    const starts: number[] = [];
    while (this.next.type === 'not') starts.push(this.take().start);
    let condition = this.#primary();
    for (const start of starts.reverse()) condition = { kind: 'not', operand: condition, start, end: condition.end };
    return condition;
  }

  #primary(): Condition {
    const { type, start, end } = this.next;
    if (type === 'true' || type === 'false') {
      this.take();
      return { kind: 'constant', value: type === 'true', start, end };
    }
    if (type === 'unary') return this.#test();
    if (type === '(') return this.#parenthesised();
    if (!wordStarts.has(type))
      this.fail(
        type === 'end'
          ? 'the expression is incomplete: a condition is missing'
          : `a condition cannot begin with ${this.#shown()}`,
      );
    return this.#comparison();
  }

  #shown(): string {
    const { type, text } = this.next;
    if (type === 'regex') return 'a regular expression; put a value and =~ before it';
    if (type === 'text') return 'this';
    return `'${text}'`;
  }

  #parenthesised(): Condition {
    const { start } = this.take();
    const inner = this.nested(() => this.#condition()) ?? nothing;
    this.expect(')', "a closing ')' or an operator is missing");
    return { ...inner, start, end: this.end };
  }

  #test(): Condition {
    const token = this.take();
    const operand = this.#word();
    const operator = this.#use('unary', token, operand);
    return { kind: 'test', operator, operand, start: token.start, end: this.end };
  }

  #comparison(): Condition {
    const left = this.#word();
    const { start } = left;
    const token = this.next;
    if (token.type === 'comparison') {
      this.take();
      return { kind: 'comparison', operator: token.text, left, right: this.#word(), start, end: this.end };
    }
    if (token.type === 'binary') return this.#binary(left);
    if (token.type === 'in') {
      this.take();
      return { kind: 'membership', left, list: this.#list(), start, end: this.end };
    }
    if (token.type !== 'match') this.fail(operatorWanted(token));
    this.take();
    return { kind: 'match', left, isNegated: token.text === '!~', pattern: this.#pattern(), start, end: this.end };
  }

  #binary(left: Word): Condition {
    const token = this.take();
    const right = this.#word();
    const operator = this.#use('binary', token, right);
    return { kind: 'binary', operator, left, right, start: left.start, end: this.end };
  }

  #pattern(): Pattern {
    const token = this.expect('regex', 'a regular expression must follow: /…/ or m#…#');
    const from = token.start + (this.#source[token.start] === 'm' ? 2 : 1);
    const pattern = { text: token.text, start: token.start, end: token.end, from };
    if (token.type === 'regex') this.#patterns.push(pattern);
    return pattern;
  }

  #list(): Word | readonly Word[] {
    if (this.next.type === 'name') return this.#call('list-function');
    if (!this.takeIf('{')) this.fail("a list must follow: {'a', 'b'} or a function that yields one");
    const words = [this.#word()];
    while (this.takeIf(',')) words.push(this.#word());
    this.expect('}', "the list has no closing '}'");
    return words;
  }

  /** Words joined by dots. */
  #word(): Word {
    const first = this.#singleWord();
    const parts = [first];
    while (this.takeIf('concat')) parts.push(this.#singleWord());
    return parts.length === 1 ? first : { kind: 'concatenation', parts, start: first.start, end: this.end };
  }

  #singleWord(): Word {
    const { type, start, end, text } = this.next;
    if (type === 'digit') {
      this.take();
      return { kind: 'digit', text, start, end };
    }
    if (type === 'quote-open') return this.#quoted();
    if (type === 'variable-open' || type === 'backreference') return this.#variableOrBackreference();
    if (type === 'name') return this.#call('function');
    this.fail(
      type === 'end'
        ? 'the expression is incomplete: a value is missing'
        : `a value must stand here: 'text', %{VARIABLE}, a number or a function, not ${this.#shown()}`,
    );
    return nowhere;
  }

  #quoted(): Word {
    const { start } = this.take();
    if (this.takeIf('quote-close')) return { kind: 'text', text: '', start, end: this.end };
    const inner = this.#text();
    this.expect('quote-close', 'the text has no closing quote');
    return { ...inner, start, end: this.end };
  }

  /** One piece of text or more. */
  #text(): Word {
    const first = this.#textPart();
    const parts = [first];
    while (textStarts.has(this.next.type)) parts.push(this.#textPart());
    return parts.length === 1 ? first : { kind: 'concatenation', parts, start: first.start, end: this.end };
  }

  #textPart(): Word {
    const { type, start, end, text } = this.next;
    if (type !== 'text') return this.#variableOrBackreference();
    this.take();
    return { kind: 'text', text, start, end };
  }

  #variableOrBackreference(): Word {
    const { type, start, end, text } = this.next;
    if (type === 'backreference') {
      this.take();
      return { kind: 'backreference', index: Number(text.slice(1)), start, end };
    }
    if (type !== 'variable-open') {
      this.fail('the argument of the function is missing');
      return nowhere;
    }
    this.take();
    return this.nested(() => this.#variable(start)) ?? nowhere;
  }

  #variable(start: number): Word {
    const token = this.expect('name', 'a name is missing: %{NAME} or %{function:argument}');
    if (this.takeIf('variable-close')) {
      return { kind: 'variable', name: this.#use('variable', token, undefined), start, end: this.end };
    }
    this.expect(':', "a '}' is missing behind the name");
    const argument = this.#text();
    this.expect('variable-close', "a '}' is missing");
    return { kind: 'call', name: this.#use('function', token, argument), argument, start, end: this.end };
  }

  #call(sort: NameSort): Word {
    const token = this.take();
    if (this.next.type !== '(') {
      this.#failBare(token);
      return nowhere;
    }
    this.take();
    const argument = this.nested(() => this.#word()) ?? nowhere;
    this.expect(')', "a closing ')' is missing behind the argument");
    return { kind: 'call', name: this.#use(sort, token, argument), argument, start: token.start, end: this.end };
  }

  /** A name that is neither a variable in `%{…}` nor a text in quotes nor a function's is the commonest mistake. */
  #failBare({ text, start, end }: Token): void {
    this.fail(bareMessage(text), { start, end });
  }

  #use(sort: NameSort, token: Token, argument: Word | undefined): NameUse {
    const name = sort === 'unary' || sort === 'binary' ? token.text.slice(1) : token.text;
    const constant = argument?.kind === 'text' ? argument.text : undefined;
    const use = { sort, name, constant, argument, start: token.start, end: token.end };
    if (this.problem === undefined) this.#names.push(use);
    return use;
  }
}

const nowhere: Word = { kind: 'text', text: '', start: 0, end: 0 };
const nothing: Condition = { kind: 'constant', value: false, start: 0, end: 0 };

const wordStarts: ReadonlySet<TokenType> = new Set(['digit', 'quote-open', 'variable-open', 'backreference', 'name']);
const textStarts: ReadonlySet<TokenType> = new Set(['text', 'variable-open', 'backreference']);
