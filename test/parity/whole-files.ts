// Draws whole configurations of several files, the same ones for the same seed.
import * as fs from 'node:fs';
import * as path from 'node:path';
import { randomNumbers } from './mutations.ts';

/** What may be drawn; `{name}` in a text stands for one of the values of that name. */
interface Statements {
  readonly anywhere: readonly string[];
  readonly server: readonly string[];
  readonly directory: readonly string[];
  readonly sections: { readonly server: readonly string[]; readonly any: readonly string[] };
  readonly values: Readonly<Record<string, readonly string[]>>;
}

const statements: Statements = JSON.parse(fs.readFileSync(path.resolve('test/parity/statements.json'), 'utf8'));

/** The files of one configuration by their relative paths; `httpd.conf` is the main one, `$WORK` their folder and `$ROOT` the server's. */
export function drawFiles(seed: number): Map<string, string> {
  const drawing = new Drawing(randomNumbers(seed));
  const files = new Map([['httpd.conf', drawing.mainFile()]]);
  for (const name of ['one.conf', 'two.conf', 'some/x.conf', 'some/y.conf']) files.set(name, drawing.smallFile());
  return files
    .set('app.wsgi', 'application = None\n')
    .set('empty/.keep', '')
    .set('logs/.keep', '')
    .set('run/.keep', '');
}

class Drawing {
  readonly #random: () => number;

  constructor(random: () => number) {
    this.#random = random;
  }

  mainFile(): string {
    const lines = [...this.#defines(), ...this.#macros(), ...this.#body('server', 4 + this.#below(10), 0)];
    return this.#written(lines);
  }

  smallFile(): string {
    const context = this.#chance(0.7) ? 'server' : 'directory';
    return this.#chance(0.2) ? '' : this.#written(this.#body(context, 1 + this.#below(3), 2));
  }

  #defines(): string[] {
    return ['a', 'b', 'c'].flatMap((name) =>
      this.#chance(0.6) ? [`Define ${name} ${this.#pick(['5', 'x', 'one', 'On', '"x y"', 'ServerAdmin'])}`] : [],
    );
  }

  #macros(): string[] {
    return ['1', '2'].flatMap((digit) => {
      if (this.#chance(0.5)) return [];
      const parameters = this.#chance(0.5) ? ` ${this.#pick(['$p', '@p', '%p', 'p'])}` : '';
      return [`<Macro M${digit}${parameters}>`, ...this.#body('server', 1 + this.#below(3), 2), '</Macro>'];
    });
  }

  #body(context: 'server' | 'directory', count: number, depth: number): string[] {
    return Array.from({ length: count }, () =>
      this.#chance(depth < 4 ? 0.3 : 0) ? this.#section(context, depth) : [this.#statement(context)],
    ).flat();
  }

  #statement(context: 'server' | 'directory'): string {
    const own = this.#chance(0.95) ? statements[context] : [...statements.server, ...statements.directory];
    return this.#filled(this.#pick(this.#chance(0.55) ? own : statements.anywhere));
  }

  #section(context: 'server' | 'directory', depth: number): string[] {
    const opening = this.#pick(this.#chance(0.4) ? statements.sections.any : statements.sections.server);
    const name = opening.split(' ')[0] ?? '';
    const keeps = statements.sections.any.includes(opening) || name === 'VirtualHost';
    const body = this.#body(keeps ? context : 'directory', this.#below(4), depth + 1);
    const lines = [`<${this.#filled(opening)}>`, ...body, `</${name}>`];
    if (name === 'If' && this.#chance(0.4)) lines.push('<Else>', ...this.#body('directory', 1, depth + 1), '</Else>');
    return this.#chance(0.015) ? lines.slice(0, -1) : lines;
  }

  /** The text with its places filled; what is filled in may have places of its own. */
  #filled(text: string): string {
    let filled = text;
    for (let round = 0; round < 3; round++)
      filled = filled.replace(/(?<!\$)\{([a-z]+)\}|\{\{([a-z]+)\}\}/g, (place, name, inner) => {
        const values = statements.values[name ?? inner];
        if (!values) return place;
        return inner ? `{${this.#pick(values)}}` : this.#pick(values);
      });
    return filled;
  }

  #written(lines: readonly string[]): string {
    const newline = this.#chance(0.1) ? '\r\n' : '\n';
    const text = lines.map((line) => this.#spelt(line, newline)).join(newline);
    return `${this.#chance(0.02) ? '\ufeff' : ''}${text}${this.#chance(0.1) ? '' : newline}`;
  }

  /** Now and then a line is spelt another way that means the same. */
  #spelt(line: string, newline: string): string {
    if (this.#chance(0.85)) return line;
    const ways = [
      (text: string) => `  ${text}\t`,
      (text: string) => text.replace(' ', ` \\${newline}  `),
      (text: string) => text.replace(/^\w+/, (name) => name.toUpperCase()),
      (text: string) => text.replaceAll(' ', '   '),
      (text: string) => `${newline}# before${newline}${text}`,
      (text: string) => text.replace(/ ([^ "'<>]+)$/, ' "$1"'),
      (text: string) => `${text} # behind`,
    ];
    return this.#pick(ways)(line);
  }

  #pick<Choice>(choices: readonly Choice[]): Choice {
    const chosen = choices[this.#below(choices.length)];
    if (chosen === undefined) throw new RangeError('nothing to draw from');
    return chosen;
  }

  #below(end: number): number {
    return Math.floor(this.#random() * end);
  }

  #chance(probability: number): boolean {
    return this.#random() < probability;
  }
}
