// A spec: the files under one heading, read as the server reads them.
import { type Configuration, evaluate } from '../../server/src/configuration/evaluate.ts';
import { folderOf, pathOf, uriOf } from '../../server/src/configuration/paths.ts';
import { contextOfPlace, isHtaccess, isMainName } from '../../server/src/configuration/places.ts';
import type { Place } from '../../server/src/features/cursor.ts';
import { readSettings, type ServerSettings } from '../../server/src/lsp/settings.ts';
import { check } from '../../server/src/rules/check.ts';
import type { Problem } from '../../server/src/rules/problem.ts';
import { SourceFile } from '../../server/src/text/source-file.ts';
import type { Block, Chapter } from './markdown.ts';
import { memoryDisk } from './memory-disk.ts';
import { WrittenText } from './written-text.ts';

/** A block without a path is a fragment of the server configuration. */
const usualPath = '/etc/apache2/sites-enabled/site.conf';

export interface SpecFile {
  readonly block: Block;
  readonly written: WrittenText;
  readonly file: SourceFile;
}

export class Spec {
  readonly files: readonly SpecFile[];
  /** The file with the cursor, else the first. */
  readonly focus: SpecFile;
  readonly cursor: number;
  readonly settings: ServerSettings;
  readonly #main: SourceFile | undefined;
  readonly #tree: Configuration | undefined;

  constructor(files: readonly [SpecFile, ...SpecFile[]], settings: ServerSettings) {
    this.files = files;
    this.settings = settings;
    this.focus = files.find(({ written }) => written.cursor !== undefined) ?? files[0];
    this.cursor = this.focus.written.cursor ?? 0;
    this.#main = files.find(({ file }) => isMainName(pathOf(file.uri) ?? ''))?.file;
    this.#tree =
      this.#main && evaluate({ file: this.#main, isMain: true, context: 'server' }, settings.core, this.#disk());
  }

  /** The file of the question in the configuration that it is part of. */
  get place(): Place {
    return { file: this.focus.file, configuration: this.configurationOf(this.focus.file) };
  }

  configurationOf(file: SourceFile): Configuration {
    const path = pathOf(file.uri) ?? '';
    if (this.#tree?.files.has(file.uri) && !isHtaccess(path)) return this.#tree;
    return evaluate({ file, isMain: false, context: contextOfPlace(path) }, this.settings.core, this.#disk());
  }

  /** What a check of the whole configuration tells of `file`, which must be what an editor is told. */
  problemsOf(file: SourceFile): Problem[] {
    return check(this.configurationOf(file), this.settings.severities).filter(
      (problem) => problem.file.uri === file.uri,
    );
  }

  #disk() {
    const main = this.#main && pathOf(this.#main.uri);
    return memoryDisk(
      this.files.map(({ file }) => file),
      main && folderOf(main),
    );
  }
}

/** The spec under a heading; undefined where it has no configuration. */
export function specOf(chapter: Chapter): Spec | undefined {
  const blocks = chapter.parts.flatMap((part) => (part.type === 'block' ? [part.block] : []));
  const [first, ...rest] = blocks.filter(isFile).map(specFileOf);
  const settings = blocks.find((block) => block.language === 'json');
  return first && new Spec([first, ...rest], readSettings(settings ? JSON.parse(settings.body) : {}));
}

/** Says whether the block is a file: a configuration, or any block whose fence names a path. */
export function isFile(block: Block): boolean {
  return block.language === 'apache' || block.info.startsWith('/');
}

function specFileOf(block: Block): SpecFile {
  const written = new WrittenText(block.body);
  const named = block.info.startsWith('/') ? block.info : `/srv/www/${block.info}`;
  const path = block.info === '' ? usualPath : named;
  return { block, written, file: new SourceFile(uriOf(path), written.text) };
}
