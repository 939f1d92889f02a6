// What reading changes as it goes on: the directives that httpd executes at once, and a stamp of all that they did.
import type { Section } from '../syntax/tree.ts';
import { hasDrive } from './paths.ts';
import type { Pair } from './placement.ts';

export interface MacroDefinition {
  readonly section: Section;
  readonly parameters: readonly string[];
}

/** One change, by a directive that httpd executes while it reads, or by something that cannot be read. */
export type Effect =
  /** `variable` is the name in lower case. */
  | { readonly type: 'define'; readonly name: string; readonly variable: string; readonly value: string }
  | { readonly type: 'undefine'; readonly name: string; readonly variable: string }
  | { readonly type: 'load-module'; readonly name: string; readonly isForeign: boolean }
  | { readonly type: 'server-root'; readonly path: string }
  | { readonly type: 'macro'; readonly name: string; readonly macro: MacroDefinition }
  | { readonly type: 'undef-macro'; readonly name: string }
  /** A macro has opened or closed sections: what follows in the file may stand in others than it seems. */
  | { readonly type: 'lose-scope' }
  /** That file ends. */
  | { readonly type: 'find-scope' }
  | { readonly type: 'environment'; readonly values: string }
  | ({ readonly type: 'place'; readonly isCopy: boolean } & Pair)
  /** Files include each other without end, which is where Apache gives up. */
  | { readonly type: 'circle' }
  | { readonly type: 'incomplete' };

/** Two readings with the same stamp did the same before, so whatever comes next is read alike. */
export class Stamp {
  /** A macro has opened or closed sections: it is not known which ones the next line of the file stands in. */
  readonly hasLostScope: boolean;
  readonly #latest: { readonly effect: Effect; readonly before: Stamp } | undefined;
  /** Those that no reading has come to any more need not stay. */
  readonly #next = new Map<string, WeakRef<Stamp>>();

  /** None where reading begins. */
  constructor(latest?: { readonly effect: Effect; readonly before: Stamp }) {
    this.#latest = latest;
    this.hasLostScope = latest !== undefined && losesScope(latest.effect, latest.before.hasLostScope);
  }

  after(effect: Effect): Stamp {
    const key = keyOf(effect);
    const known = this.#next.get(key)?.deref();
    if (known) return known;
    const next = new Stamp({ effect, before: this });
    this.#next.set(key, new WeakRef(next));
    return next;
  }

  /** What led here from `earlier`, in order; undefined where it did not come by there. */
  since(earlier: Stamp): Effect[] | undefined {
    const effects: Effect[] = [];
    for (let stamp: Stamp = this; stamp !== earlier; stamp = stamp.#latest.before) {
      if (!stamp.#latest) return undefined;
      effects.push(stamp.#latest.effect);
    }
    return effects.reverse();
  }
}

/** The state of reading. */
export class State {
  readonly defines = new Map<string, string>();
  /** The values of variables by their lower-case names. */
  readonly variables = new Map<string, string>();
  readonly modules = new Set<string>();
  readonly macros = new Map<string, MacroDefinition>();
  serverRoot: string | undefined;
  hasServerRoot = false;
  isWholeTree: boolean;
  hasForeignModule = false;
  hasCircle = false;
  /** Where folders of the server are on this disk. */
  readonly pairs: Pair[] = [];
  /** The files of the tree were found beside the main file, not where it says. */
  isCopy = false;
  stamp: Stamp;
  #hasMpm = false;

  constructor(stamp: Stamp, isWholeTree: boolean, serverRoot: string | undefined) {
    this.stamp = stamp;
    this.isWholeTree = isWholeTree;
    this.serverRoot = serverRoot;
  }

  /** The server is one for Windows, which has its MPM built in. */
  get isForWindows(): boolean {
    return hasDrive(this.serverRoot ?? '');
  }

  /** All modules come from LoadModule lines that were seen: an MPM is among them. */
  get knowsModules(): boolean {
    return this.isWholeTree && (this.#hasMpm || (this.isForWindows && this.modules.size > 0));
  }

  perform(effect: Effect): void {
    this.#perform(effect);
    this.stamp = this.stamp.after(effect);
  }

  /** Performs what led from here to `stamp` in another reading; says whether there is such a way. */
  proceedTo(stamp: Stamp): boolean {
    if (stamp === this.stamp) return true;
    const effects = stamp.since(this.stamp);
    if (!effects) return false;
    for (const effect of effects) this.#perform(effect);
    this.stamp = stamp;
    return true;
  }

  #perform(effect: Effect): void {
    if (effect.type === 'define') this.#define(effect);
    else if (effect.type === 'undefine') this.#undefine(effect);
    else if (effect.type === 'load-module') this.#load(effect.name, effect.isForeign);
    else if (effect.type === 'server-root') this.#moveRoot(effect.path);
    else if (effect.type === 'macro') this.macros.set(effect.name, effect.macro);
    else if (effect.type === 'undef-macro') this.macros.delete(effect.name);
    else if (effect.type === 'environment') return;
    else if (effect.type === 'place') this.#place(effect, effect.isCopy);
    else if (effect.type === 'lose-scope' || effect.type === 'find-scope') return;
    else this.#leaveOut(effect.type === 'circle');
  }

  /** An empty value leaves the variable as it was (set_define in server/core.c). */
  #define({ name, variable, value }: Extract<Effect, { type: 'define' }>): void {
    this.defines.set(name, value);
    if (value !== '') this.variables.set(variable, value);
  }

  /** The variable goes in any spelling, what `<IfDefine>` asks for in this one only. */
  #undefine({ name, variable }: Extract<Effect, { type: 'undefine' }>): void {
    this.defines.delete(name);
    this.variables.delete(variable);
  }

  #load(name: string, isForeign: boolean): void {
    this.modules.add(name);
    if (isForeign) this.hasForeignModule = true;
    if (name.startsWith('mpm_')) this.#hasMpm = true;
  }

  #place({ from, to }: Pair, isCopy: boolean): void {
    this.pairs.push({ from, to });
    if (isCopy) this.isCopy = true;
  }

  #leaveOut(isCircle: boolean): void {
    this.isWholeTree = false;
    if (isCircle) this.hasCircle = true;
  }

  #moveRoot(path: string): void {
    this.serverRoot = path;
    this.hasServerRoot = true;
  }
}

function losesScope({ type }: Effect, hasLostScope: boolean): boolean {
  return type === 'lose-scope' || (hasLostScope && type !== 'find-scope');
}

function keyOf(effect: Effect): string {
  if (effect.type === 'macro') return `macro ${numberOf(effect.macro.section)}`;
  return Object.values(effect).join('\n');
}

const numbers = new WeakMap<Section, number>();
let latestNumber = 0;

/** Each section has a number of its own: a macro that is written anew is another one. */
function numberOf(section: Section): number {
  const known = numbers.get(section) ?? ++latestNumber;
  numbers.set(section, known);
  return known;
}
