// Tells the client the problems of open documents, as soon as the messages that are waiting have been read.
import type { Connection, TextDocuments } from 'vscode-languageserver/node';
import type { SourceFile } from '../text/source-file.ts';
import { diagnosticOf } from './convert.ts';
import type { Workspace } from './workspace.ts';

/** Publishes on every change, from `start` on; `refresh` publishes anew after something else changed. */
export function registerDiagnostics(
  connection: Connection,
  documents: TextDocuments<SourceFile>,
  workspace: Workspace,
  rulePages: () => string | undefined,
) {
  // Until the settings are known every answer might be taken back a moment later.
  let isStarted = false;
  let isWaiting = false;
  const publishAll = () => {
    isWaiting = false;
    for (const file of documents.all()) publish(file);
  };
  const publish = (file: SourceFile) => {
    try {
      const diagnostics = workspace.problemsOf(file).map((problem) => diagnosticOf(problem, rulePages()));
      connection.sendDiagnostics({ uri: file.uri, version: file.version, diagnostics });
    } catch (error) {
      connection.console.error(`checking ${file.uri}: ${error instanceof Error ? error.stack : error}`);
    }
  };
  // setImmediate lets further edits that have arrived already go first, so that no stale version is checked.
  const refresh = () => {
    if (isWaiting || !isStarted) return;
    isWaiting = true;
    setImmediate(publishAll);
  };
  documents.onDidChangeContent(() => {
    workspace.documentsChanged();
    refresh();
  });
  documents.onDidSave(() => {
    workspace.diskChanged();
    refresh();
  });
  documents.onDidClose(({ document }) => {
    workspace.diskChanged();
    connection.sendDiagnostics({ uri: document.uri, diagnostics: [] });
    refresh();
  });
  const start = () => {
    isStarted = true;
    refresh();
  };
  return { start, refresh };
}
