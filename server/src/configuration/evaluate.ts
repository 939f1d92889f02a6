// Reads a configuration in the order httpd does, and tells of each directive where it stands and what it says.

import type { LogicalLine } from '../syntax/logical-line.ts';
import { parse } from '../syntax/parse.ts';
import type { Node, Section } from '../syntax/tree.ts';
import { wordsOf } from '../syntax/words.ts';
import type { SourceFile } from '../text/source-file.ts';
import { conditionOf } from './conditions.ts';
import type { Disk } from './disk.ts';
import { executeWhileReading } from './execute.ts';
import { folderOf, pathOf, resolvePath } from './paths.ts';
import { scopeContextOf } from './scopes.ts';
import type { Settings } from './settings.ts';
import type { Certainty, Scope, Visit } from './visit.ts';

/** Where the reading starts. */
export interface Start {
  readonly file: SourceFile;
  /** True for a main file; false for a fragment that stands alone. */
  readonly isMain: boolean;
  /** What the top level of the file is: known for main files, by the place of a fragment, or not. */
  readonly context: 'server' | 'htaccess' | 'unknown';
  /** For .htaccess: the tree of the server that may read it, where there is one. */
  readonly tree?: Configuration | undefined;
}

export interface MacroDefinition {
  readonly section: Section;
  readonly file: SourceFile;
  readonly parameters: readonly string[];
}

/** An Include line and what it leads to. */
export interface IncludeLink {
  readonly visit: Visit;
  readonly paths: readonly string[];
  /** Why nothing is included: the file is not there, or it is not known. */
  readonly failure?: 'missing' | 'cycle';
}

/** One read configuration. */
export interface Configuration {
  readonly start: Start;
  readonly settings: Settings;
  readonly disk: Disk;
  readonly visits: readonly Visit[];
  readonly files: ReadonlyMap<string, SourceFile>;
  readonly includes: readonly IncludeLink[];
  readonly macros: ReadonlyMap<string, MacroDefinition>;
  readonly defines: ReadonlyMap<string, string>;
  readonly modules: ReadonlySet<string>;
  /** Conditional sections that are certainly not read. */
  readonly skipped: ReadonlySet<Section>;
  /** As the ServerRoot line says, else the main file's folder; httpd has it compiled in. */
  readonly serverRoot: string | undefined;
  /** A ServerRoot line was read. */
  readonly hasServerRoot: boolean;
  /** Every file of the tree was read. */
  readonly isWholeTree: boolean;
  /** Every file of the tree was read, and every loaded module is known: what is not known does not exist. */
  readonly isComplete: boolean;
}

/** Reads `start` and everything it includes. Never fails; what could not be read makes the answer incomplete. */
export function evaluate(start: Start, settings: Settings, disk: Disk): Configuration {
  const reader = new Reader(start, settings, disk);
  reader.readFile(start.file, { parent: undefined, context: start.context, section: undefined }, 'certain', undefined);
  return reader.finish();
}

/** How a run of nodes is read: within what, how surely, and through which macro use. */
interface Surroundings {
  readonly file: SourceFile;
  readonly scope: Scope;
  readonly certainty: Certainty;
  readonly container: Visit | undefined;
  readonly use: Visit | undefined;
  readonly parameters: ReadonlyMap<string, string> | undefined;
}

/** The state of reading, as far as directives that are executed while reading change it. */
export class Reader {
  readonly start: Start;
  readonly settings: Settings;
  readonly disk: Disk;
  readonly visits: Visit[] = [];
  readonly files = new Map<string, SourceFile>();
  readonly includes: IncludeLink[] = [];
  readonly macros = new Map<string, MacroDefinition>();
  readonly defines = new Map<string, string>();
  readonly modules = new Set<string>();
  readonly skipped = new Set<Section>();
  serverRoot: string | undefined;
  hasServerRoot = false;
  isWholeTree: boolean;
  hasForeignModule = false;
  readonly #open: string[] = [];

  constructor(start: Start, settings: Settings, disk: Disk) {
    this.start = start;
    this.settings = settings;
    this.disk = disk;
    this.isWholeTree = start.isMain;
    const path = pathOf(start.file.uri);
    this.serverRoot = path && start.isMain ? folderOf(path) : undefined;
  }

  /** All modules come from LoadModule lines that were seen: an MPM is among them. */
  get knowsModules(): boolean {
    return this.isWholeTree && [...this.modules].some((name) => name.startsWith('mpm_'));
  }

  /** The depth of files that include each other right now. */
  get depth(): number {
    return this.#open.length;
  }

  isReading(uri: string): boolean {
    return this.#open.includes(uri);
  }

