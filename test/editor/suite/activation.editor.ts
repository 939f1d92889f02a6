// The extension starts by itself when a file of its language is opened; nothing here activates it.
import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually, extensionUnderTest, fileUri, open } from './workspace.ts';

suite('activation', () => {
  test('opening a configuration activates the extension', async () => {
    const document = await open('httpd.conf');
    assert.equal(document.languageId, 'apacheconf');
    await eventually('active extension', () => extensionUnderTest().isActive || undefined);
  });

  test('a site is known by its folder, linked or not', async () => {
    const documents = [await open('sites-available/secure.conf'), await open('sites-enabled/secure.conf')];
    assert.deepEqual(
      documents.map((document) => document.languageId),
      ['apacheconf', 'apacheconf'],
    );
  });

  test('a new file is known once what is written in it clearly is Apache', async () => {
    const uri = fileUri('new.conf');
    await vscode.workspace.fs.writeFile(uri, new Uint8Array());
    const document = await open('new.conf');
    assert.notEqual(document.languageId, 'apacheconf');
    await eventually('active extension', () => extensionUnderTest().isActive || undefined);
    for (const text of '# Our site\n<VirtualHost *:80>\n') await vscode.commands.executeCommand('type', { text });
    await eventually('language', () => document.languageId === 'apacheconf' || undefined);
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    await vscode.workspace.fs.delete(uri);
  });
});
