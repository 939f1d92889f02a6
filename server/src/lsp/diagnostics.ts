// Tells the client the problems of open documents, then of the other files that their trees and those of the workspace reach.
import type { Connection, TextDocuments } from 'vscode-languageserver/node';
import type { SourceFile } from '../text/source-file.ts';
import { Background } from './background.ts';
import { diagnosticOf } from './convert.ts';
import { ShownDiagnostics } from './shown-diagnostics.ts';
import type { Workspace } from './workspace.ts';

export class Diagnostics {
  readonly #connection: Connection;
  readonly #documents: TextDocuments<SourceFile>;
  readonly #workspace: Workspace;
  readonly #shown: ShownDiagnostics;
  readonly #onTold: () => void;
  readonly #background = new Background((error) => this.#complain('checking', error));
  /** Until the settings are known every answer might be taken back a moment later. */
  #isStarted = false;
  /** The document that somebody is working on. */
  #latest: string | undefined;

  /** Tells on every change of a document, from `start` on; `onTold` is called whenever all has been told. */
  constructor(
    connection: Connection,
    documents: TextDocuments<SourceFile>,
    workspace: Workspace,
    { rulePages, onTold }: { readonly rulePages: () => string | undefined; readonly onTold: () => void },
  ) {
    this.#connection = connection;
    this.#documents = documents;
    this.#workspace = workspace;
    this.#shown = new ShownDiagnostics(
      (params) => connection.sendDiagnostics(params),
      (problem) => diagnosticOf(problem, rulePages()),
    );
    this.#onTold = onTold;
    this.#listen();
  }

  start(): void {
    this.#isStarted = true;
    this.refresh();
  }

  /** Tells anew after anything but a document has changed. */
  refresh(): void {
    if (this.#isStarted) this.#background.begin(this.#tellAll());
  }

  #listen(): void {
    this.#documents.onDidChangeContent(({ document }) => {
      this.#latest = document.uri;
      this.#workspace.documentsChanged(document.uri);
      this.refresh();
    });
    // What was read from disk comes from the document now.
    this.#documents.onDidOpen(() => this.#workspace.documentsChanged());
    const diskChanged = () => {
      this.#workspace.diskChanged();
      this.refresh();
    };
    this.#documents.onDidSave(diskChanged);
    this.#documents.onDidClose(diskChanged);
  }

  /** The next change ends it wherever it is, so the files that nobody looks at come last. */
  *#tellAll(): Generator<void> {
    const told = new Set<string>();
    for (const file of this.#openFiles()) {
      if (told.has(file.uri)) continue;
      told.add(file.uri);
      yield* this.#tellOpen(file);
      yield;
    }
    for (const elsewhere of this.#workspace.problemsElsewhere(this.#documents.all())) {
      if (elsewhere) this.#shown.tell(elsewhere.uri, undefined, elsewhere);
      if (elsewhere) told.add(elsewhere.uri);
      yield;
    }
    this.#shown.keepOnly(told);
    this.#onTold();
  }

  #openFiles(): SourceFile[] {
    const rank = ({ uri }: SourceFile) => (uri === this.#latest ? 0 : 1);
    return this.#documents.all().sort((a, b) => rank(a) - rank(b));
  }

  *#tellOpen(file: SourceFile): Generator<undefined> {
    try {
      const problems = yield* this.#workspace.problemsInSteps(file);
      this.#shown.tell(file.uri, file.version, { file, problems });
    } catch (error) {
      this.#complain(`checking ${file.uri}`, error);
    }
  }

  #complain(what: string, error: unknown): void {
    this.#connection.console.error(`${what}: ${error instanceof Error ? error.stack : error}`);
  }
}
