// The language server: which requests it answers, and with which feature.
import {
  CodeActionKind,
  type Connection,
  createConnection,
  type InitializeParams,
  type InitializeResult,
  ProposedFeatures,
  TextDocumentSyncKind,
} from 'vscode-languageserver/node';
import { semanticTokenTypes } from '../features/semantic-tokens.ts';
import { registerDiagnostics } from './diagnostics.ts';
import { createDocuments } from './documents.ts';
import { registerFeatures } from './requests.ts';
import { Workspace } from './workspace.ts';

/** Serves on the connection that the command line names, until the client ends it. */
export function startServer(): void {
  serve(createConnection(ProposedFeatures.all));
}

/** What the client may pass when it starts the server. */
interface InitializationOptions {
  /** Address of the folder with the rules' pages. */
  readonly rulePages?: string;
  /** False: nothing outside of the workspace is read. */
  readonly trusted?: boolean;
}

function serve(connection: Connection): void {
  const documents = createDocuments();
  const workspace = new Workspace((uri) => documents.get(uri));
  let rulePages: string | undefined;
  let hasConfiguration = false;
  const diagnostics = registerDiagnostics(connection, documents, workspace, () => rulePages);

  connection.onInitialize((params) => {
    const options: InitializationOptions = params.initializationOptions ?? {};
    rulePages = options.rulePages;
    hasConfiguration = params.capabilities.workspace?.configuration === true;
    workspace.configure({ folders: foldersOf(params), isTrusted: options.trusted !== false });
    return capabilities;
  });
  const reload = async () => {
    const section = hasConfiguration ? await connection.workspace.getConfiguration('apache') : {};
    workspace.configure({ section });
    diagnostics.refresh();
  };
  connection.onInitialized(reload);
  connection.onDidChangeConfiguration(reload);
  connection.onDidChangeWatchedFiles(() => {
    workspace.diskChanged();
    diagnostics.refresh();
  });
  connection.onNotification('apache/trusted', () => {
    workspace.configure({ isTrusted: true });
    diagnostics.refresh();
  });
  registerFeatures(connection, documents, workspace, () => rulePages);
  documents.listen(connection);
  connection.listen();
}

function foldersOf(params: InitializeParams): string[] {
  const folders = params.workspaceFolders?.map((folder) => folder.uri);
  return folders ?? (params.rootUri ? [params.rootUri] : []);
}

const capabilities: InitializeResult = {
  capabilities: {
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
    completionProvider: { triggerCharacters: ['<', '/', '=', '{', '%', '+', '-', ' ', '!'], resolveProvider: true },
    hoverProvider: true,
    signatureHelpProvider: { triggerCharacters: [' '], retriggerCharacters: [' ', '='] },
    documentSymbolProvider: true,
    foldingRangeProvider: true,
    documentLinkProvider: {},
    codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, CodeActionKind.Refactor] },
    codeLensProvider: {},
    semanticTokensProvider: {
      legend: { tokenTypes: [...semanticTokenTypes], tokenModifiers: ['deprecated'] },
      full: true,
    },
  },
  serverInfo: { name: 'apache-ls' },
};
