// Reads a configuration in the order httpd does, and tells of each directive where it stands and what it says.

import type { Section } from '../syntax/tree.ts';
import { noteRead } from '../text/reads.ts';
import type { SourceFile } from '../text/source-file.ts';
import { changeBetween, type Difference } from './change.ts';
import type { Disk } from './disk.ts';
import type { Environment } from './envvars.ts';
import { Heritage } from './heritage.ts';
import type { Inclusion } from './inclusion.ts';
import { Reader } from './reader.ts';
import { Registers } from './registers.ts';
import { type IncludeLink, type Segment, type Stretch, segmentsIn, segmentsTowards, stretchesIn } from './segment.ts';
import type { Settings } from './settings.ts';
import type { MacroDefinition, Stamp, State } from './state.ts';
import { anything, Versions } from './versions.ts';
import type { Visit } from './visit.ts';
import { VisitIndex } from './visit-index.ts';
import { exchanged, replacedInPlace } from './visit-list.ts';

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

/**
 * Reads `start` and everything it includes. Never fails; what could not be read makes the answer incomplete.
 * Parts that `earlier`, an answer with the same settings and disk, has read alike are not read again. `edited` has the
 * URIs of the files that were given another text since, which spares looking at all others; without it they are looked at.
 */
export function evaluate(
  start: Start,
  settings: Settings,
  disk: Disk,
  earlier?: Configuration,
  edited?: ReadonlySet<string>,
): Configuration {
  const isAlike = earlier?.settings === settings && earlier.disk === disk && isSameStart(earlier.start, start);
  const isSameDisk = earlier?.generation === disk.generation;
  const heritage = isAlike ? new Heritage(earlier, isSameDisk ? edited : undefined) : undefined;
  const reader = new Reader(start, settings, disk, heritage);
  return new Configuration(reader, reader.readStart(), isAlike ? earlier : undefined, heritage?.edited);
}

function isSameStart(one: Start, other: Start): boolean {
  return (
    one.file.uri === other.file.uri &&
    one.isMain === other.isMain &&
    one.context === other.context &&
    one.tree === other.tree
  );
}

/** One read configuration. */
export class Configuration {
  readonly start: Start;
  readonly settings: Settings;
  readonly disk: Disk;
  /** That of the disk when it was read. */
  readonly generation: number;
  /** The reading of the file it starts with, and in it all others. */
  readonly root: Inclusion;
  /** What makes up the main server; the same list for as long as nothing in it changes. */
  readonly ofMain: readonly Visit[];
  /** The same by directive. */
  readonly index: VisitIndex;
  /** Where reading began, for the next reading to begin at the same place. */
  readonly first: Stamp;
  /** All that reading did: the same for readings that load the same modules and define the same. */
  readonly last: Stamp;
  /** Hosts and directives by what they say. */
  readonly registers: Registers;
  /** Which answers from an earlier reading still hold. */
  readonly versions: Versions;
  readonly includes: readonly IncludeLink[];
  readonly macros: ReadonlyMap<string, MacroDefinition>;
  readonly defines: ReadonlyMap<string, string>;
  /** The variables that the server is started with. */
  readonly environment: Environment;
  readonly modules: ReadonlySet<string>;
  /** As the ServerRoot line says, else the usual one; httpd has it compiled in. */
  readonly serverRoot: string | undefined;
  /** A ServerRoot line was read. */
  readonly hasServerRoot: boolean;
  /** The files of the tree were found beside the main file, not where it says: it is a copy from another place. */
  readonly isCopy: boolean;
  /** Files include each other without end. */
  readonly hasCircle: boolean;
  /** Every file of the tree was read. */
  readonly isWholeTree: boolean;
  /** Every file of the tree was read, and every loaded module is known: what is not known does not exist. */
  readonly isComplete: boolean;
  /** By URI; passed on to the next reading, which would have to list thousands anew. */
  readonly #files: Map<string, SourceFile>;
  /** The same for readings that do the same: to go through it all takes long where every file defines something. */
  readonly #state: State;
  #segments: readonly Segment[] | undefined;
  #visits: readonly Visit[] | undefined;
  readonly #segmentsOf = new Map<SourceFile, readonly Segment[]>();
  readonly #skippedIn = new Map<SourceFile, ReadonlySet<Section>>();

