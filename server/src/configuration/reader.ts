// Goes through the files of a configuration as httpd does, part by part.

import { renamed } from '../syntax/build.ts';
import type { LogicalLine } from '../syntax/logical-line.ts';
import { parse } from '../syntax/parse.ts';
import type { Node, PartTree, Section } from '../syntax/tree.ts';
import type { SourceFile } from '../text/source-file.ts';
import type { Disk, PathState } from './disk.ts';
import { type Environment, environmentBeside } from './envvars.ts';
import type { Start } from './evaluate.ts';
import { executeWhileReading } from './execute.ts';
import type { Heritage } from './heritage.ts';
import { Inclusion } from './inclusion.ts';
import { livesHere } from './local.ts';
import { withParameters } from './macro-lines.ts';
import { hasDrive, pathOf, resolvePath } from './paths.ts';
import { usualServerRoot } from './places.ts';
import { Progress } from './progress.ts';
import type { IncludeLink, Segment } from './segment.ts';
import { SegmentDraft } from './segment-draft.ts';
import type { Settings } from './settings.ts';
import { type Effect, type MacroDefinition, Stamp, State } from './state.ts';
import {
  ofUnknownPlace,
  type Surroundings,
  surroundingsAtTop,
  surroundingsIn,
  surroundingsOf,
} from './surroundings.ts';
import { ExpandedVisit, PlainVisit, type ReadVisit, type Visit } from './visit.ts';
import { expandPattern, type Matches } from './wildcard.ts';

export class Reader {
  readonly start: Start;
  readonly settings: Settings;
  readonly disk: Disk;
  /** The variables that the server is started with. */
  readonly environment: Environment;
  /** Where reading begins. */
  readonly first: Stamp;
  readonly #heritage: Heritage | undefined;
  readonly #progress: Progress;
  /** The files that are being read, each included by the one before. */
  #open: readonly string[] = [];
  #segment: SegmentDraft | undefined;
  /** There is no variable in the part that is being read. */
  #isPlain = false;

  constructor(start: Start, settings: Settings, disk: Disk, heritage: Heritage | undefined) {
    this.start = start;
    this.settings = settings;
    this.disk = disk;
    this.#heritage = heritage;
    this.first = heritage?.first ?? new Stamp();
    const serverRoot = this.main && usualServerRoot(this.main);
    this.#progress = new Progress(() => new State(this.first, start.isMain, serverRoot));
    this.environment = new Map([...environmentBeside(this.main, disk), ...Object.entries(settings.environment)]);
    this.perform({ type: 'environment', values: [...this.environment].join('\n') });
  }

  /** All that reading has done by now. */
  get stamp(): Stamp {
    return this.#progress.stamp;
  }

  /** The same in detail. */
  get state(): State {
    return this.#progress.state;
  }

  /** Whether the server is this machine, as far as is known by now. */
  get isHere(): boolean {
    const { serverRoot, hasServerRoot, isCopy } = this.state;
    return livesHere({ start: this.start, serverRoot, hasServerRoot, isCopy, stateOf: (path) => this.pathState(path) });
  }

  /** The path of the main file, where reading begins with one. */
  get main(): string | undefined {
    return this.start.isMain ? pathOf(this.start.file.uri) : undefined;
  }

  /** The depth of files that include each other right now. */
  get depth(): number {
    return this.#open.length;
  }

  /** How many times the file at `uri` is being read right now, the one inside the other. */
  timesOpen(uri: string): number {
    return this.#open.filter((open) => open === uri).length;
  }

  /** A path as httpd takes it: relative to ServerRoot. */
  absolute(path: string): string {
    return resolvePath(this.state.serverRoot ?? '/nowhere', path);
  }

  /** The value of `${name}`: httpd looks among the defines without regard to case, then in its environment. */
  variable(name: string): string | undefined {
    return this.state.variables.get(name.toLowerCase()) ?? this.environment.get(name);
  }

  readStart(): Inclusion {
    const { file, context } = this.start;
    return this.#readFile(pathOf(file.uri) ?? file.uri, file, surroundingsAtTop(context), this.#heritage?.root);
  }

  /** Reads the file at `path`, which `visit`, an Include, names. */
  readIncluded(path: string, file: SourceFile, visit: Visit): void {
    const before = this.#heritage?.take(file.uri);
    this.#segment?.include(this.#readFile(path, file, surroundingsOf(visit), before));
  }

  /** Reads the body of a macro with its parameters replaced; its problems are shown at `use`. */
  readMacro(macro: MacroDefinition, values: readonly string[], use: Visit): void {
    const parameters = new Map(macro.parameters.map((name, index) => [name, values[index] ?? '']));
    const { scope, certainty, container } = use;
    if (macro.section.isUneven) this.perform({ type: 'lose-scope' });
    this.#readNodes(macro.section.children, { scope, certainty, container, use, parameters });
  }

  perform(effect: Effect): void {
    this.#progress.perform(effect);
  }

  link(link: IncludeLink): void {
    this.#segment?.links.push(link);
  }

  /** What the absolute `path` of the configuration matches on this disk as `pattern`. */
  expand(pattern: string, path: string): Matches {
    const ignoresCase = hasDrive(path);
    const matches = expandPattern(pattern, this.disk, ignoresCase);
    this.#segment?.looks.push({ type: 'pattern', pattern, ignoresCase, matches });
    return matches;
  }

