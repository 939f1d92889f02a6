// Proves what the server takes from settings and from the disk, and that trust limits what it reads.
import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { describe, test } from 'node:test';
import type { Diagnostic, DocumentLink, Hover, MarkupContent } from 'vscode-languageserver/node';
import { uriOf } from '../../server/src/configuration/paths.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { Client, has, lacks, workspaceFolder } from './client.ts';

const isError = ({ diagnostics }: { readonly diagnostics: readonly Diagnostic[] }) =>
  diagnostics.some(({ code, severity }) => code === 'unknown-directive' && severity === 1);
const isWarning = ({ diagnostics }: { readonly diagnostics: readonly Diagnostic[] }) =>
  diagnostics.some(({ code, severity }) => code === 'unknown-directive' && severity === 2);

const isUntold = ({ diagnostics }: { readonly diagnostics: readonly Diagnostic[] }) =>
  diagnostics.length > 0 && diagnostics.every(({ code }) => code !== 'unknown-directive');

describe('settings', () => {
  test('are known before the first diagnostics', async (context) => {
    const client = await Client.start({ context, settings: { severity: { 'invalid-value': 'off' } } });
    const first = await client.diagnostics(await client.open('sites/secure.conf'));
    assert.ok(!first.some(({ code }) => code === 'invalid-value'));
    await client.stop();
  });

  test('turn rules off, change their severity, and back', async (context) => {
    const client = await Client.start({
      context,
      settings: { severity: { 'invalid-value': 'off', 'unknown-directive': 'hint' } },
    });
    const uri = await client.open('sites/secure.conf');
    const isHint = ({ diagnostics }: { diagnostics: Diagnostic[] }) =>
      diagnostics.some(({ code, severity }) => code === 'unknown-directive' && severity === 4);
    await client.diagnostics(uri, (published) => lacks('invalid-value')(published) && isHint(published));
    client.settings.severity = { 'no-such-rule': 'off', 'invalid-value': 'nonsense' };
    await client.settingsChanged();
    await client.diagnostics(uri, (published) => has('invalid-value')(published) && isError(published));
    assert.equal(await client.stop(), 0);
  });

  test('that name a rule or a severity which does not exist are told, once', async (context) => {
    const client = await Client.start({ context });
    const told: string[] = [];
    client.connection.onNotification('window/showMessage', ({ message }: { message: string }) => {
      told.push(message);
    });
    const uri = await client.open('sites/secure.conf');
    const isToldAs = (wanted: number) => (published: { readonly diagnostics: readonly Diagnostic[] }) =>
      published.diagnostics.some(({ code, severity }) => code === 'unknown-directive' && severity === wanted);
    const wrong = { 'unknown-directve': 'off', 'invalid-value': 'of' };
    client.settings.severity = { ...wrong, 'unknown-directive': 'hint' };
    await client.settingsChanged();
    await client.diagnostics(uri, isToldAs(4));
    client.settings.severity = { ...wrong, nonsense: 'error', 'unknown-directive': 'information' };
    await client.settingsChanged();
    await client.diagnostics(uri, isToldAs(3));
    assert.deepEqual(told, [
      "apache.severity: 'unknown-directve' is not the id of a rule; did you mean unknown-directive?",
      "apache.severity: 'of' is not a severity for invalid-value; did you mean off?",
      "apache.severity: 'nonsense' is not the id of a rule.",
    ]);
    await client.stop();
  });

  test('make third-party directives known, with their contexts and arguments', async (context) => {
    const client = await Client.start({ context, settings: { thirdPartyDirectives: ['FooBarBaz'] } });
    const uri = await client.open('sites/secure.conf');
    await client.diagnostics(
      uri,
      (published) => has('invalid-value')(published) && lacks('unknown-directive')(published),
    );
    client.settings.thirdPartyDirectives = [
      { name: 'FooBarBaz', contexts: ['server'], arity: '2-3', summary: 'Foos.' },
    ];
    await client.settingsChanged();
    await client.diagnostics(uri, (published) => has('wrong-context')(published) && has('argument-count')(published));
    const hover = await client.request<Hover>('textDocument/hover', client.at(uri, 'FooBarBaz', 2));
    assert.match((hover.contents as MarkupContent).value, /Foos\./);
    client.settings.thirdPartyDirectives = [
      { name: 'FooBarBaz', contexts: ['virtual-host'], arity: '1' },
      7,
      { name: 7 },
    ];
    await client.settingsChanged();
    await client.diagnostics(
      uri,
      (published) => lacks('wrong-context')(published) && lacks('argument-count')(published),
    );
    await client.stop();
  });

  test('name the main file', async (context) => {
    const folder = copyOfWorkspace(context);
    fs.renameSync(path.join(folder, 'apache2.conf'), path.join(folder, 'main.conf'));
    const client = await Client.start({ context, folder });
    const uri = await client.open('sites/secure.conf');
    await client.diagnostics(uri, isWarning);
    client.settings.mainFile = 'main.conf';
    await client.settingsChanged();
    await client.diagnostics(uri, isError);
    await client.stop();
  });

  test('may have any shape without harm', async (context) => {
    const settings = {
      severity: 'off',
      thirdPartyDirectives: {},
      mainFile: 7,
      defines: 'X',
      environment: [],
      version: {},
    };
    const client = await Client.start({ context, settings });
    await client.diagnostics(await client.open('sites/secure.conf'), has('invalid-value'));
    await client.stop();
  });

  test('come along with the change from a client that cannot be asked', async (context) => {
    const client = await Client.start({ context, capabilities: {} });
    const uri = await client.open('sites/secure.conf');
    await client.diagnostics(uri, has('invalid-value'));
    const settings = { apache: { severity: { 'invalid-value': 'off' } } };
    await client.connection.sendNotification('workspace/didChangeConfiguration', { settings });
    await client.diagnostics(uri, lacks('invalid-value'));
    await client.stop();
  });
});

