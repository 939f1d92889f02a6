// What is wrong in a file is marked in it, and one click puts a misspelt name right.
import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { diagnosticOf, eventually, open } from './workspace.ts';

suite('problems', () => {
  test('a value that Apache refuses is an error at that value', async () => {
    const document = await open('sites-available/wrong.conf');
    const problem = await diagnosticOf(
      document,
      'problem at `maybe`',
      ({ range }) => document.getText(range) === 'maybe',
    );
    assert.equal(problem.severity, vscode.DiagnosticSeverity.Error);
    assert.match(problem.message, /SSLVerifyClient|maybe/);
  });

  test('a correct file has no problem', async () => {
    const wrong = await open('sites-available/wrong.conf');
    const correct = await open('sites-available/secure.conf');
    await diagnosticOf(wrong, 'problem in the wrong file', () => true);
    assert.deepEqual(vscode.languages.getDiagnostics(correct.uri), []);
  });

  test('the quick fix of a misspelt directive writes its name', async () => {
    const document = await open('sites-available/wrong.conf');
    const isMisspelt = ({ range }: vscode.Diagnostic) => document.getText(range) === 'WSGIScriptAlais';
    const { range } = await diagnosticOf(document, 'problem at `WSGIScriptAlais`', isMisspelt);
    const fix = await eventually('quick fix', () => firstFix(document, range));
    assert.ok(await vscode.workspace.applyEdit(fix));
    assert.match(document.getText(), /^ {4}WSGIScriptAlias \/ \/srv\/shop\/app\.wsgi$/m);
    await eventually(
      'end of the problem',
      () => vscode.languages.getDiagnostics(document.uri).every((other) => !isMisspelt(other)) || undefined,
    );
  });
});

async function firstFix(document: vscode.TextDocument, range: vscode.Range): Promise<vscode.WorkspaceEdit | undefined> {
  const kind = vscode.CodeActionKind.QuickFix.value;
  const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
    'vscode.executeCodeActionProvider',
    document.uri,
    range,
    kind,
    10,
  );
  return actions.find((action) => action.edit !== undefined)?.edit;
}
