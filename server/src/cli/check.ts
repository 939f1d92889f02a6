// `apache-ls check`: checks each configuration in its tree or alone, and prints what is wrong.
import { catalogue } from '../catalogue/catalogue.ts';
import { type Configuration, evaluate } from '../configuration/evaluate.ts';
import { pathOf, uriOf } from '../configuration/paths.ts';
import { contextOfPlace, isMainName, mainCandidates } from '../configuration/places.ts';
import type { Settings } from '../configuration/settings.ts';
import { NodeDisk } from '../host/node-disk.ts';
import { checkOnce } from '../rules/check.ts';
import { includedError } from '../rules/included-error.ts';
import type { Problem, Severity } from '../rules/problem.ts';
import { SourceFile } from '../text/source-file.ts';
import { filesOf, readInput, readStandardInput, realPathOf } from './inputs.ts';
import type { CheckOptions } from './options.ts';
import { printers, standardInput } from './print.ts';

/** Where the problems go, and what is no problem but should be seen. */
export interface Output {
  readonly write: (text: string) => void;
  readonly warn: (message: string) => void;
}

/**
 * Checks what `options` names and writes the problems; gives the exit status, which is 2 where a rule failed, so that
 * problems may be missing. Rejects with an InputError for paths it cannot read.
 */
export async function runCheck(options: CheckOptions, { write, warn }: Output): Promise<0 | 1 | 2> {
  const run = new CheckRun(options, warn);
  run.checkFiles();
  if (options.paths.includes('-')) run.checkText(await readStandardInput());
  const problems = run.problems().filter((problem) => ranks[problem.severity] <= ranks[options.minimumSeverity]);
  write(printers[options.format](problems, run));
  if (run.hasFailed) return 2;
  return problems.some((problem) => problem.severity === 'error') ? 1 : 0;
}

const ranks: Readonly<Record<Severity, number>> = { error: 0, warning: 1, information: 2, hint: 3 };

class CheckRun {
  /** Every file that was read, by URI. */
  readonly files = new Map<string, SourceFile>();
  /** The addresses by which files were asked for, where a link leads to them: sites-available rather than sites-enabled. */
  readonly askedFor = new Map<string, string>();
  hasFailed = false;
  readonly #options: CheckOptions;
  readonly #warn: (message: string) => void;
  readonly #disk = new NodeDisk();
  readonly #settings: Settings;
  /** The paths that were asked for, by their real paths. */
  readonly #asked = new Map<string, string>();
  /** Real paths of the files that have been checked. */
  readonly #checked = new Set<string>();
  /** The trees of this run; where there is just one, it tells what .htaccess files may say. */
  readonly #trees: Configuration[] = [];
  /** By place and rule: where two trees share a file, one of them tells, the one where it is graver. */
  readonly #problems = new Map<string, readonly Problem[]>();

  constructor(options: CheckOptions, warn: (message: string) => void) {
    this.#options = options;
    this.#warn = warn;
    const { apacheVersion, modWsgiVersion } = options;
    this.#settings = { catalogue, apacheVersion, modWsgiVersion, defines: [], environment: {} };
  }

