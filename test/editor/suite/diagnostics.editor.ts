// What is wrong in a file is marked in it, and one click puts a misspelt name right.
import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as vscode from 'vscode';
import { diagnosticOf, eventually, fileUri, open } from './workspace.ts';

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

  test('a file has no problem any more once its mistake is gone', async () => {
    const document = await open('sites-available/secure.conf');
    const mistake = 'SSLVerifyDepth deep\n';
    await replace(document, new vscode.Range(0, 0, 0, 0), mistake);
    await diagnosticOf(document, 'problem at `deep`', ({ range }) => document.getText(range) === 'deep');
    await replace(document, new vscode.Range(0, 0, 1, 0), '');
    await eventually(
      'file without a problem',
      () => vscode.languages.getDiagnostics(document.uri).length === 0 || undefined,
    );
  });

  test('a file that nobody has opened has its problems as well', async () => {
    await open('unopened/httpd.conf');
    const site = fileUri('unopened/site.conf');
    const [problem] = await eventually('problem of a file that is not open', () => {
      const problems = vscode.languages.getDiagnostics(site);
      return problems.length > 0 ? problems : undefined;
    });
    assert.equal(problem?.severity, vscode.DiagnosticSeverity.Error);
    assert.match(problem?.message ?? '', /eternal/);
    assert.ok(vscode.workspace.textDocuments.every(({ uri }) => uri.path !== site.path));
    const text = fs.readFileSync(site.fsPath, 'utf8');
    fs.writeFileSync(site.fsPath, text.replace('eternal', '30'));
    await eventually('end of the problem', () => vscode.languages.getDiagnostics(site).length === 0 || undefined);
    fs.writeFileSync(site.fsPath, text);
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

async function replace(document: vscode.TextDocument, range: vscode.Range, text: string): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  edit.replace(document.uri, range, text);
  assert.ok(await vscode.workspace.applyEdit(edit));
}

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
