// Which configuration a document belongs to, and its problems, remembered until something changes.
import type { Catalogue } from '../catalogue/catalogue.ts';
import { type Configuration, evaluate } from '../configuration/evaluate.ts';
import { isWithin, pathOf, uriOf } from '../configuration/paths.ts';
import { contextOfPlace, isHtaccess } from '../configuration/places.ts';
import { NodeDisk } from '../host/node-disk.ts';
import { isThere, isWritable, realPath } from '../host/real-path.ts';
import { checkFile, type FailureListener } from '../rules/check.ts';
import type { Problem } from '../rules/problem.ts';
import type { SourceFile } from '../text/source-file.ts';
import { MainFiles } from './main-files.ts';
import { readSettings, type ServerSettings } from './settings.ts';

interface Answer {
  readonly configuration: Configuration;
  /** Of the files that were asked for. */
  readonly problems: Map<SourceFile, readonly Problem[]>;
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
  #answers = new Map<string, Answer>();
  /** The answers before the latest change, from which the next ones take what is still true. */
  #earlier = new Map<string, Configuration>();

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

  /** An open document changed: answers must be made anew, what was read from disk stays. */
  documentsChanged(): void {
    this.#forget();
  }

  /** Files on disk may have changed. */
  diskChanged(): void {
    this.#disk.refresh();
    this.#mainFiles.refresh();
    this.#forget();
  }

  /** The configuration that `file` is part of: its tree where one reaches it, else the file alone. */
  configurationOf(file: SourceFile): Configuration {
    return this.#answerOf(file).configuration;
  }

  /** All directives that are known, those of the user's settings included. */
  get catalogue(): Catalogue {
    return this.#settings.core.catalogue;
  }

  /** The problems in `file`. */
  problemsOf(file: SourceFile): readonly Problem[] {
    const { configuration, problems } = this.#answerOf(file);
    const known = problems.get(file) ?? checkFile(configuration, file, this.#settings.severities, this.#onFailure);
    problems.set(file, known);
    return known;
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
    const trees = mains.flatMap((path) => (this.#isInside(path) ? (this.#treeAnswer(path)?.configuration ?? []) : []));
    const own = trees.filter((tree) => this.configurationOf(tree.start.file) === tree);
    return [...new Set([...openFiles.map((file) => this.configurationOf(file)), ...own])];
  }

  /** Why a command must not change the file at `uri`, as a sentence; undefined where it may. */
  writeObstacle(uri: string): string | undefined {
    const path = pathOf(uri);
    if (!path || (this.#openFile(uri) && !isThere(path))) return undefined;
    if (!this.#isInside(path)) return `${path} is outside of the workspace.`;
    return isWritable(path) ? undefined : `${path} cannot be written.`;
  }

  #forget(): void {
    for (const [key, { configuration }] of this.#answers) this.#earlier.set(key, configuration);
    this.#answers = new Map();
  }

  #isInside(path: string): boolean {
    const real = realPath(path);
    return this.#folders.some((folder) => isWithin(real, realPath(folder)));
  }

  #answerOf(file: SourceFile): Answer {
    const path = pathOf(file.uri);
    if (path && !isHtaccess(path)) {
      for (const main of this.#mainFilesFor(path)) {
        const answer = this.#treeAnswer(main);
        if (answer?.configuration.files.has(file.uri)) return answer;
      }
    }
    return this.#fragmentAnswer(file, path);
  }

  #mainFilesFor(path: string): Iterable<string> {
    return this.#mainFiles.for(path, this.#settings.mainFile, this.#folders);
  }

  #treeAnswer(path: string): Answer | undefined {
    const known = this.#answers.get(path);
    if (known) return known;
    if (this.#disk.state(path) !== 'file' && !this.#openFile(uriOf(path))) return undefined;
    const file = this.#disk.read(path);
    if (typeof file === 'string') return undefined;
    const start = { file, isMain: true, context: 'server' } as const;
    const configuration = evaluate(start, this.#settings.core, this.#disk, this.#earlier.get(path));
    const answer = { configuration, problems: new Map() };
    this.#answers.set(path, answer);
    return answer;
  }

  #fragmentAnswer(file: SourceFile, path: string | undefined): Answer {
    const known = this.#answers.get(file.uri);
    if (known) return known;
    const context = path ? contextOfPlace(path) : 'unknown';
    const tree = path && context === 'htaccess' ? this.#treeFor(path) : undefined;
    const start = { file, isMain: false, context, tree } as const;
    const configuration = evaluate(start, this.#settings.core, this.#disk, this.#earlier.get(file.uri));
    const answer = { configuration, problems: new Map() };
    this.#answers.set(file.uri, answer);
    return answer;
  }

  /** The tree that may read the .htaccess file at `path`. */
  #treeFor(path: string): Configuration | undefined {
    for (const main of this.#mainFilesFor(path)) {
      const answer = this.#treeAnswer(main);
      if (answer) return answer.configuration;
    }
    return undefined;
  }

  /** In a workspace that is not trusted nothing outside of its folders is read, not even through a link. */
  #mayRead(path: string): boolean {
    if (this.#isTrusted) return true;
    return this.#isInside(path);
  }
}
