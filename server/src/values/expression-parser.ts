// Reads an ap_expr expression, as server/util_expr_parse.y does, and tells which names it uses.
import { ExpressionError, type Token, type TokenType, tokenAt } from './expression-tokens.ts';
import { regexProblem } from './regex.ts';

/** A name that the expression looks up, and where it stands. */
export interface ExpressionName {
  readonly sort: 'variable' | 'function' | 'list function' | 'unary operator' | 'binary operator';
  readonly name: string;
  readonly at: number;
}

/** Reads a condition such as the one of `<If>`; throws an ExpressionError where Apache refuses it. */
export function parseCondition(text: string): readonly ExpressionName[] {
  const parser = new Parser(text);
  parser.condition();
  parser.expect('end');
  return parser.names;
}

/** Reads text with `%{…}` in it; throws an ExpressionError where Apache refuses it. */
export function parseTemplate(text: string): readonly ExpressionName[] {
  const parser = new Parser(text);
  parser.text('');
  return parser.names;
}

class Parser {
  readonly names: ExpressionName[] = [];
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  condition(): void {
    this.#term();
    while (['and', 'or'].includes(this.#peek().type)) {
      this.#next();
      this.#term();
    }
  }

  expect(type: TokenType, text?: string): Token {
    const token = this.#next();
    if (token.type === type && (text === undefined || token.text === text)) return token;
    if (token.type === 'end') throw new ExpressionError(`the expression ends too early: ${text ? `'${text}'` : `a ${type}`} is missing`, token.at);
    const wanted = text ? `'${text}' is expected` : type === 'end' ? 'the expression should end here' : `a ${type} is expected`;
    throw new ExpressionError(`'${token.text}' cannot stand here: ${wanted}`, token.at);
  }

  /** The inside of a string, up to `delimiter`; an empty delimiter means the end of the text. */
  text(delimiter: string): void {
    for (;;) {
      const character = this.#text[this.#at];
      if (character === undefined && delimiter === '') return;
      if (character === undefined || (character === '\n' && delimiter !== '')) throw new ExpressionError('a string or variable is not closed', this.#at);
      if (character === delimiter) return;
      if (character === '\\') this.#at += 2;
      else if (this.#text.startsWith('%{', this.#at)) this.#variable();
      else this.#at++;
    }
  }

  #peek(): Token {
    return tokenAt(this.#text, this.#at);
  }

  #next(): Token {
    const token = this.#peek();
    this.#at = token.at + token.text.length;
    return token;
  }

  #term(): void {
    const token = this.#peek();
    if (token.type === 'true' || token.type === 'false') this.#next();
    else if (token.type === 'not') this.#negation();
    else if (token.text === '(') this.#parenthesis();
    else if (token.type === 'unary') this.#unary();
    else this.#comparison();
  }

  #negation(): void {
    this.#next();
    this.#term();
  }

  #parenthesis(): void {
    this.#next();
    this.condition();
    this.expect('mark', ')');
  }

  #unary(): void {
    const operator = this.#next();
    this.names.push({ sort: 'unary operator', name: operator.text.slice(1), at: operator.at });
    this.#word();
  }

  #comparison(): void {
    this.#word();
    const operator = this.#next();
    if (operator.type === 'compare') this.#word();
    else if (operator.type === 'match') this.#regex();
    else if (operator.type === 'in') this.#list();
    else if (operator.type === 'binary') this.#binary(operator);
    else if (operator.type === 'end') throw new ExpressionError('a comparison is missing behind the value', operator.at);
    else throw new ExpressionError(`'${operator.text}' cannot stand here: a comparison is expected`, operator.at);
  }

  #binary(operator: Token): void {
    this.names.push({ sort: 'binary operator', name: operator.text.slice(1), at: operator.at });
    this.#word();
  }

  #regex(): void {
    const token = this.expect('regex');
    const from = token.text.startsWith('m') ? 2 : 1;
    const pattern = token.text.slice(from, token.text.endsWith('i') && token.text.at(-2) === token.text[from - 1] ? -2 : -1);
    const problem = regexProblem(pattern);
    if (problem) throw new ExpressionError(`not a regular expression: ${problem.message}`, token.at + from + problem.at);
  }

  #list(): void {
    if (this.#peek().text !== '{') return this.#call('list function');
    do {
      this.#next();
      this.#word();
    } while (this.#peek().text === ',');
    this.expect('mark', '}');
  }

  #word(): void {
    this.#part();
    while (this.#peek().type === 'dot') {
      this.#next();
      this.#part();
    }
  }

  #part(): void {
    const token = this.#peek();
    if (token.type === 'digit' || token.type === 'reference') this.#next();
    else if (token.type === 'variable-start') this.#variable();
    else if (token.type === 'string-start') this.#string();
    else if (token.type === 'name') this.#call('function');
    else if (token.type === 'end') throw new ExpressionError('the expression ends where a value should come', token.at);
    else throw new ExpressionError(`'${token.text}' cannot stand here: a value is expected`, token.at);
  }

  #string(): void {
    const start = this.#next();
    this.text(start.text);
    this.#at++;
  }

  #call(sort: 'function' | 'list function'): void {
    const name = this.expect('name');
    this.names.push({ sort, name: name.text, at: name.at });
    if (this.#peek().text !== '(') throw new ExpressionError(`'${name.text}' is no value: text needs quotes, a function its parentheses`, name.at);
    this.#next();
    this.#word();
    this.expect('mark', ')');
  }

  /** `%{NAME}` or `%{function:text}`. */
  #variable(): void {
    const start = this.#text.indexOf('%{', this.#at);
    const name = /^[a-zA-Z][a-zA-Z0-9_]*/.exec(this.#text.slice(start + 2))?.[0];
    if (!name) throw new ExpressionError('%{ must be followed by a name', start);
    this.#at = start + 2 + name.length;
    const behind = this.#text[this.#at];
    if (behind !== '}' && behind !== ':') throw new ExpressionError(behind === undefined ? '%{ is not closed by }' : `'${behind}' cannot stand in the name of a variable`, Math.min(this.#at, this.#text.length - 1));
    this.names.push({ sort: behind === ':' ? 'function' : 'variable', name, at: start + 2 });
    if (behind === ':') this.#argument();
    this.#at++;
  }

  #argument(): void {
    this.#at++;
    if (this.#text[this.#at] === '}') throw new ExpressionError('the function needs an argument behind the colon', this.#at);
    this.text('}');
  }
}
