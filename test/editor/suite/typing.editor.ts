// What happens while somebody types.
import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually } from './workspace.ts';

suite('typing', () => {
  test('Enter behind an opening tag closes the section around the cursor', async () => {
    const content = 'Listen 80\n<VirtualHost *:80>';
    const document = await vscode.workspace.openTextDocument({ language: 'apacheconf', content });
    const editor = await vscode.window.showTextDocument(document);
    const end = document.lineAt(1).range.end;
    editor.selection = new vscode.Selection(end, end);
    await vscode.commands.executeCommand('type', { text: '\n' });
    await eventually('closing tag', async () => (document.getText().includes('</VirtualHost>') ? true : undefined));
    assert.equal(document.lineAt(3).text, '</VirtualHost>');
    assert.equal(document.lineAt(2).text.trim(), '');
    await eventually('cursor', async () => (editor.selection.active.line === 2 ? true : undefined));
    await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  });

  test('what is typed before the closing tag has come stays as it was typed', async () => {
    for (const between of ['\n', '\nListen 81']) {
      const content = `Listen 80${between}`;
      const document = await vscode.workspace.openTextDocument({ language: 'apacheconf', content });
      const editor = await vscode.window.showTextDocument(document);
      const start = document.lineAt(0).range.end;
      editor.selection = new vscode.Selection(start, start);
      const typed = [...'\n<VirtualHost *:80>\nServerName a.test\nDocumentRoot /srv'];
      await Promise.all(typed.map((text) => vscode.commands.executeCommand('type', { text })));
      await eventually('closing tag', () => (document.getText().includes('</VirtualHost>') ? true : undefined));
      const lines = document
        .getText()
        .split('\n')
        .map((line) => line.trim());
      const host = ['<VirtualHost *:80>', 'ServerName a.test', 'DocumentRoot /srv', '</VirtualHost>'];
      assert.deepEqual(lines, ['Listen 80', ...host, between.trim()]);
      await vscode.commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
    }
  });
});