  /** Checks the trees first, so that their files are not checked again as fragments. */
  checkFiles(): void {
    const inputs = this.#options.paths.filter((name) => name !== '-').flatMap((name) => this.#filesOf(name));
    for (const input of inputs.toReversed()) this.#asked.set(realPathOf(input), input);
    const wanted = new Set(this.#asked.keys());
    const { root, paths } = this.#options;
    if (root !== undefined) this.#addTree(readInput(root, this.#disk), paths.length > 0 ? wanted : undefined);
    // A main file that another one includes is no main file; that one most likely stands further up.
    else
      for (const main of inputs.filter(isMainName).sort((a, b) => depthOf(a) - depthOf(b) || compare(a, b)))
        if (!this.#isChecked(main)) this.#addTree(readInput(main, this.#disk), wanted);
    for (const input of inputs)
      if (!this.#isChecked(input)) this.#addFragment(readInput(input, this.#disk), contextOfPlace(input));
  }

  checkText(text: string): void {
    this.#addFragment(new SourceFile(standardInput, text), 'unknown');
  }

  /** The problems by file and position. */
  problems(): readonly Problem[] {
    return [...this.#problems.values()]
      .flat()
      .sort((a, b) => compare(a.file.uri, b.file.uri) || a.span.start - b.span.start || a.span.end - b.span.end);
  }

  /** A folder without any configuration is most likely the wrong folder. */
  #filesOf(name: string): string[] {
    const files = filesOf(name);
    if (files.length === 0) this.#warn(`${name} holds no Apache configuration`);
    return files;
  }

  #addTree(file: SourceFile, wanted: ReadonlySet<string> | undefined): void {
    const configuration = evaluate({ file, isMain: true, context: 'server' }, this.#settings, this.#disk);
    this.#trees.push(configuration);
    this.#add(
      configuration,
      [...configuration.files.values()].filter((part) => wanted?.has(realPathOf(pathOf(part.uri) ?? '')) ?? true),
    );
  }

  #addFragment(file: SourceFile, context: 'server' | 'htaccess' | 'unknown'): void {
    const tree = context === 'htaccess' ? this.#treeAround(pathOf(file.uri)) : undefined;
    this.#add(evaluate({ file, isMain: false, context, tree }, this.#settings, this.#disk), [file]);
  }

  /** Takes the problems in `parts`, files of `configuration`; what several trees share has those of each tree. */
  #add(configuration: Configuration, parts: readonly SourceFile[]): void {
    const names = new Map(parts.map((file) => [file, realPathOf(pathOf(file.uri) ?? file.uri)]));
    const fresh = new Map<string, Problem[]>();
    const shown = new Set(parts);
    for (const problem of checkOnce(configuration, (rule, error) => this.#tellFailure(rule, error))) {
      if (isEcho(problem, shown)) continue;
      const key = `${names.get(problem.file)} ${problem.span.start} ${problem.span.end} ${problem.rule}`;
      if (names.has(problem.file)) fresh.set(key, [...(fresh.get(key) ?? []), problem]);
    }
    for (const [key, problems] of fresh)
      if (rankOf(problems) < rankOf(this.#problems.get(key) ?? [])) this.#problems.set(key, problems);
    for (const [{ uri }, name] of names) {
      this.#checked.add(name);
      const asked = this.#asked.get(name);
      if (asked !== undefined && asked !== pathOf(uri)) this.askedFor.set(uri, uriOf(asked));
    }
    for (const file of configuration.files.values()) this.files.set(file.uri, file);
  }

  #tellFailure(rule: string, error: unknown): void {
    const text = `internal error in the rule ${rule}, so its problems are missing: ${error instanceof Error ? error.stack : error}`;
    if (!this.hasFailed) this.#warn(text);
    this.hasFailed = true;
  }

  /** With several trees in one run, that of the main file that stands nearest above the .htaccess file. */
  #treeAround(path: string | undefined): Configuration | undefined {
    if (path === undefined || this.#trees.length <= 1) return this.#trees[0];
    const candidates = new Map(this.#trees.map((tree) => [pathOf(tree.start.file.uri), tree]));
    const nearest = mainCandidates(path).find((main) => candidates.has(main));
    return candidates.get(nearest);
  }

  #isChecked(path: string): boolean {
    return this.#checked.has(realPathOf(path));
  }
}

/** At the Include line an error is told for those who do not see the file it is in. */
function isEcho({ rule, related }: Problem, shown: ReadonlySet<SourceFile>): boolean {
  return rule === includedError.id && (related ?? []).some(({ file }) => shown.has(file));
}

/** The gravest of `problems`; none at all is above any. */
function rankOf(problems: readonly Problem[]): number {
  return Math.min(...problems.map(({ severity }) => ranks[severity]));
}

function depthOf(path: string): number {
  return path.split('/').length;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
