// Proves which main file a document belongs to where a workspace has several, and where links lead to it.
import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { describe, type TestContext, test } from 'node:test';
import type { Diagnostic, WorkspaceSymbol } from 'vscode-languageserver/node';
import { copyLayout, layoutOf } from '../layouts/layout.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { Client, has } from './client.ts';

const trees = path.join(process.cwd(), 'test/protocol/trees');

/** The main file of the document at `uri` as seen from the folder; null for a fragment. */
async function mainOf(client: Client, uri: string): Promise<string | null> {
  const main = await client.request<string | null>('apache/mainFile', { textDocument: { uri } });
  return main && path.relative(client.uri(''), main);
}

const isEmpty = ({ diagnostics }: { readonly diagnostics: readonly Diagnostic[] }) => diagnostics.length === 0;

describe('of several main files', () => {
  const cases = {
    'production/httpd.conf': 'production/httpd.conf',
    'production/sites/static.conf': 'production/httpd.conf',
    'staging/httpd.conf': 'staging/httpd.conf',
    'shared/shop.conf': 'production/httpd.conf',
    'shared/lone.conf': null,
    'nested/apache2.conf': 'nested/apache2.conf',
    'nested/httpd.conf': 'nested/apache2.conf',
  };

  test('the nearest one that reaches the document counts, then the first by name', async (context) => {
    const client = await Client.start({ context, folder: trees });
    for (const [name, main] of Object.entries(cases)) {
      assert.equal(await mainOf(client, await client.open(name)), main, name);
    }
    await client.stop();
  });

  test('the one in the settings comes first', async (context) => {
    const client = await Client.start({ context, folder: trees });
    const shared = await client.open('shared/shop.conf');
    await client.diagnostics(shared, isEmpty);
    client.settings.mainFile = 'staging/httpd.conf';
    await client.settingsChanged();
    await client.diagnostics(shared, has('unknown-directive'));
    assert.equal(await mainOf(client, shared), 'staging/httpd.conf');
    assert.equal(await mainOf(client, await client.open('production/sites/static.conf')), 'production/httpd.conf');
    await client.stop();
  });

  test('each has its own symbols, also while nothing is open', async (context) => {
    const client = await Client.start({ context, folder: trees });
    const symbols = await client.request<WorkspaceSymbol[]>('workspace/symbol', { query: 'shop' });
    const places = symbols.map(({ location }) => path.relative(client.uri(''), location.uri)).sort();
    assert.deepEqual([...new Set(places)], ['production/httpd.conf', 'shared/shop.conf']);
    await client.stop();
  });
});

describe('a site of Debian', () => {
  test('is edited where it is available, and told of as it is enabled', async (context) => {
    const client = await debian(context);
    const site = await client.open('sites-available/shop.conf');
    assert.equal(await mainOf(client, site), 'apache2.conf');
    await client.diagnostics(site, isEmpty);
    await client.change(site, 'process-group=shop', 'process-group=shpo');
    await client.diagnostics(site, has('invalid-value'));
    await client.change(site, 'process-group=shpo', 'process-group=shop');
    await client.diagnostics(site, isEmpty);
    await client.stop();
  });

  test('is a fragment of the server while it is not enabled', async (context) => {
    const client = await debian(context);
    const site = await client.open('sites-available/default-ssl.conf');
    assert.equal(await mainOf(client, site), null);
    await client.diagnostics(site, isEmpty);
    await client.change(site, 'ServerAdmin webmaster@localhost', 'ProxyVia On\n\tListen 80');
    await client.diagnostics(site, has('wrong-context'));
    const link = path.join(client.folder, 'sites-enabled/default-ssl.conf');
    fs.symlinkSync('../sites-available/default-ssl.conf', link);
    await client.connection.sendNotification('textDocument/didSave', { textDocument: { uri: site } });
    await client.diagnostics(site, has('unknown-directive'));
    await client.stop();
  });

  test('that is not open is listed by the file that one would edit', async (context) => {
    const client = await debian(context);
    const name = path.join(client.folder, 'sites-available/shop.conf');
    fs.writeFileSync(name, fs.readFileSync(name, 'utf8').replace('process-group=shop', 'process-group=shpo'));
    await client.open('apache2.conf');
    await client.diagnostics(client.uri('sites-available/shop.conf'), has('invalid-value'));
    await client.stop();
  });

  test('knows what envvars sets', async (context) => {
    const client = await debian(context);
    const site = await client.open('sites-available/shop.conf');
    const name = 'APACHE_LOG_DIR';
    const hover = await client.request<unknown>('textDocument/hover', client.at(site, name, 4));
    assert.match(JSON.stringify(hover), /`\/var\/log\/apache2`, in the file `envvars`/);
    await client.change(site, name, 'APACHE_LOG_DRI');
    await client.diagnostics(site, has('undefined-variable'));
    await client.stop();
  });
});

describe('a document that was opened by way of a link', () => {
  test('above the main file is part of its tree', async (context) => {
    const folder = temporaryFolder(context);
    copyLayout(layoutOf('macos'), folder);
    const client = await Client.start({ context, folder });
    const linked = await client.open('etc/apache2/extra/httpd-mpm.conf');
    assert.equal(await mainOf(client, linked), 'etc/apache2/httpd.conf');
    await client.diagnostics(linked, isEmpty);
    await client.stop();
  });

  test('to a folder of the tree is the file that the tree reads', async (context) => {
    const folder = temporaryFolder(context);
    fs.cpSync(trees, folder, { recursive: true });
    fs.symlinkSync('production/sites', path.join(folder, 'linked'));
    const client = await Client.start({ context, folder });
    const linked = await client.open('linked/static.conf');
    assert.equal(await mainOf(client, linked), 'production/httpd.conf');
    await client.change(linked, 'Timeout 60', 'ProxyVia On');
    await client.diagnostics(linked, has('unknown-directive'));
    await client.stop();
  });
});

async function debian(context: TestContext): Promise<Client> {
  const whole = temporaryFolder(context);
  copyLayout(layoutOf('debian'), whole);
  return Client.start({ context, folder: path.join(whole, 'etc/apache2') });
}