  /** `edited` has the URIs of all files that have another text than in the earlier reading, where that is known. */
  constructor(
    reader: Reader,
    root: Inclusion,
    earlier: Configuration | undefined,
    edited: ReadonlySet<string> | undefined,
  ) {
    const state = earlier?.last === reader.stamp ? earlier.#state : reader.state;
    this.#state = state;
    this.start = reader.start;
    this.settings = reader.settings;
    this.disk = reader.disk;
    this.first = reader.first;
    this.last = state.stamp;
    this.generation = this.disk.generation;
    this.root = root;
    this.macros = state.macros;
    this.defines = state.defines;
    this.environment = reader.environment;
    this.modules = state.modules;
    this.serverRoot = state.serverRoot;
    this.hasServerRoot = state.hasServerRoot;
    this.isCopy = state.isCopy;
    this.hasCircle = state.hasCircle;
    this.isWholeTree = state.isWholeTree;
    this.isComplete = state.knowsModules && !state.hasForeignModule;
    const change = changeBetween(earlier?.root, root);
    this.#files = (earlier && edited && sameFiles(earlier.#files, change.segments, edited)) ?? filesOf(this.segments);
    this.includes = (earlier && splicedLinks(earlier.includes, change.segments)) ?? linksIn(this.segments);
    this.ofMain = (earlier && changedMain(earlier.ofMain, change.stretches)) ?? ofMainIn(stretchesIn([root]));
    this.index = new VisitIndex(root, earlier?.index, change.stretches);
    const frame = { last: state.stamp, includes: this.includes, generation: this.generation };
    this.registers = new Registers(root, earlier?.registers, change.segments);
    this.versions = new Versions(frame, change, this.registers, earlier?.versions);
  }

  /** What came out of each part of each file, in the order in which reading them began; made when it is asked for. */
  get segments(): readonly Segment[] {
    this.#segments ??= segmentsIn([this.root]);
    return this.#segments;
  }

  /** The files that were read, by URI. */
  get files(): ReadonlyMap<string, SourceFile> {
    return this.#files;
  }

  /** Those of `file`, without a look at all the others. */
  segmentsOf(file: SourceFile): readonly Segment[] {
    const known = this.#segmentsOf.get(file);
    if (known) return known;
    const own = segmentsTowards(new Set([file.uri]), this.root).filter(({ tree }) => tree.part.file === file);
    this.#segmentsOf.set(file, own);
    return own;
  }

  /** The same with those where its macros are used. */
  segmentsReading(file: SourceFile): readonly Segment[] {
    const hasMacros = this.index.get('<macro').some((visit) => visit.file === file);
    return hasMacros ? this.segments : this.segmentsOf(file);
  }

  /** All that was read as one list, made when it is asked for. */
  get visits(): readonly Visit[] {
    noteRead(undefined, anything);
    this.#visits ??= stretchesIn([this.root]).flatMap((stretch) => stretch.visits);
    return this.#visits;
  }

  /** The conditional sections of `file` that are certainly not read. */
  skippedIn(file: SourceFile): ReadonlySet<Section> {
    noteRead(undefined, anything);
    const known = this.#skippedIn.get(file) ?? new Set(this.segmentsReading(file).flatMap(({ skipped }) => skipped));
    this.#skippedIn.set(file, known);
    return known;
  }

  /** Those of all files. */
  get skipped(): ReadonlySet<Section> {
    noteRead(undefined, anything);
    return new Set(this.segments.flatMap((segment) => segment.skipped));
  }
}

function ofMainIn(stretches: readonly Stretch[]): Visit[] {
  return stretches.flatMap((stretch) => stretch.ofMain);
}

function changedMain(
  ofMain: readonly Visit[],
  { gone, come, hunks }: Difference<Stretch>,
): readonly Visit[] | undefined {
  return hunks === 'reordered' ? undefined : exchanged(ofMain, ofMainIn(gone), ofMainIn(come));
}

function linksIn(segments: readonly Segment[]): IncludeLink[] {
  const links: IncludeLink[] = [];
  for (const segment of segments) if (segment.links.length > 0) links.push(...segment.links);
  return links;
}

/** `links` with those that came in their places; undefined where the places must be looked for. */
function splicedLinks(
  links: readonly IncludeLink[],
  { hunks }: Difference<Segment>,
): readonly IncludeLink[] | undefined {
  if (hunks === 'reordered') return undefined;
  let spliced: readonly IncludeLink[] | undefined = links;
  for (const { gone, come } of hunks) spliced = spliced && replacedInPlace(spliced, linksIn(gone), linksIn(come));
  return spliced;
}

/** `files` itself, which gets the new versions of the edited ones, where other parts of these are all that has changed. */
function sameFiles(
  files: Map<string, SourceFile>,
  { come, hunks }: Difference<Segment>,
  edited: ReadonlySet<string>,
): Map<string, SourceFile> | undefined {
  const fresh = filesOf(come);
  const areEditedFresh = [...edited].every((uri) => fresh.has(uri) || !files.has(uri));
  const areInPlace = hunks !== 'reordered' && hunks.every((hunk) => urisOf(hunk.gone) === urisOf(hunk.come));
  if (!areEditedFresh || !areInPlace) return undefined;
  for (const [uri, file] of fresh) files.set(uri, file);
  return files;
}

function urisOf(segments: readonly Segment[]): string {
  return [...filesOf(segments).keys()].join('\n');
}

/** Each file once; an included file may be read several times. */
function filesOf(segments: readonly Segment[]): Map<string, SourceFile> {
  const files = new Map<string, SourceFile>();
  let latest: SourceFile | undefined;
  for (const { tree } of segments) {
    const { file } = tree.part;
    if (file !== latest) files.set(file.uri, file);
    latest = file;
  }
  return files;
}
