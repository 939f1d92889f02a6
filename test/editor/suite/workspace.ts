// What every part of the suite does with the workspace: open a file, find a place in it, wait for an answer.
import * as vscode from 'vscode';

/** The extension under test; throws when the editor does not have it. */
export function extensionUnderTest(): vscode.Extension<unknown> {
  const extension = vscode.extensions.getExtension('apache-wsgi.apache-wsgi');
  if (extension === undefined) throw new Error('The extension is not installed.');
  return extension;
}

/** The address of a file of the workspace, as seen from its folder. */
export function fileUri(name: string): vscode.Uri {
  const folder = vscode.workspace.workspaceFolders?.[0];
  if (folder === undefined) throw new Error('No folder is open.');
  return vscode.Uri.joinPath(folder.uri, name);
}

/** Opens a file of the workspace in an editor. */
export async function open(name: string): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument(fileUri(name));
  await vscode.window.showTextDocument(document);
  return document;
}

/** The position right after the first `text`, which must be there. */
export function after(document: vscode.TextDocument, text: string): vscode.Position {
  const offset = document.getText().indexOf(text);
  if (offset < 0) throw new Error(`${document.uri.path} has no ${text}`);
  return document.positionAt(offset + text.length);
}

/** Asks again until the answer is defined, since a server that has just started may have none yet. */
export async function eventually<Answer>(
  what: string,
  ask: () => Thenable<Answer | undefined> | Answer | undefined,
): Promise<Answer> {
  const end = Date.now() + 30_000;
  while (Date.now() < end) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`In 30 s there was no ${what}.`);
}

/** The first diagnostic of the document that satisfies `isExpected`, once there is one. */
export function diagnosticOf(
  document: vscode.TextDocument,
  what: string,
  isExpected: (diagnostic: vscode.Diagnostic) => boolean,
): Promise<vscode.Diagnostic> {
  return eventually(what, () => vscode.languages.getDiagnostics(document.uri).find(isExpected));
}

/** Replaces the first `text` of the document, which must be there, without saving. */
export async function replaceFirst(document: vscode.TextDocument, text: string, replacement: string): Promise<void> {
  const end = after(document, text);
  const edit = new vscode.WorkspaceEdit();
  edit.replace(
    document.uri,
    new vscode.Range(document.positionAt(document.offsetAt(end) - text.length), end),
    replacement,
  );
  if (!(await vscode.workspace.applyEdit(edit))) throw new Error(`${text} was not replaced.`);
}
