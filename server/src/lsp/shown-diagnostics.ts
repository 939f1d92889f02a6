// What the client shows at the moment, so that it is told only what has changed.
import { isDeepStrictEqual } from 'node:util';
import type { Diagnostic, PublishDiagnosticsParams } from 'vscode-languageserver';
import type { Problem } from '../rules/problem.ts';
import type { SourceFile } from '../text/source-file.ts';

/** The problems of one version of a file. */
interface Told {
  readonly file: SourceFile;
  readonly problems: readonly Problem[];
}

interface Shown {
  readonly version: number | undefined;
  readonly told: Told | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

const nothing: Shown = { version: undefined, told: undefined, diagnostics: [] };

export class ShownDiagnostics {
  readonly #send: (params: PublishDiagnosticsParams) => unknown;
  readonly #convert: (problem: Problem) => Diagnostic;
  readonly #shown = new Map<string, Shown>();

  constructor(send: (params: PublishDiagnosticsParams) => unknown, convert: (problem: Problem) => Diagnostic) {
    this.#send = send;
    this.#convert = convert;
  }

  /** Tells the problems of the file at `uri`. Only an open document has a version, and only it is told that it has none. */
  tell(uri: string, version: number | undefined, told: Told): void {
    const before = this.#shown.get(uri) ?? nothing;
    if (before.version === version && isTold(told, before.told)) return;
    const diagnostics = told.problems.map(this.#convert);
    this.#shown.set(uri, { version, told, diagnostics });
    if (before.version === version && isDeepStrictEqual(before.diagnostics, diagnostics)) return;
    this.#send({ uri, diagnostics, ...(version === undefined ? {} : { version }) });
  }

  /** Takes the problems of all other files back. */
  keepOnly(uris: ReadonlySet<string>): void {
    for (const [uri, { diagnostics }] of this.#shown) {
      if (uris.has(uri)) continue;
      this.#shown.delete(uri);
      if (diagnostics.length > 0) this.#send({ uri, diagnostics: [] });
    }
  }
}

function isTold({ file, problems }: Told, before: Told | undefined): boolean {
  if (before?.file !== file || before.problems.length !== problems.length) return false;
  return problems.every((problem, index) => problem === before.problems[index] && !isAboutOthers(problem));
}

/** The places of other files that a problem names move with their text, although the problem stays the same. */
function isAboutOthers({ related }: Problem): boolean {
  return related !== undefined && related.length > 0;
}
