// Goes through the files of a configuration as httpd does, part by part.

import { renamed } from '../syntax/build.ts';
import type { LogicalLine } from '../syntax/logical-line.ts';
import { parse } from '../syntax/parse.ts';
import type { Node, PartTree, Section } from '../syntax/tree.ts';
import type { SourceFile } from '../text/source-file.ts';
import { conditionOf } from './conditions.ts';
import type { Disk, PathState } from './disk.ts';
import { type Environment, environmentBeside } from './envvars.ts';
import type { Configuration, Start } from './evaluate.ts';
import { executeWhileReading } from './execute.ts';
import { livesHere } from './local.ts';
import { withParameters } from './macro-lines.ts';
import { folderOf, hasDrive, pathOf, resolvePath } from './paths.ts';
import { pairFor, placed } from './placement.ts';
import { scopeContextOf } from './scopes.ts';
import { type IncludeLink, type Segment, SegmentDraft, type Surroundings, segmentsIn } from './segment.ts';
import type { Settings } from './settings.ts';
import { type Effect, type MacroDefinition, Stamp, State } from './state.ts';
import { ExpandedVisit, innerScope, opaqueIn, PlainVisit, type ReadVisit, topScopes, type Visit } from './visit.ts';
import { expandPattern, type Matches } from './wildcard.ts';

export class Reader {
  readonly start: Start;
  readonly settings: Settings;
  readonly disk: Disk;
  readonly state: State;
  /** The variables that the server is started with. */
  readonly environment: Environment;
  /** Where reading begins. */
  readonly first: Stamp;
  /** The segments of the file that reading starts with. */
  readonly root: Segment[] = [];
  readonly #known: ReadonlyMap<PartTree, readonly Segment[]>;
  /** A file that is included twice has two segments for each part. */
  readonly #used = new Set<Segment>();
  /** The files that are being read, each included by the one before. */
  #open: readonly string[] = [];
  #segment: SegmentDraft | undefined;

  /** `earlier` has the segments that may be used again. */
  constructor(start: Start, settings: Settings, disk: Disk, earlier: Configuration | undefined) {
    this.start = start;
    this.settings = settings;
    this.disk = disk;
    this.first = earlier?.first ?? new Stamp();
    this.#known = byTree(earlier?.segments ?? []);
    const path = this.#main;
    this.state = new State(this.first, start.isMain, path && folderOf(path));
    this.environment = new Map([...environmentBeside(path, disk), ...Object.entries(settings.environment)]);
    this.state.perform({ type: 'environment', values: [...this.environment].join('\n') });
  }

  /** Whether the server is this machine, as far as is known by now. */
  get isHere(): boolean {
    const { serverRoot, hasServerRoot, isCopy } = this.state;
    return livesHere({ start: this.start, serverRoot, hasServerRoot, isCopy, stateOf: (path) => this.pathState(path) });
  }

  get #main(): string | undefined {
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

  /** Where the absolute `path`, or the pattern, is on this disk: a copy of a tree still has the paths of its server. */
  here(path: string): string {
    const main = this.#main;
    if (main === undefined) return path;
    const known = placed(path, main, this.state.pairs);
    if (known !== undefined) return known;
    const pair = pairFor(path, main, this.disk, (candidate) => this.pathState(candidate));
    if (!pair) return path;
    this.perform({ type: 'place', ...pair });
    return placed(path, main, [pair]) ?? path;
  }

  /** The value of `${name}`: httpd looks among the defines without regard to case, then in its environment. */
  variable(name: string): string | undefined {
    return this.state.variables.get(name.toLowerCase()) ?? this.environment.get(name);
  }

