// A client of the bundled language server, as any editor is one: a process, and the protocol on its standard streams.
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { TestContext } from 'node:test';
import {
  type ClientCapabilities,
  createProtocolConnection,
  type Diagnostic,
  type FileSystemWatcher,
  type InitializeResult,
  type Position,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  type Registration,
  RegistrationRequest,
  StreamMessageReader,
  StreamMessageWriter,
  type TextEdit,
  UnregistrationRequest,
  type WorkspaceEdit,
} from 'vscode-languageserver/node';
import { uriOf } from '../../server/src/configuration/paths.ts';
import { SourceFile } from '../../server/src/text/source-file.ts';

/** The folder that the tests open, or copy where they change it. */
export const workspaceFolder = path.join(process.cwd(), 'test/protocol/workspace');

export interface ClientOptions {
  /** The test after which the server is ended, however the test went. */
  readonly context?: Pick<TestContext, 'after'>;
  readonly folder?: string;
  /** The user's section `apache`; it may be changed before `settingsChanged`. */
  readonly settings?: Record<string, unknown>;
  readonly trusted?: boolean;
  readonly capabilities?: ClientCapabilities;
}

type Wait = {
  readonly isMet: (published: PublishDiagnosticsParams) => boolean;
  readonly resolve: (list: Diagnostic[]) => void;
};

export class Client {
  readonly folder: string;
  readonly connection: ProtocolConnection;
  readonly child: ChildProcessWithoutNullStreams;
  readonly settings: Record<string, unknown>;
  /** Every byte of the server's standard output. */
  readonly output: Buffer[] = [];
  initializeResult: InitializeResult = { capabilities: {} };
  readonly #exited: Promise<unknown[]>;
  /** All that the server has told of problems, in its order. */
  readonly published: PublishDiagnosticsParams[] = [];
  /** What the server has asked to be watched, by registration. */
  readonly watchers = new Map<string, unknown[]>();
  readonly #waiting = new Map<string, Wait[]>();
  readonly #texts = new Map<string, SourceFile>();

