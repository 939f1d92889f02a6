// Which configuration a document belongs to, and its problems, remembered until something changes.
import type { Catalogue } from '../catalogue/catalogue.ts';
import { type Configuration, evaluate, type Start } from '../configuration/evaluate.ts';
import { isWithin, pathOf, uriOf } from '../configuration/paths.ts';
import { contextOfPlace, isHtaccess } from '../configuration/places.ts';
import { NodeDisk } from '../host/node-disk.ts';
import { isThere, isWritable, realPath } from '../host/real-path.ts';
import { checkFileInSteps, checkInSteps, type FailureListener, resultOf } from '../rules/check.ts';
import type { Problem } from '../rules/problem.ts';
import type { SourceFile } from '../text/source-file.ts';
import { MainFiles } from './main-files.ts';
import { readSettings, type ServerSettings } from './settings.ts';

export interface FileProblems {
  /** Where they are shown. */
  readonly uri: string;
  readonly file: SourceFile;
  readonly problems: readonly Problem[];
}

/** An answer that may not hold any more. */
interface Earlier {
  readonly configuration: Configuration;
  /** The documents that have got another text since; none where any may have. */
  edited: Set<string> | undefined;
}

export class Workspace {
  readonly #openFile: (uri: string) => SourceFile | undefined;
  readonly #onFailure: FailureListener | undefined;
  readonly #disk: NodeDisk;
  readonly #mainFiles = new MainFiles();
  #folders: readonly string[] = [];
  #isTrusted = true;
  #settings: ServerSettings = readSettings({});
  /** By the path of the main file, or the URI of a fragment; emptied by every change. */
  #configurations = new Map<string, Configuration>();
  /** Those before the latest change, from which the next ones take what is still true. */
  #earlier = new Map<string, Earlier>();
  /** Of the files that were asked for. */
  #problems = new WeakMap<Configuration, Map<SourceFile, readonly Problem[]>>();

  /** `onFailure` hears of rules that fail; without it a failure is thrown. */
  constructor(openFile: (uri: string) => SourceFile | undefined, onFailure?: FailureListener) {
    this.#openFile = openFile;
    this.#onFailure = onFailure;
    this.#disk = new NodeDisk(openFile, (path) => this.#mayRead(path));
  }

  configure(changes: {
    readonly folders?: readonly string[];
    readonly isTrusted?: boolean;
    readonly section?: unknown;
  }): void {
    if (changes.folders) this.#folders = changes.folders.flatMap((uri) => pathOf(uri) ?? []);
    if (changes.isTrusted !== undefined) this.#isTrusted = changes.isTrusted;
    if ('section' in changes) this.#settings = readSettings(changes.section);
    this.diskChanged();
  }

