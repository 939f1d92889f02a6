// The language server: what it can do, when it starts anew, and which requests it answers.
import {
  type ClientCapabilities,
  CodeLensRefreshRequest,
  type Connection,
  createConnection,
  type InitializeParams,
  type InitializeResult,
  ProposedFeatures,
  SemanticTokensRefreshRequest,
  TextDocumentSyncKind,
} from 'vscode-languageserver/node';
import { semanticTokenTypes } from '../features/semantic-tokens.ts';
import { rulePagesFolder } from '../host/rule-pages.ts';
import type { Client } from './client.ts';
import { codeActionKinds } from './code-actions.ts';
import { Diagnostics } from './diagnostics.ts';
import { createDocuments, openFile } from './documents.ts';
import { registerFeatures } from './requests.ts';
import { SettingComplaints } from './setting-complaints.ts';
import { WatchedFiles } from './watched-files.ts';
import { Workspace } from './workspace.ts';

/** Serves on the connection that the command line names, until the client ends it. */
export function startServer(): void {
  serve(createConnection(ProposedFeatures.all));
}

/** What the client may pass when it starts the server. */
interface InitializationOptions {
  /** Address of the folder with the rules' pages, where it is not beside the program. */
  readonly rulePages?: string;
  /** False: nothing outside of the workspace is read. */
  readonly trusted?: boolean;
  /** The client has the command `apache.generateCertificate`. */
  readonly generatesCertificates?: boolean;
}

function serve(connection: Connection): void {
  const documents = createDocuments();
  const workspace = new Workspace(
    (uri) => openFile(documents, uri),
    (rule, error) => connection.console.error(`rule ${rule}: ${error instanceof Error ? error.stack : error}`),
  );
  const client: Client = { capabilities: {}, rulePages: rulePagesFolder, generatesCertificates: false };
  const watched = new WatchedFiles(connection, client);
  const diagnostics = new Diagnostics(connection, documents, workspace, {
    rulePages: () => client.rulePages,
    onTold: () => watched.watch(workspace.foldersRead),
  });

  connection.onInitialize((params) => {
    const options: InitializationOptions = params.initializationOptions ?? {};
    client.capabilities = params.capabilities;
    client.rulePages = options.rulePages ?? rulePagesFolder;
    client.generatesCertificates = options.generatesCertificates === true;
    workspace.configure({ folders: foldersOf(params), isTrusted: options.trusted !== false });
    return answerTo(params.capabilities);
  });
  const refresh = () => {
    diagnostics.refresh();
    refreshShown(connection, client.capabilities);
  };
  registerChanges(connection, workspace, client, { start: () => diagnostics.start(), refresh });
  registerFeatures(connection, documents, workspace, client);
  documents.listen(connection);
  connection.listen();
}

/** What is done once the settings are known, and after every change of what the answers depend on. */
interface Shown {
  readonly start: () => void;
  readonly refresh: () => void;
}

/** Whatever changes the answers without an edit. */
function registerChanges(connection: Connection, workspace: Workspace, client: Client, shown: Shown): void {
  const configure = (changes: Parameters<Workspace['configure']>[0]) => {
    workspace.configure(changes);
    shown.refresh();
  };
  const complaints = new SettingComplaints(connection);
  const takeSettings = async (sent: unknown) => {
    const section = await settingsOf(connection, client, sent);
    configure({ section });
    complaints.tell(section);
  };
  connection.onInitialized(async () => {
    await takeSettings({});
    shown.start();
    if (client.capabilities.workspace?.workspaceFolders === true) watchFolders(connection, configure);
  });
  connection.onDidChangeConfiguration(({ settings }) => takeSettings(settings?.apache));
  connection.onDidChangeWatchedFiles(({ changes }) => {
    if (changes.some(({ uri }) => workspace.dependsOn(uri))) configure({});
  });
  connection.onNotification('apache/trusted', () => configure({ isTrusted: true }));
}

/** The section `apache` of the user's settings; a client that cannot be asked has `sent` them. */
async function settingsOf(connection: Connection, client: Client, sent: unknown): Promise<unknown> {
  if (client.capabilities.workspace?.configuration !== true) return sent;
  try {
    return await connection.workspace.getConfiguration('apache');
  } catch (error) {
    connection.console.error(`the settings could not be read: ${error}`);
    return {};
  }
}

function watchFolders(connection: Connection, configure: (changes: { folders: string[] }) => void): void {
  connection.workspace.onDidChangeWorkspaceFolders(async () => {
    const folders = (await connection.workspace.getWorkspaceFolders()) ?? [];
    configure({ folders: folders.map((folder) => folder.uri) });
  });
}

/** Clients ask for these only after an edit, unless they are told. */
function refreshShown(connection: Connection, { workspace }: ClientCapabilities): void {
  const tell = (request: { readonly method: string }) => {
    connection.sendRequest(request.method).catch((error: unknown) => connection.console.warn(String(error)));
  };
  if (workspace?.semanticTokens?.refreshSupport) tell(SemanticTokensRefreshRequest.type);
  if (workspace?.codeLens?.refreshSupport) tell(CodeLensRefreshRequest.type);
}

function foldersOf(params: InitializeParams): string[] {
  const folders = params.workspaceFolders?.map((folder) => folder.uri);
  return folders ?? (params.rootUri ? [params.rootUri] : []);
}

function answerTo({ workspace }: ClientCapabilities): InitializeResult {
  const folders = { workspace: { workspaceFolders: { supported: true, changeNotifications: true } } };
  const own = capabilities();
  const result = workspace?.workspaceFolders ? { ...own, ...folders } : own;
  return { capabilities: result, serverInfo: { name: 'apache-ls' } };
}

function capabilities(): InitializeResult['capabilities'] {
  return {
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
    completionProvider: { triggerCharacters: ['<', '/', '=', '{', '%', '+', '-', ' ', '!'], resolveProvider: true },
    hoverProvider: true,
    signatureHelpProvider: { triggerCharacters: [' '], retriggerCharacters: [' ', '='] },
    documentSymbolProvider: true,
    definitionProvider: true,
    referencesProvider: true,
    documentHighlightProvider: true,
    renameProvider: { prepareProvider: true },
    workspaceSymbolProvider: true,
    callHierarchyProvider: true,
    foldingRangeProvider: true,
    documentLinkProvider: {},
    codeActionProvider: { codeActionKinds: codeActionKinds() },
    codeLensProvider: {},
    semanticTokensProvider: {
      legend: { tokenTypes: [...semanticTokenTypes], tokenModifiers: ['deprecated'] },
      full: true,
    },
  };
}