  private constructor({ folder = workspaceFolder, settings = {} }: ClientOptions) {
    this.folder = folder;
    this.settings = settings;
    this.child = spawn(process.execPath, ['dist/apache-ls.js', '--stdio']);
    this.#exited = once(this.child, 'exit');
    this.child.stdout.on('data', (chunk: Buffer) => this.output.push(chunk));
    const { stdout, stdin } = this.child;
    this.connection = createProtocolConnection(new StreamMessageReader(stdout), new StreamMessageWriter(stdin));
    this.connection.onRequest('workspace/configuration', () => [this.settings]);
    this.connection.onRequest('workspace/semanticTokens/refresh', () => null);
    this.connection.onRequest(RegistrationRequest.type, ({ registrations }) => this.#register(registrations));
    this.connection.onRequest(UnregistrationRequest.type, ({ unregisterations }) => {
      for (const { id } of unregisterations) this.watchers.delete(id);
    });
    this.connection.onNotification('textDocument/publishDiagnostics', (published) => this.#take(published));
    this.connection.listen();
  }

  /** Starts a server and introduces the client to it. */
  static async start(options: ClientOptions = {}): Promise<Client> {
    const client = new Client(options);
    options.context?.after(() => client.child.kill());
    const uri = uriOf(client.folder);
    client.initializeResult = await client.connection.sendRequest('initialize', {
      processId: process.pid,
      rootUri: uri,
      workspaceFolders: [{ uri, name: 'workspace' }],
      capabilities: options.capabilities ?? { workspace: { configuration: true } },
      initializationOptions: { trusted: options.trusted ?? true, generatesCertificates: true },
    });
    await client.connection.sendNotification('initialized', {});
    return client;
  }

  uri(name: string): string {
    return uriOf(path.join(this.folder, name));
  }

  /** Opens the file `name` of the folder, with `text` in place of its own where given. */
  async open(name: string, text = fs.readFileSync(path.join(this.folder, name), 'utf8')): Promise<string> {
    const uri = this.uri(name);
    this.#texts.set(uri, new SourceFile(uri, text, 1));
    const textDocument = { uri, languageId: 'apacheconf', version: 1, text };
    await this.connection.sendNotification('textDocument/didOpen', { textDocument });
    return uri;
  }

  /** Replaces the one occurrence of `before` by `after`, as an incremental change. */
  async change(uri: string, before: string, after: string): Promise<number> {
    const file = this.#file(uri);
    const start = file.text.indexOf(before);
    const range = { start: file.positionAt(start), end: file.positionAt(start + before.length) };
    const version = file.version + 1;
    this.#texts.set(
      uri,
      new SourceFile(
        uri,
        file.text.replace(before, () => after),
        version,
      ),
    );
    const params = { textDocument: { uri, version }, contentChanges: [{ range, text: after }] };
    await this.connection.sendNotification('textDocument/didChange', params);
    return version;
  }

  /** The position `shift` characters into the first occurrence of `text`. */
  at(uri: string, text: string, shift = 0): { textDocument: { uri: string }; position: Position } {
    const file = this.#file(uri);
    const start = file.text.indexOf(text);
    if (start < 0) throw new Error(`${uri} does not hold ${text}`);
    return { textDocument: { uri }, position: file.positionAt(start + shift) };
  }

  /** The text of an open document. */
  text(uri: string): string {
    return this.#file(uri).text;
  }

  /** The text of an open document after `edit`. */
  edited(uri: string, edit: WorkspaceEdit | undefined): string {
    const file = this.#file(uri);
    const spans = (edit?.changes?.[uri] ?? []).map(({ range, newText }: TextEdit) => ({
      start: file.offsetAt(range.start),
      end: file.offsetAt(range.end),
      newText,
    }));
    const backwards = spans.sort((a, b) => b.start - a.start);
    return backwards.reduce(
      (text, { start, end, newText }) => text.slice(0, start) + newText + text.slice(end),
      file.text,
    );
  }

  request<Answer>(method: string, params: object): Promise<Answer> {
    return this.connection.sendRequest(method, params);
  }

  /** The diagnostics of `uri`, the first published from now on or before that satisfy `isMet`; fails after ten seconds. */
  diagnostics(uri: string, isMet: Wait['isMet'] = () => true): Promise<Diagnostic[]> {
    const known = this.#latest(uri);
    if (known && isMet(known)) return Promise.resolve(known.diagnostics);
    return new Promise((resolve, reject) => {
      const fail = () => reject(new Error(`not published: ${JSON.stringify(this.#latest(uri)?.diagnostics, null, 1)}`));
      const patience = setTimeout(fail, 10_000);
      const settle = (list: Diagnostic[]) => {
        clearTimeout(patience);
        resolve(list);
      };
      const wait = { isMet, resolve: settle };
      this.#waiting.set(uri, [...(this.#waiting.get(uri) ?? []), wait]);
    });
  }

  /** Waits until the only registration is of patterns that satisfy `isMet`; fails after ten seconds. */
  async watches(isMet: (patterns: readonly unknown[]) => boolean): Promise<void> {
    const end = Date.now() + 10_000;
    const isDone = () => this.watchers.size === 1 && [...this.watchers.values()].every(isMet);
    for (; !isDone(); await new Promise((resolve) => setTimeout(resolve, 5)))
      if (Date.now() > end) throw new Error(`watched: ${JSON.stringify([...this.watchers.values()])}`);
  }

  async settingsChanged(): Promise<void> {
    await this.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
  }

  /** Ends the server as the protocol wants it; gives its exit code. */
  async stop(): Promise<number | null> {
    await this.connection.sendRequest('shutdown');
    await this.connection.sendNotification('exit');
    return this.exitCode();
  }

  async exitCode(): Promise<number | null> {
    const [code] = await this.#exited;
    this.connection.dispose();
    return code as number | null;
  }

  #take(published: PublishDiagnosticsParams): void {
    this.published.push(published);
    const waiting = this.#waiting.get(published.uri) ?? [];
    this.#waiting.set(
      published.uri,
      waiting.filter((wait) => !wait.isMet(published)),
    );
    for (const wait of waiting) if (wait.isMet(published)) wait.resolve(published.diagnostics);
  }

  #register(registrations: readonly Registration[]): void {
    for (const { id, registerOptions } of registrations) {
      const { watchers }: { watchers: readonly FileSystemWatcher[] } = registerOptions;
      this.watchers.set(
        id,
        watchers.map(({ globPattern }) => globPattern),
      );
    }
  }

  #latest(uri: string): PublishDiagnosticsParams | undefined {
    return this.published.findLast((params) => params.uri === uri);
  }

  #file(uri: string): SourceFile {
    const file = this.#texts.get(uri);
    if (!file) throw new Error(`${uri} is not open`);
    return file;
  }
}

/** Says whether one of the diagnostics has `code`. */
export function has(code: string): Wait['isMet'] {
  return ({ diagnostics }) => diagnostics.some((diagnostic) => diagnostic.code === code);
}

/** Says whether none of the diagnostics has `code`. */
export function lacks(code: string): Wait['isMet'] {
  return (published) => !has(code)(published);
}