describe('the tree on disk', () => {
  test('is read again when an included file changes', async (context) => {
    const folder = copyOfWorkspace(context);
    const mainFile = path.join(folder, 'apache2.conf');
    // Only a ServerRoot on this machine tells that a relative path leads nowhere.
    fs.writeFileSync(mainFile, `ServerRoot ${folder}\n${fs.readFileSync(mainFile, 'utf8')}`);
    const client = await Client.start({ context, folder });
    const main = await client.open('apache2.conf');
    await client.diagnostics(main, lacks('missing-include'));
    const ports = path.join(folder, 'ports.conf');
    fs.renameSync(ports, `${ports}.away`);
    const watched = { changes: [{ uri: client.uri('ports.conf'), type: 3 }] };
    await client.connection.sendNotification('workspace/didChangeWatchedFiles', watched);
    await client.diagnostics(main, has('missing-include'));
    fs.renameSync(`${ports}.away`, ports);
    await client.connection.sendNotification('workspace/didChangeWatchedFiles', watched);
    await client.diagnostics(main, lacks('missing-include'));
    await client.stop();
  });

  test('is read as it stands in the editor where a file is open', async (context) => {
    const client = await Client.start({ context });
    const site = await client.open('sites/secure.conf');
    await client.diagnostics(site, isError);
    const main = await client.open('apache2.conf');
    await client.change(main, 'Include sites', '# Include sites');
    await client.diagnostics(site, isWarning);
    await client.stop();
  });

  test('holds no error of a file that is changed and saved elsewhere', async (context) => {
    const folder = copyOfWorkspace(context);
    const client = await Client.start({ context, folder });
    const site = await client.open('sites/secure.conf');
    await client.diagnostics(site, isError);
    const module = 'LoadModule foo_module modules/mod_foo.so\n';
    fs.appendFileSync(path.join(folder, 'ports.conf'), module);
    await client.connection.sendNotification('textDocument/didSave', { textDocument: { uri: site } });
    // The module, which nobody here knows, may bring the directive.
    await client.diagnostics(site, isUntold);
    await client.stop();
  });
});

describe('a workspace that is not trusted', () => {
  test('reads nothing above its folder until trust is granted', async (context) => {
    const folder = copyOfWorkspace(context);
    const client = await Client.start({ context, folder: path.join(folder, 'sites'), trusted: false });
    const uri = await client.open('secure.conf');
    await client.diagnostics(uri, isWarning);
    assert.equal(await client.request('apache/mainFile', { textDocument: { uri } }), null);
    await client.connection.sendNotification('apache/trusted');
    await client.diagnostics(uri, isError);
    await client.stop();
  });

  test('reads a folder that is added to it', async (context) => {
    const folder = copyOfWorkspace(context);
    const capabilities = { workspace: { configuration: true, workspaceFolders: true } };
    const client = await Client.start({ context, folder: path.join(folder, 'sites'), trusted: false, capabilities });
    const uri = await client.open('secure.conf');
    await client.diagnostics(uri, isWarning);
    const added = [{ uri: uriOf(folder), name: 'server' }];
    client.connection.onRequest('workspace/workspaceFolders', () => added);
    const event = { added, removed: [] };
    await client.connection.sendNotification('workspace/didChangeWorkspaceFolders', { event });
    await client.diagnostics(uri, isError);
    await client.stop();
  });

  test('follows no link out of its folder', async (context) => {
    const outside = path.join(temporaryFolder(context), 'outside.conf');
    fs.writeFileSync(outside, 'LoadModule foo_module modules/mod_foo.so\n');
    const folder = copyOfWorkspace(context);
    fs.symlinkSync(outside, path.join(folder, 'sites/z-link.conf'));
    fs.symlinkSync(path.dirname(outside), path.join(folder, 'linked'));
    fs.appendFileSync(path.join(folder, 'apache2.conf'), 'Include linked/outside.conf\n');
    const client = await Client.start({ context, folder, trusted: false });
    const main = await client.open('apache2.conf');
    const targets = async () => {
      const links = await client.request<DocumentLink[]>('textDocument/documentLink', { textDocument: { uri: main } });
      return links.map(({ target }) => path.basename(target ?? ''));
    };
    await client.diagnostics(main);
    assert.deepEqual(await targets(), ['ports.conf', 'secure.conf']);
    await client.connection.sendNotification('apache/trusted');
    // The pattern brings in two files now, and is no link any more.
    assert.deepEqual(await targets(), ['ports.conf', 'outside.conf']);
    await client.stop();
  });
});

function copyOfWorkspace(context: Parameters<typeof temporaryFolder>[0]): string {
  const folder = temporaryFolder(context);
  fs.cpSync(workspaceFolder, folder, { recursive: true });
  return folder;
}