  /** Tells that what the disk has at `path` was found and is not included. */
  passOver(path: string, file: SourceFile | 'missing' | 'unknown'): void {
    this.#segment?.looks.push({ type: 'file', path, file });
  }

  pathState(path: string): PathState {
    const state = this.disk.state(path);
    this.#segment?.looks.push({ type: 'state', path, state });
    return state;
  }

  /** `before` is what was made of the file at the same place, as far as can be told. */
  #readFile(path: string, file: SourceFile, around: Surroundings, before: Inclusion | undefined): Inclusion {
    const { parts } = parse(file);
    const known = before && this.#heritage?.segmentsFor(parts, before);
    const inclusion = new Inclusion(path, file, around, this.stamp);
    const outer = this.#open;
    this.#open = outer.concat(file.uri);
    const segments = parts.map((tree) => this.#readPart(tree, this.#seen(around), known?.get(tree)));
    this.#open = outer;
    if (this.stamp.hasLostScope && !inclusion.before.hasLostScope) this.perform({ type: 'find-scope' });
    inclusion.end(segments, this.stamp);
    return inclusion;
  }

  #readPart(tree: PartTree, around: Surroundings, earlier: Segment | undefined): Segment {
    const heritage = this.#heritage;
    if (!heritage || !earlier) return this.#readAnew(tree, around, undefined);
    if (earlier.isReadIn(around, this.stamp, this.#open)) {
      const again = heritage.holds(earlier, this.disk) ? earlier : heritage.attempt(() => this.#readAgain(earlier));
      if (again) this.#progress.moveTo(again.after);
      if (again) return again;
    }
    heritage.leave(earlier);
    return this.#readAnew(tree, around, earlier);
  }

  /** The part as it was read before, with the edited ones among the files it includes; undefined where those change what follows. */
  #readAgain(earlier: Segment): Segment | undefined {
    const edited = this.#heritage?.edited;
    if (!edited || earlier.passesOver(edited)) return undefined;
    const again = this.#includedAgain(earlier.inclusionsOf(edited));
    if (again) return earlier.including(again);
    this.#progress.moveTo(earlier.before);
    return undefined;
  }

  /** The new readings by the earlier ones. */
  #includedAgain(inclusions: readonly Inclusion[]): ReadonlyMap<Inclusion, Inclusion> | undefined {
    const again = new Map<Inclusion, Inclusion>();
    for (const inclusion of inclusions) {
      const file = this.disk.read(inclusion.path);
      if (typeof file === 'string' || file.uri !== inclusion.file.uri) return undefined;
      this.#progress.moveTo(inclusion.before);
      again.set(inclusion, this.#readFile(inclusion.path, file, inclusion.around, inclusion));
      if (this.stamp !== inclusion.after) return undefined;
    }
    return again;
  }

  #readAnew(tree: PartTree, around: Surroundings, earlier: Segment | undefined): Segment {
    const outer = this.#segment;
    const draft = new SegmentDraft(tree, around, this.#open, this.stamp);
    const wasPlain = this.#isPlain;
    this.#segment = draft;
    this.#isPlain = !tree.text.includes('$');
    this.#readNodes(tree.nodes, around);
    this.#isPlain = wasPlain;
    this.#segment = outer;
    return draft.finished(this.stamp, earlier);
  }

  #readNodes(nodes: readonly Node[], around: Surroundings): void {
    for (const node of nodes) {
      const visit = this.#visit(node, this.#seen(around));
      this.#segment?.add(visit);
      if (node.kind === 'section') this.#readSection(node, visit, this.#seen(around));
      else executeWhileReading(visit, this);
    }
  }

  #seen(around: Surroundings): Surroundings {
    return this.stamp.hasLostScope ? ofUnknownPlace(around) : around;
  }

  #visit(node: Node, around: Surroundings): ReadVisit {
    const { catalogue } = this.settings;
    if (this.#isPlain && !around.parameters) return new PlainVisit(node, catalogue.entryOf(node), around);
    const { line: written } = node;
    const line = this.#expand(around.parameters ? withParameters(written, around.parameters) : written);
    if (line === written && !line.text.includes('${')) return new PlainVisit(node, catalogue.entryOf(node), around);
    const named = renamed(node, line);
    const isAsWritten = named !== node || line === written;
    return new ExpandedVisit(named, catalogue.entryOf(named), around, line, isAsWritten);
  }

  #expand(line: LogicalLine): LogicalLine {
    return line.text.includes('${') ? line.expanded((name) => this.variable(name)) : line;
  }

  #readSection(section: Section, visit: Visit, around: Surroundings): void {
    if (section.name.toLowerCase() === 'macro') this.#defineMacro(section, visit);
    else {
      const inside = surroundingsIn(section, visit, around, this);
      if (inside) this.#readNodes(section.children, inside);
      else this.#segment?.skipped.push(section);
    }
  }

  #defineMacro(section: Section, visit: Visit): void {
    const [name, ...parameters] = visit.words.map((word) => word.text);
    if (name) this.perform({ type: 'macro', name: name.toLowerCase(), macro: { section, parameters } });
  }
}
