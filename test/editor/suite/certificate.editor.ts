// The certificate command, from the line above a host to the files on disk.
import * as assert from 'node:assert/strict';
import { createPrivateKey, X509Certificate } from 'node:crypto';
import * as fs from 'node:fs';
import * as vscode from 'vscode';
import type { GenerateResult } from '../../../client/src/generate-certificate.ts';
import { after, eventually, open, replaceFirst } from './workspace.ts';

suite('certificate', () => {
  test('one click above a host makes a key and a certificate and names them in the host', async () => {
    const document = await open('sites-available/secure.conf');
    const lens = await eventually('line above the host', () => certificateLens(document));
    assert.equal(lens.range.start.line, after(document, '<VirtualHost *:443>').line);
    // This is what the editor does on a click.
    await vscode.commands.executeCommand(lens.command.command, ...(lens.command.arguments ?? []));
    await eventually('SSLEngine in the host', () => argumentOf(document, 'SSLEngine'));
    assert.equal(argumentOf(document, 'SSLEngine')?.toLowerCase(), 'on');
    checkFiles(argumentOf(document, 'SSLCertificateFile'), argumentOf(document, 'SSLCertificateKeyFile'));
  });

  test('a host that has its certificate offers none', async () => {
    const document = await open('sites-available/secure.conf');
    assert.notEqual(argumentOf(document, 'SSLCertificateFile'), undefined);
    await eventually('host without an offer', async () =>
      (await certificateLens(document)) === undefined ? true : undefined,
    );
  });

  test('the command gives a host for plain HTTP a twin with TLS', async () => {
    const document = await open('sites-available/plain.conf');
    await replaceFirst(document, '</VirtualHost>', `${'\n'.repeat(100)}</VirtualHost>`);
    const place = { uri: document.uri.toString(), position: { line: 1, character: 0 } };
    const made = await vscode.commands.executeCommand<Made>('apache.generateCertificate', place);
    assert.match(document.getText(), /^<VirtualHost \*:80>[\s\S]*^<VirtualHost \*:443>[\s\S]*SSLEngine on/im);
    assert.equal(fs.statSync(made.keyFile).mode & 0o777, 0o600);
    assert.ok(new X509Certificate(fs.readFileSync(made.certificateFile)).checkHost('static.test'));
    await eventually('new lines on the screen', () => isVisible(after(document, made.certificateFile)) || undefined);
  });
});

interface Made {
  readonly certificateFile: string;
  readonly keyFile: string;
}

suite('certificate for a host that is spread over two files', () => {
  // In a browser the editor saves by itself, unless it is told not to.
  const setAutoSave = (value?: string) =>
    vscode.workspace.getConfiguration('files').update('autoSave', value, vscode.ConfigurationTarget.Global);
  suiteSetup(() => setAutoSave('off'));
  suiteTeardown(() => setAutoSave());

  test('the file that nobody looks at is saved, the one on the screen is left to be saved', async () => {
    const document = await open('two-files/site.conf');
    const ports = vscode.Uri.joinPath(document.uri, '../httpd.conf');
    const result = await vscode.commands.executeCommand<GenerateResult>('apache.generateCertificate', {
      uri: document.uri.toString(),
      position: after(document, 'ServerName'),
    });
    const expected = { outcome: 'host-added', saved: [ports.fsPath], unsaved: [document.uri.fsPath] };
    assert.deepEqual(result.wiring, expected);
    assert.match(fs.readFileSync(ports.fsPath, 'utf8'), /^Listen 80\nListen 443$/m);
    assert.ok(document.isDirty);
    assert.match(document.getText(), /^<VirtualHost \*:80>[\s\S]*^<VirtualHost \*:443>[\s\S]*^ {4}SSLEngine on$/m);
    assert.doesNotMatch(fs.readFileSync(document.uri.fsPath, 'utf8'), /443/);
    checkNames(result.certificateFile, ['two-files.test', 'localhost']);
  });
});

function isVisible(position: vscode.Position): boolean {
  return vscode.window.activeTextEditor?.visibleRanges.some((range) => range.contains(position)) === true;
}

type ResolvedLens = vscode.CodeLens & { readonly command: vscode.Command };

async function certificateLens(document: vscode.TextDocument): Promise<ResolvedLens | undefined> {
  const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
    'vscode.executeCodeLensProvider',
    document.uri,
    20,
  );
  return lenses.find((lens): lens is ResolvedLens => /certificate/i.test(lens.command?.title ?? ''));
}

function argumentOf(document: vscode.TextDocument, directive: string): string | undefined {
  const found = new RegExp(`^\\s*${directive}\\s+"?([^"\\s]+)"?\\s*$`, 'm').exec(document.getText());
  return found?.[1];
}

function checkNames(certificateFile: string, names: readonly string[]): void {
  const certificate = new X509Certificate(fs.readFileSync(certificateFile));
  for (const name of names) assert.ok(certificate.checkHost(name), name);
}

function checkFiles(certificateFile = '', keyFile = ''): void {
  assert.equal(fs.statSync(keyFile).mode & 0o777, 0o600);
  const certificate = new X509Certificate(fs.readFileSync(certificateFile));
  assert.ok(
    certificate.checkPrivateKey(createPrivateKey(fs.readFileSync(keyFile))),
    'the key belongs to the certificate',
  );
  for (const name of ['shop.test', 'www.shop.test', 'localhost']) assert.ok(certificate.checkHost(name), name);
  assert.equal(certificate.checkHost('plain.test'), undefined);
}
