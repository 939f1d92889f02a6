// Hover, completion, signature help and outline, asked for as the editor asks for them.
import * as assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { after, eventually, open } from './workspace.ts';

suite('documentation', () => {
  test('hover on a directive shows what it does, with a link', async () => {
    const document = await open('sites-available/secure.conf');
    const text = await eventually('hover', () => hoverAt(document, after(document, 'WSGIDaemon')));
    assert.match(text, /WSGIDaemonProcess/);
    assert.match(text, /https:\/\//);
    assert.ok(text.length > 200, text);
  });

  test('hover on an option is about that option', async () => {
    const document = await open('sites-available/secure.conf');
    const text = await eventually('hover', () => hoverAt(document, after(document, 'process-gr')));
    assert.match(text, /process-group/);
  });

  test('completion offers directives that fit', async () => {
    const document = await open('sites-available/typing.conf');
    const labels = await completionsAt(document, after(document, '\n    WSGI').translate(1));
    for (const name of ['WSGIScriptAlias', 'WSGIProcessGroup']) assert.ok(labels.includes(name), labels.join(' '));
    assert.ok(!labels.includes('WSGISocketPrefix'), 'WSGISocketPrefix may not be in a host');
  });

  test('completion offers the options that are still missing', async () => {
    const document = await open('sites-available/typing.conf');
    const labels = await completionsAt(document, after(document, 'processes=2 '));
    assert.ok(
      labels.some((label) => label.startsWith('threads')),
      labels.join(' '),
    );
  });

  test('signature help follows the arguments', async () => {
    const document = await open('sites-available/secure.conf');
    const help = await eventually('signature', () => signatureAt(document, after(document, 'WSGIScriptAlias / ')));
    const signature = help.signatures[help.activeSignature];
    assert.match(signature?.label ?? '', /WSGIScriptAlias/);
    assert.equal(help.activeParameter, 1);
  });

  test('the outline names hosts by their ServerName', async () => {
    const document = await open('sites-available/secure.conf');
    const names = await eventually('outline', () => outlineOf(document));
    assert.ok(
      names.some((name) => name.includes('shop.test')),
      names.join('\n'),
    );
    assert.ok(
      names.some((name) => name.includes('plain.test')),
      names.join('\n'),
    );
  });
});

async function hoverAt(document: vscode.TextDocument, position: vscode.Position): Promise<string | undefined> {
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
    'vscode.executeHoverProvider',
    document.uri,
    position,
  );
  const contents = hovers.flatMap((hover) => hover.contents);
  if (contents.length === 0) return undefined;
  return contents.map((content) => (typeof content === 'string' ? content : content.value)).join('\n');
}

async function completionsAt(document: vscode.TextDocument, position: vscode.Position): Promise<string[]> {
  const labels = await eventually('completion', async () => {
    const command = 'vscode.executeCompletionItemProvider';
    const list = await vscode.commands.executeCommand<vscode.CompletionList>(command, document.uri, position);
    return list.items.length > 0 ? list.items : undefined;
  });
  return labels.map(({ label }) => (typeof label === 'string' ? label : label.label));
}

async function signatureAt(
  document: vscode.TextDocument,
  position: vscode.Position,
): Promise<vscode.SignatureHelp | undefined> {
  const command = 'vscode.executeSignatureHelpProvider';
  return vscode.commands.executeCommand<vscode.SignatureHelp | undefined>(command, document.uri, position);
}

async function outlineOf(document: vscode.TextDocument): Promise<string[] | undefined> {
  const command = 'vscode.executeDocumentSymbolProvider';
  const symbols = await vscode.commands.executeCommand<vscode.DocumentSymbol[] | undefined>(command, document.uri);
  if (symbols === undefined || symbols.length === 0) return undefined;
  return symbols.map(({ name, detail }) => `${name} ${detail}`);
}
