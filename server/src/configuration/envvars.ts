// The environment that Debian's apache2ctl gives the server: its file envvars, read as data and never run.
import { memo } from '../text/memo.ts';
import type { SourceFile } from '../text/source-file.ts';
import type { Disk } from './disk.ts';
import { folderOf, nameOf, pathOf } from './paths.ts';
import { type ShellCommand, type ShellWord, shellCommands } from './shell.ts';

/** Variables by name; undefined where one is set to what only the shell can tell. */
export type Environment = ReadonlyMap<string, string | undefined>;

/** What the file `envvars` beside the main file exports; nothing where there is none. */
export function environmentBeside(main: string | undefined, disk: Disk): Environment {
  const file = main === undefined ? 'missing' : disk.read(`${folderOf(main).replace(/\/$/, '')}/envvars`);
  return typeof file === 'string' ? none : exportsOf(file);
}

const none: Environment = new Map();

const exportsOf: (file: SourceFile) => Environment = memo((file) => {
  const script = new Script(confDirOf(pathOf(file.uri) ?? ''));
  for (const command of shellCommands(file.text)) script.run(command);
  return script.exports();
});

/** apache2ctl sets it: each instance has a folder such as /etc/apache2-blue, and a copy keeps that name. */
function confDirOf(path: string): string {
  const name = nameOf(folderOf(path));
  return `/etc/${name.startsWith('apache2-') ? name : 'apache2'}`;
}

/** Whether the commands of a block are run. */
type Truth = 'yes' | 'no' | 'unknown';

class Script {
  readonly #variables: Map<string, string | undefined>;
  readonly #exported = new Set<string>();
  /** The blocks around the command; of an `if`, also whether an earlier branch was taken. */
  readonly #blocks: { truth: Truth; taken: Truth }[] = [];

  constructor(confDir: string) {
    this.#variables = new Map([['APACHE_CONFDIR', confDir]]);
  }

  run({ words, isConditional }: ShellCommand): void {
    const name = plain(words[0]);
    const rest = words.slice(1);
    if (name === 'if') this.#open(this.#test(rest));
    else if (name === 'elif') this.#branch(this.#test(rest));
    else if (name === 'else') this.#branch('yes', rest);
    else if (name === 'then' || name === 'do') this.run({ words: rest, isConditional });
    else if (/^(?:for|while|until|case|\{)$/.test(name)) this.#open('unknown');
    else if (/^(?:fi|done|esac|\})$/.test(name)) this.#blocks.pop();
    else if (this.#truth !== 'no') this.#assign(name, words, this.#truth === 'unknown' || isConditional);
  }

  exports(): Environment {
    return new Map([...this.#exported].map((name) => [name, this.#variables.get(name)]));
  }

  get #truth(): Truth {
    const truths = this.#blocks.map(({ truth }) => truth);
    return truths.includes('no') ? 'no' : truths.includes('unknown') ? 'unknown' : 'yes';
  }

  #open(truth: Truth): void {
    this.#blocks.push({ truth, taken: truth });
  }

  #branch(truth: Truth, rest: readonly ShellWord[] = []): void {
    const block = this.#blocks.at(-1);
    if (!block) return;
    block.truth = block.taken === 'yes' ? 'no' : block.taken === 'unknown' && truth === 'yes' ? 'unknown' : truth;
    if (block.taken === 'no') block.taken = truth;
    if (rest.length > 0) this.run({ words: rest, isConditional: false });
  }

  #assign(name: string, words: readonly ShellWord[], isUnsure: boolean): void {
    if (name === 'unset') for (const word of words.slice(1)) this.#unset(plain(word));
    else if (name === 'export') for (const word of words.slice(1)) this.#export(word, isUnsure);
    // In front of a command an assignment is for that command alone.
    else if (words.every((word) => assignment.test(plain(word)))) for (const word of words) this.#set(word, isUnsure);
  }

  #unset(name: string): void {
    this.#variables.delete(name);
    this.#exported.delete(name);
  }

  #export(word: ShellWord, isUnsure: boolean): void {
    const [, name, value] = /^([A-Za-z_]\w*)(=)?/.exec(plain(word)) ?? [];
    if (name === undefined) return;
    if (value) this.#set(word, isUnsure);
    this.#exported.add(name);
  }

  #set(word: ShellWord, isUnsure: boolean): void {
    const [first, ...others] = word;
    const [start = '', name = ''] = assignment.exec(first?.text ?? '') ?? [];
    const value = first && [{ ...first, text: first.text.slice(start.length) }, ...others];
    this.#variables.set(name, isUnsure || !value ? undefined : this.#value(value));
  }

  #value(word: ShellWord): string | undefined {
    let value: string | undefined = '';
    for (const { text, isLiteral } of word) {
      const part: string | undefined = isLiteral ? text : this.#expanded(text);
      if (part === undefined) return undefined;
      value += part;
    }
    return value;
  }

  /** Undefined where a variable is not known here: the process that starts the server may have it. */
  #expanded(text: string): string | undefined {
    let isKnown = !/\$\(|`/.test(text);
    const expanded = text.replace(reference, (_all, escaped, braced, operator, operand, bare) => {
      if (escaped !== undefined) return escaped;
      const value = this.#variables.get(braced ?? bare);
      const result = value === undefined ? undefined : changed(value, operator, operand);
      if (result === undefined) isKnown = false;
      return result ?? '';
    });
    return isKnown ? expanded : undefined;
  }

  /** `[ LEFT = RIGHT ]`, `[ -n TEXT ]` and their opposites; any other condition cannot be known. */
  #test(words: readonly ShellWord[]): Truth {
    const inner = plain(words.at(-1)) === ']' ? words.slice(1, -1) : words.slice(1);
    const texts = inner.map((word) => this.#value(word));
    if (!/^(?:\[|test)$/.test(plain(words[0])) || texts.includes(undefined)) return 'unknown';
    const [first, second, third] = texts;
    if (texts.length === 2 && /^-[nz]$/.test(first ?? '')) return truthOf((second === '') === (first === '-z'));
    if (texts.length === 3 && /^(?:==?|!=)$/.test(second ?? ''))
      return truthOf((first === third) !== (second === '!='));
    return 'unknown';
  }
}

const assignment = /^([A-Za-z_]\w*)=/;

/** An escaped character, `${NAME}` perhaps with an operator, `$NAME`. */
const reference = /\\([$`"\\])|\$\{([A-Za-z_]\w*)(##?|%%?|:?-)?([^}]*)\}|\$([A-Za-z_]\w*)/g;

/** The value with what `${NAME##START}` and its kin take away; undefined for patterns, which are not followed. */
function changed(value: string, operator: string | undefined, operand: string | undefined): string | undefined {
  if (operator === undefined) return operand ? undefined : value;
  if (operator.endsWith('-')) return value === '' && operator === ':-' ? undefined : value;
  if (operand === undefined || /[*?[$]/.test(operand)) return undefined;
  if (operator.startsWith('#')) return value.startsWith(operand) ? value.slice(operand.length) : value;
  return value.endsWith(operand) ? value.slice(0, value.length - operand.length) : value;
}

function truthOf(holds: boolean): Truth {
  return holds ? 'yes' : 'no';
}

/** The text of a word as it is written, without its quotes. */
function plain(word: ShellWord | undefined): string {
  return (word ?? []).map(({ text }) => text).join('');
}