  /** Answers must be made anew, what was read from disk stays: the document at `uri` has another text, or any may have. */
  documentsChanged(uri?: string): void {
    for (const [key, configuration] of this.#configurations)
      this.#earlier.set(key, { configuration, edited: new Set() });
    for (const earlier of this.#earlier.values()) {
      if (uri === undefined) earlier.edited = undefined;
      else earlier.edited?.add(uri);
    }
    this.#configurations = new Map();
    this.#problems = new WeakMap();
  }

  /** The folders of the files on disk that went into the answers. */
  get foldersRead(): ReadonlySet<string> {
    return this.#disk.folders;
  }

  /** Says whether a change of the file or folder at `uri` may change an answer. */
  dependsOn(uri: string): boolean {
    const path = pathOf(uri);
    return path !== undefined && this.#disk.hasSeen(path);
  }

  /** Files on disk may have changed. */
  diskChanged(): void {
    this.#disk.refresh();
    this.#mainFiles.refresh();
    this.documentsChanged();
  }

  /** The configuration that `file` is part of: its tree where one reaches it, else the file alone. */
  configurationOf(file: SourceFile): Configuration {
    const path = pathOf(file.uri);
    if (path && !isHtaccess(path)) {
      for (const main of this.#mainFilesFor(path)) {
        const tree = this.#tree(main);
        if (tree?.files.has(file.uri)) return tree;
      }
    }
    return this.#fragment(file, path);
  }

  /** All directives that are known, those of the user's settings included. */
  get catalogue(): Catalogue {
    return this.#settings.core.catalogue;
  }

  /** The problems in `file`. */
  problemsOf(file: SourceFile): readonly Problem[] {
    return resultOf(this.problemsInSteps(file));
  }

  /** The same where it may be interrupted: a main file tells of errors in all others. */
  *problemsInSteps(file: SourceFile): Generator<undefined, readonly Problem[]> {
    const configuration = this.configurationOf(file);
    const problems = this.#problems.get(configuration) ?? new Map<SourceFile, readonly Problem[]>();
    this.#problems.set(configuration, problems);
    const known = problems.get(file);
    if (known) return known;
    const found = yield* checkFileInSteps(configuration, file, this.#settings.severities, this.#onFailure);
    problems.set(file, found);
    return found;
  }

  /** The current text of a file of any configuration. */
  fileAt(uri: string): SourceFile | undefined {
    const path = pathOf(uri);
    const file = this.#openFile(uri) ?? (path ? this.#disk.read(path) : undefined);
    return typeof file === 'string' ? undefined : file;
  }

  /** The configurations of the files that are open, and the trees that begin in the folders of the workspace. */
  configurations(openFiles: readonly SourceFile[]): Configuration[] {
    const mains = this.#folders.flatMap((folder) => [...this.#mainFilesFor(`${folder}/any`)]);
    const trees = mains.flatMap((path) => (this.#isInside(path) ? (this.#tree(path) ?? []) : []));
    const own = trees.filter((tree) => this.configurationOf(tree.start.file) === tree);
    return [...new Set([...openFiles.map((file) => this.configurationOf(file)), ...own])];
  }

  /**
   * The problems in each file with some that a main file reaches and that is not open; `undefined` where this may be
   * interrupted. A link of `sites-enabled` is told as the file that one would edit, unless that one is told already.
   */
  *problemsElsewhere(openFiles: readonly SourceFile[]): Generator<FileProblems | undefined> {
    const trees = this.configurations(openFiles).filter(({ start }) => start.isMain);
    const passed = new Set(openFiles.map(({ uri }) => uri));
    for (const tree of trees) {
      for (const [file, problems] of byFile(yield* checkInSteps(tree, this.#settings.severities, this.#onFailure))) {
        const { uri } = file;
        if (passed.has(uri) || this.#tellerOf(file, trees) !== tree) continue;
        const linked = this.#linkedUri(uri);
        const shown = passed.has(linked) ? uri : linked;
        passed.add(uri).add(shown);
        yield { uri: shown, file, problems };
      }
    }
  }

  /** The one of `trees` that tells the problems of `file`, which several may reach. */
  #tellerOf(file: SourceFile, trees: readonly Configuration[]): Configuration | undefined {
    if (trees.length === 1) return trees[0];
    const owner = this.configurationOf(file);
    return trees.includes(owner) ? owner : trees.find(({ files }) => files.has(file.uri));
  }

  /** The address of the file of the workspace that the link at `uri` leads to; `uri` itself where it is no such link. */
  #linkedUri(uri: string): string {
    const path = pathOf(uri);
    const real = path === undefined ? undefined : this.#disk.realPath(path);
    return real === undefined || real === path || !this.#isInside(real) ? uri : uriOf(real);
  }

  /** Why a command must not change the file at `uri`, as a sentence; undefined where it may. */
  writeObstacle(uri: string): string | undefined {
    const path = pathOf(uri);
    if (!path || (this.#openFile(uri) && !isThere(path))) return undefined;
    if (!this.#isInside(path)) return `${path} is outside of the workspace.`;
    return isWritable(path) ? undefined : `${path} cannot be written.`;
  }

  #isInside(path: string): boolean {
    const real = realPath(path);
    return this.#folders.some((folder) => isWithin(real, realPath(folder)));
  }

  #mainFilesFor(path: string): Iterable<string> {
    return this.#mainFiles.for(path, this.#settings.mainFile, this.#folders);
  }

  #tree(path: string): Configuration | undefined {
    const known = this.#configurations.get(path);
    if (known) return known;
    if (this.#disk.state(path) !== 'file' && !this.#openFile(uriOf(path))) return undefined;
    const file = this.#disk.read(path);
    if (typeof file === 'string') return undefined;
    const start = { file, isMain: true, context: 'server' } as const;
    return this.#evaluated(start, path);
  }

  #fragment(file: SourceFile, path: string | undefined): Configuration {
    const known = this.#configurations.get(file.uri);
    if (known) return known;
    const context = path ? contextOfPlace(path) : 'unknown';
    const tree = path && context === 'htaccess' ? this.#treeFor(path) : undefined;
    const start = { file, isMain: false, context, tree } as const;
    return this.#evaluated(start, file.uri);
  }

  #evaluated(start: Start, key: string): Configuration {
    const earlier = this.#earlier.get(key);
    const configuration = evaluate(start, this.#settings.core, this.#disk, earlier?.configuration, earlier?.edited);
    this.#configurations.set(key, configuration);
    this.#earlier.delete(key);
    return configuration;
  }

  /** The tree that may read the .htaccess file at `path`. */
  #treeFor(path: string): Configuration | undefined {
    for (const main of this.#mainFilesFor(path)) {
      const tree = this.#tree(main);
      if (tree) return tree;
    }
    return undefined;
  }

  /** In a workspace that is not trusted nothing outside of its folders is read, not even through a link. */
  #mayRead(path: string): boolean {
    if (this.#isTrusted) return true;
    return this.#isInside(path);
  }
}

function byFile(problems: readonly Problem[]): ReadonlyMap<SourceFile, readonly Problem[]> {
  const files = new Map<SourceFile, Problem[]>();
  for (const problem of problems) {
    const known = files.get(problem.file);
    if (known) known.push(problem);
    else files.set(problem.file, [problem]);
  }
  return files;
}