  /** A path as httpd takes it: relative to ServerRoot. */
  absolute(path: string): string {
    return resolvePath(this.serverRoot ?? '/nowhere', path);
  }

  /** The value of `${name}`: httpd looks among the defines without regard to case, then in its environment. */
  variable(name: string): string | undefined {
    const exact = this.defines.get(name);
    if (exact !== undefined) return exact;
    const lower = name.toLowerCase();
    for (const [defined, value] of this.defines) if (defined.toLowerCase() === lower) return value;
    return this.settings.environment[name];
  }

  readFile(file: SourceFile, scope: Scope, certainty: Certainty, container: Visit | undefined): void {
    this.files.set(file.uri, file);
    this.#open.push(file.uri);
    this.#readNodes(parse(file).nodes, { file, scope, certainty, container, use: undefined, parameters: undefined });
    this.#open.pop();
  }

  /** Reads the body of a macro with its parameters replaced; its problems are shown at `use`. */
  readMacro(macro: MacroDefinition, values: readonly string[], use: Visit): void {
    const parameters = new Map(macro.parameters.map((name, index) => [name, values[index] ?? '']));
    const { scope, certainty, container } = use;
    this.#readNodes(macro.section.children, { file: macro.file, scope, certainty, container, use, parameters });
  }

  finish(): Configuration {
    const isComplete = this.knowsModules && !this.hasForeignModule;
    return Object.assign(this, { isComplete });
  }

  #readNodes(nodes: readonly Node[], around: Surroundings): void {
    for (const node of nodes) {
      const visit = this.#visit(node, around);
      this.visits.push(visit);
      if (node.kind === 'section') this.#readSection(node, visit, around);
      else executeWhileReading(visit, this);
    }
  }

  #visit(node: Node, around: Surroundings): Visit {
    const { file, scope, certainty, container, use, parameters } = around;
    const info = this.settings.catalogue.entryOf(node);
    const plain = { node, file, info, scope, certainty, container, use };
    if (!node.line.text.includes('$') && !parameters) {
      return Object.assign(new LazyWords(node), plain, { line: node.line, hasUnknownVariable: false });
    }
    const line = this.#expand(parameters ? withParameters(node.line, parameters) : node.line);
    const words = line === node.line ? node.words : wordsOf(line, node.argumentsFrom, argumentsEnd(node, line));
    return { ...plain, line, words, hasUnknownVariable: /\$\{[^}]*\}/.test(line.text) };
  }

  #expand(line: LogicalLine): LogicalLine {
    return line.text.includes('${') ? line.expanded((name) => this.variable(name)) : line;
  }

  #readSection(section: Section, visit: Visit, around: Surroundings): void {
    if (section.name.toLowerCase() === 'macro') this.#defineMacro(section, visit);
    else {
      const inside = this.#surroundingsIn(section, visit, around);
      if (inside) this.#readNodes(section.children, inside);
      else this.skipped.add(section);
    }
  }

  /** How the content of a section is read; undefined where it is not read. */
  #surroundingsIn(section: Section, visit: Visit, around: Surroundings): Surroundings | undefined {
    const name = section.name.toLowerCase();
    const truth = conditionOf(name, visit.words, this);
    if (truth === 'no') return undefined;
    if (truth === 'unknown') return { ...around, certainty: 'possible' };
    if (truth === 'yes') return around;
    const context = scopeContextOf(name);
    if (context === 'transparent') return { ...around, container: visit };
    return { ...around, scope: { parent: around.scope, context, section: visit }, container: undefined };
  }

  #defineMacro(section: Section, visit: Visit): void {
    const [name, ...parameters] = visit.words.map((word) => word.text);
    if (name) this.macros.set(name.toLowerCase(), { section, file: visit.file, parameters });
  }
}

/** Splits the arguments only when somebody asks: most visits of a large tree are never looked at twice. */
class LazyWords {
  readonly #node: Node;

  constructor(node: Node) {
    this.#node = node;
  }

  get words() {
    return this.#node.words;
  }
}

function argumentsEnd(node: Node, line: LogicalLine): number {
  if (node.kind === 'directive') return line.text.length;
  const bracket = line.text.lastIndexOf('>');
  return bracket > 0 ? bracket : line.text.length;
}

/** httpd replaces the longest parameter name first, anywhere in the line. */
function withParameters(line: LogicalLine, parameters: ReadonlyMap<string, string>): LogicalLine {
  const names = [...parameters.keys()].sort((a, b) => b.length - a.length).filter((name) => name !== '');
  return line.replaced(names, (name) => parameters.get(name));
}
