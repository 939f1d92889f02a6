// What is safe to mend is mended on save by those who want it, and a comment ignores what is meant.
import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { diagnosticOf, eventually, open } from './workspace.ts';

suite('fixes', () => {
  test('every safe one is applied on save', async () => {
    const document = await open('fixes.vhost');
    await diagnosticOf(document, 'problem at `</VirtualHost >`', isAt(document, '</VirtualHost >'));
    await fixOnSave({ 'source.fixAll.apache': 'explicit' });
    await append(document, '# edited\n');
    assert.ok(await document.save());
    await fixOnSave(undefined);
    assert.equal(
      document.getText(),
      '<VirtualHost *:80>\n    ServerName fixed.test\n    SSLVerifyClient required\n</VirtualHost>\n# edited\n',
    );
  });

  test('a comment above the line ignores a problem', async () => {
    const document = await open('fixes.vhost');
    const isRequired = isAt(document, 'required');
    const { range } = await diagnosticOf(document, 'problem at `required`', isRequired);
    const ignore = await eventually('quick fix', () => quickFix(document, range, /^Ignore .* on this line$/));
    assert.ok(await vscode.workspace.applyEdit(ignore));
    assert.match(document.getText(), /^ {4}# apache-ls ignore-next-line invalid-value\n {4}SSLVerifyClient required$/m);
    await eventually(
      'end of the problem',
      () => !vscode.languages.getDiagnostics(document.uri).some(isRequired) || undefined,
    );
  });
});

function isAt(document: vscode.TextDocument, text: string): (diagnostic: vscode.Diagnostic) => boolean {
  return ({ range }) => document.getText(range) === text;
}

function fixOnSave(value: unknown): Thenable<void> {
  const settings = vscode.workspace.getConfiguration('editor', { languageId: 'apacheconf' });
  return settings.update('codeActionsOnSave', value, vscode.ConfigurationTarget.Global, true);
}

async function append(document: vscode.TextDocument, text: string): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  edit.insert(document.uri, document.lineAt(document.lineCount - 1).range.end, text);
  assert.ok(await vscode.workspace.applyEdit(edit));
}

async function quickFix(
  document: vscode.TextDocument,
  range: vscode.Range,
  title: RegExp,
): Promise<vscode.WorkspaceEdit | undefined> {
  const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
    'vscode.executeCodeActionProvider',
    document.uri,
    range,
    vscode.CodeActionKind.QuickFix.value,
    10,
  );
  return actions.find((action) => title.test(action.title))?.edit;
}
