// Proves moving about through the protocol; which names belong together is proven by the specs.
import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { describe, test } from 'node:test';
import type {
  CallHierarchyIncomingCall,
  CallHierarchyItem,
  CallHierarchyOutgoingCall,
  DocumentHighlight,
  Location,
  SymbolInformation,
  WorkspaceEdit,
} from 'vscode-languageserver/node';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { Client, workspaceFolder } from './client.ts';

describe('moving about', () => {
  test('finds what a name means in the open files', async (context) => {
    const client = await Client.start({ context });
    const uri = await client.open('sites/secure.conf');
    const use = client.at(uri, 'process-group=app', 'process-group=a'.length);
    const [definition, ...others] = await client.request<Location[]>('textDocument/definition', use);
    assert.deepEqual([definition?.uri, definition?.range.start, others], [uri, { line: 7, character: 22 }, []]);
    const uses = { ...use, context: { includeDeclaration: false } };
    assert.equal((await client.request<Location[]>('textDocument/references', uses)).length, 1);
    const all = { ...use, context: { includeDeclaration: true } };
    assert.equal((await client.request<Location[]>('textDocument/references', all)).length, 2);
    const marks = await client.request<DocumentHighlight[]>('textDocument/documentHighlight', use);
    assert.deepEqual(
      marks.map(({ kind }) => kind),
      [3, 2],
    );
    assert.equal(await client.stop(), 0);
  });

  test('renames in files that are not open, and says why it does not', async (context) => {
    const client = await Client.start({ context, folder: copiedWorkspace(context) });
    const uri = await client.open('sites/secure.conf');
    const ports = path.join(client.folder, 'ports.conf');
    fs.appendFileSync(ports, 'WSGIProcessGroup app\n');
    const use = client.at(uri, 'process-group=app', 'process-group=a'.length);
    const prepared = await client.request('textDocument/prepareRename', use);
    assert.deepEqual((prepared as { placeholder?: string }).placeholder, 'app');
    const edit = await client.request<WorkspaceEdit>('textDocument/rename', { ...use, newName: 'shop' });
    assert.deepEqual(Object.keys(edit.changes ?? {}).sort(), [client.uri('ports.conf'), uri].sort());
    assert.match(client.edited(uri, edit), /WSGIDaemonProcess shop threads[\s\S]*process-group=shop\n/);
    const refused = client.request('textDocument/rename', { ...use, newName: 'my shop' });
    await assert.rejects(refused, /my shop cannot be the new name/);
    assert.equal(await client.stop(), 0);
  });

  test('renames nothing outside of the workspace', async (context) => {
    const folder = copiedWorkspace(context);
    const client = await Client.start({ context, folder: path.join(folder, 'sites') });
    const uri = await client.open('secure.conf');
    fs.appendFileSync(path.join(folder, 'ports.conf'), 'WSGIProcessGroup app\n');
    const use = client.at(uri, 'process-group=app', 'process-group=a'.length);
    await assert.rejects(client.request('textDocument/prepareRename', use), /ports\.conf is outside of the workspace/);
    assert.equal(await client.stop(), 0);
  });

  test('renames nothing in a file that another tree reads too', async (context) => {
    const folder = copiedWorkspace(context);
    fs.mkdirSync(path.join(folder, 'conf'));
    fs.writeFileSync(path.join(folder, 'conf', 'httpd.conf'), `Include "${folder}/sites/secure.conf"\n`);
    const client = await Client.start({ context, folder });
    const uri = await client.open('sites/secure.conf');
    const use = client.at(uri, 'process-group=app', 'process-group=a'.length);
    const pattern = /secure\.conf is also read by .*\/apache2\.conf/;
    await assert.rejects(client.request('textDocument/prepareRename', use), pattern);
    assert.equal(await client.stop(), 0);
  });

  test('finds symbols in a workspace of which no file is open', async (context) => {
    const client = await Client.start({ context });
    const found = await client.request<SymbolInformation[]>('workspace/symbol', { query: 'app' });
    assert.deepEqual(
      found.map(({ name, location }) => `${name} ${location.uri}`),
      ['app.example.com', 'app'].map((name) => `${name} ${client.uri('sites/secure.conf')}`),
    );
    assert.equal(await client.stop(), 0);
  });

  test('shows the tree of includes as a call hierarchy', async (context) => {
    const client = await Client.start({ context });
    const uri = await client.open('sites/secure.conf');
    const at = client.at(uri, 'ServerName');
    const [item] = await client.request<CallHierarchyItem[]>('textDocument/prepareCallHierarchy', at);
    assert.equal(item?.uri, uri);
    const [incoming] = await client.request<CallHierarchyIncomingCall[]>('callHierarchy/incomingCalls', { item });
    assert.deepEqual(incoming?.from.uri, client.uri('apache2.conf'));
    assert.deepEqual(incoming?.fromRanges[0]?.start, { line: 5, character: 8 });
    const main = { item: incoming?.from };
    const outgoing = await client.request<CallHierarchyOutgoingCall[]>('callHierarchy/outgoingCalls', main);
    assert.deepEqual(
      outgoing.map(({ to }) => to.name),
      ['ports.conf', 'secure.conf'],
    );
    assert.equal(await client.stop(), 0);
  });

  test('shows an Include that brings in several files as one item', async (context) => {
    const folder = copiedWorkspace(context);
    fs.copyFileSync(`${folder}/sites/secure.conf`, `${folder}/sites/other.conf`);
    const client = await Client.start({ context, folder });
    const uri = await client.open('apache2.conf');
    const at = client.at(uri, 'sites/');
    const [item, ...others] = await client.request<CallHierarchyItem[]>('textDocument/prepareCallHierarchy', at);
    assert.deepEqual([item?.name, others], ['sites/*.conf', []]);
    const outgoing = await client.request<CallHierarchyOutgoingCall[]>('callHierarchy/outgoingCalls', { item });
    assert.deepEqual(
      outgoing.map(({ to }) => to.name),
      ['other.conf', 'secure.conf'],
    );
    const incoming = await client.request<CallHierarchyIncomingCall[]>('callHierarchy/incomingCalls', { item });
    assert.deepEqual(
      incoming.map(({ from }) => from.name),
      ['apache2.conf'],
    );
    assert.equal(await client.stop(), 0);
  });
});

function copiedWorkspace(context: Parameters<typeof temporaryFolder>[0]): string {
  const folder = temporaryFolder(context);
  fs.cpSync(workspaceFolder, folder, { recursive: true });
  return folder;
}