  readStart(): void {
    const { file, context } = this.start;
    this.#readParts(file, {
      scope: topScopes[context],
      certainty: 'certain',
      container: undefined,
      use: undefined,
      parameters: undefined,
    });
  }

  /** Reads the file that `visit`, an Include, names. */
  readIncluded(file: SourceFile, { scope, certainty, container }: Visit): void {
    this.#readParts(file, { scope, certainty, container, use: undefined, parameters: undefined });
  }

  /** Reads the body of a macro with its parameters replaced; its problems are shown at `use`. */
  readMacro(macro: MacroDefinition, values: readonly string[], use: Visit): void {
    const parameters = new Map(macro.parameters.map((name, index) => [name, values[index] ?? '']));
    const { scope, certainty, container } = use;
    if (macro.section.isUneven) this.perform({ type: 'lose-scope' });
    this.#readNodes(macro.section.children, { scope, certainty, container, use, parameters });
  }

  perform(effect: Effect): void {
    this.#segment?.effects.push(effect);
    this.state.perform(effect);
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

  read(path: string): SourceFile | 'missing' | 'unknown' {
    const file = this.disk.read(path);
    this.#segment?.looks.push({ type: 'file', path, file });
    return file;
  }

  pathState(path: string): PathState {
    const state = this.disk.state(path);
    this.#segment?.looks.push({ type: 'state', path, state });
    return state;
  }

  #readParts(file: SourceFile, around: Surroundings): void {
    const wasLost = this.state.hasLostScope;
    const outer = this.#open;
    this.#open = [...outer, file.uri];
    for (const tree of parse(file).parts) this.#readPart(tree, this.#seen(around));
    this.#open = outer;
    if (this.state.hasLostScope && !wasLost) this.perform({ type: 'find-scope' });
  }

  #readPart(tree: PartTree, around: Surroundings): void {
    const earlier = this.#known
      .get(tree)
      ?.find((known) => known.isReadIn(around, this.state.stamp) && !this.#isUsed(known));
    const holds = earlier?.stillHolds(this.#open, this.disk) === true;
    const segment = holds ? earlier : this.#readAnew(tree, around, earlier);
    if (earlier) this.#use(earlier);
    if (holds) for (const effect of segment.effects) this.state.perform(effect);
    if (this.#segment) this.#segment.include(segment);
    else this.root.push(segment);
  }

  #use(segment: Segment): void {
    if (segment.looks.length === 0) this.#used.add(segment);
    else for (const inner of segmentsIn(segment)) this.#used.add(inner);
  }

  #isUsed(segment: Segment): boolean {
    if (this.#used.has(segment)) return true;
    return segment.looks.length > 0 && [...segmentsIn(segment)].some((inner) => this.#used.has(inner));
  }

  #readAnew(tree: PartTree, around: Surroundings, earlier: Segment | undefined): Segment {
    const outer = this.#segment;
    const draft = new SegmentDraft(tree, around, this.#open, this.state.stamp);
    this.#segment = draft;
    this.#readNodes(tree.nodes, around);
    this.#segment = outer;
    return draft.finished(earlier);
  }

  #readNodes(nodes: readonly Node[], around: Surroundings): void {
    for (const node of nodes) {
      const visit = this.#visit(node, this.#seen(around));
      this.#segment?.add(visit);
      if (node.kind === 'section') this.#readSection(node, visit, this.#seen(around));
      else executeWhileReading(visit, this);
    }
  }

  /** Where it is not known which section something stands in, its place is not judged. */
  #seen(around: Surroundings): Surroundings {
    if (!this.state.hasLostScope || around.scope.context === 'opaque') return around;
    return { ...around, container: undefined, scope: opaqueIn(around.scope) };
  }

  #visit(node: Node, around: Surroundings): ReadVisit {
    const { catalogue } = this.settings;
    const { line: written } = node;
    const isPlain = !around.parameters && !written.text.includes('$');
    const line = isPlain
      ? written
      : this.#expand(around.parameters ? withParameters(written, around.parameters) : written);
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
      const inside = this.#surroundingsIn(section, visit, around);
      if (inside) this.#readNodes(section.children, inside);
      else this.#segment?.skipped.push(section);
    }
  }

  /** How the content of a section is read; undefined where it is not read. */
  #surroundingsIn(section: Section, visit: Visit, around: Surroundings): Surroundings | undefined {
    const name = section.name.toLowerCase();
    const truth = conditionOf(name, visit, this);
    if (truth === 'no') return undefined;
    if (truth === 'unknown') return { ...around, certainty: 'possible' };
    if (truth === 'yes') return around;
    const context = scopeContextOf(name);
    if (context === 'transparent') return { ...around, container: visit };
    return { ...around, scope: innerScope(around.scope, context, visit), container: undefined };
  }

  #defineMacro(section: Section, visit: Visit): void {
    const [name, ...parameters] = visit.words.map((word) => word.text);
    if (name) this.perform({ type: 'macro', name: name.toLowerCase(), macro: { section, parameters } });
  }
}

function byTree(segments: readonly Segment[]): ReadonlyMap<PartTree, readonly Segment[]> {
  const index = new Map<PartTree, Segment[]>();
  for (const segment of segments) {
    const known = index.get(segment.tree);
    if (known) known.push(segment);
    else index.set(segment.tree, [segment]);
  }
  return index;
}
