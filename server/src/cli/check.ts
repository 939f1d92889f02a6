// `apache-ls check`: finds the configurations, checks each in its tree or alone, prints what is wrong.
import * as fs from 'node:fs';
import * as path from 'node:path';
import { catalogue } from '../catalogue/catalogue.ts';
import { type Configuration, evaluate } from '../configuration/evaluate.ts';
import { pathOf, uriOf } from '../configuration/paths.ts';
import { contextOfPlace, isConfigurationPlace, isMainName } from '../configuration/places.ts';
import { looksLikeApache } from '../configuration/recognise.ts';
import type { Settings } from '../configuration/settings.ts';
import { decode, NodeDisk } from '../host/node-disk.ts';
import { check } from '../rules/check.ts';
import type { Problem, Severity } from '../rules/problem.ts';
import { SourceFile } from '../text/source-file.ts';
import { type CheckOptions, UsageError } from './options.ts';
import { printers } from './print.ts';

/** Checks what `options` names and writes the problems; gives the exit status. Throws a UsageError for paths it cannot read. */
export function runCheck(options: CheckOptions, write: (text: string) => void): 0 | 1 {
  const run = new CheckRun(options);
  const problems = run.problems().filter((problem) => ranks[problem.severity] <= ranks[options.minimumSeverity]);
  write(printers[options.format](problems));
  return problems.some((problem) => problem.severity === 'error') ? 1 : 0;
}

const ranks: Readonly<Record<Severity, number>> = { error: 0, warning: 1, information: 2, hint: 3 };

class CheckRun {
  readonly #options: CheckOptions;
  readonly #disk = new NodeDisk();
  readonly #settings: Settings;
  readonly #seen = new Set<string>();
  readonly #problems: Problem[] = [];

  constructor(options: CheckOptions) {
    this.#options = options;
    const { apacheVersion, modWsgiVersion } = options;
    this.#settings = { catalogue, apacheVersion, modWsgiVersion, defines: [], environment: {} };
  }

  problems(): Problem[] {
    const inputs = this.#options.paths.filter((name) => name !== '-').flatMap((name) => filesOf(name));
    const wanted = new Set(inputs);
    if (this.#options.root) this.#addTree(this.#fileAt(this.#options.root), wanted.size > 0 ? wanted : undefined);
    else
      for (const main of inputs.filter(isMainName))
        if (!this.#seen.has(uriOf(main))) this.#addTree(this.#fileAt(main), wanted);
    for (const input of inputs) if (!this.#seen.has(uriOf(input))) this.#addFragment(this.#fileAt(input));
    if (this.#options.paths.includes('-'))
      this.#addFragment(new SourceFile(uriOf(path.resolve('-')), decode(fs.readFileSync(0))));
    return byFileAndPosition(this.#problems);
  }

  #fileAt(name: string): SourceFile {
    const file = this.#disk.read(path.resolve(name));
    if (typeof file === 'string') throw new UsageError(`cannot read ${name}`);
    return file;
  }

  #addTree(file: SourceFile, wanted: ReadonlySet<string> | undefined): void {
    const configuration = evaluate({ file, isMain: true, context: 'server' }, this.#settings, this.#disk);
    this.#add(configuration, (uri) => wanted === undefined || wanted.has(pathOf(uri) ?? ''));
  }

  #addFragment(file: SourceFile): void {
    const context = contextOfPlace(pathOf(file.uri) ?? '');
    const configuration = evaluate({ file, isMain: false, context }, this.#settings, this.#disk);
    this.#add(configuration, (uri) => uri === file.uri);
  }

  #add(configuration: Configuration, isWanted: (uri: string) => boolean): void {
    for (const uri of configuration.files.keys()) this.#seen.add(uri);
    this.#problems.push(...check(configuration).filter((problem) => isWanted(problem.file.uri)));
  }
}

/** The file itself, or the configurations below a folder. */
function filesOf(name: string): string[] {
  const resolved = path.resolve(name);
  const stat = fs.statSync(resolved, { throwIfNoEntry: false });
  if (!stat) throw new UsageError(`${name} does not exist`);
  if (!stat.isDirectory()) return [resolved];
  return fs
    .readdirSync(resolved, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() || entry.isSymbolicLink())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .filter((file) => !/[\\/](?:node_modules|\.git)[\\/]/.test(file) && isConfiguration(file))
    .sort();
}

function isConfiguration(file: string): boolean {
  if (isConfigurationPlace(file)) return fs.statSync(file, { throwIfNoEntry: false })?.isFile() === true;
  if (!file.endsWith('.conf')) return false;
  try {
    return looksLikeApache(decode(fs.readFileSync(file)), catalogue);
  } catch {
    return false;
  }
}

function byFileAndPosition(problems: readonly Problem[]): Problem[] {
  return problems.toSorted((a, b) =>
    a.file.uri < b.file.uri ? -1 : a.file.uri > b.file.uri ? 1 : a.span.start - b.span.start,
  );
}
