// Proves that files which nobody has opened have their problems too, for as long as a main file reaches them.
import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { describe, type TestContext, test } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import type { ClientCapabilities } from 'vscode-languageserver/node';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { Client, has, lacks, workspaceFolder } from './client.ts';

const isEmpty = ({ diagnostics }: { readonly diagnostics: readonly unknown[] }) => diagnostics.length === 0;

describe('a file that is not open', () => {
  test('has its problems once a file of its tree is open, without a version', async (context) => {
    const client = await started(context);
    await client.open('apache2.conf');
    await client.diagnostics(client.uri('sites/secure.conf'), has('invalid-value'));
    const about = client.published.findLast(({ uri }) => uri === client.uri('sites/secure.conf'));
    assert.equal(about?.version, undefined);
    await client.stop();
  });

  test('has them too where only the folder of the workspace leads to its tree', async (context) => {
    const client = await started(context);
    const textDocument = { uri: 'untitled:Untitled-1', languageId: 'apacheconf', version: 1, text: '' };
    await client.connection.sendNotification('textDocument/didOpen', { textDocument });
    await client.diagnostics(client.uri('sites/secure.conf'), has('invalid-value'));
    await client.stop();
  });

  test('keeps them when it is closed', async (context) => {
    const client = await started(context);
    const site = await client.open('sites/secure.conf');
    await client.diagnostics(site, ({ version }) => version === 1);
    await client.connection.sendNotification('textDocument/didClose', { textDocument: { uri: site } });
    await client.diagnostics(site, (published) => published.version === undefined && has('invalid-value')(published));
    assert.ok(!client.published.some((params) => params.uri === site && isEmpty(params)), 'they never went away');
    await client.stop();
  });

  test('loses them when its tree leaves it out, and gets them back', async (context) => {
    const client = await started(context);
    const site = client.uri('sites/secure.conf');
    const main = await client.open('apache2.conf');
    await client.diagnostics(site, has('invalid-value'));
    await client.change(main, 'Include sites', '# Include sites');
    await client.diagnostics(site, isEmpty);
    await client.change(main, '# Include sites', 'Include sites');
    await client.diagnostics(site, has('invalid-value'));
    await client.stop();
  });

  test('follows the disk', async (context) => {
    const client = await started(context);
    const file = path.join(client.folder, 'sites/secure.conf');
    const site = client.uri('sites/secure.conf');
    await client.open('apache2.conf');
    await client.diagnostics(site, has('invalid-value'));
    const told = async (type: number) =>
      client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri: site, type }] });
    fs.writeFileSync(file, fs.readFileSync(file, 'utf8').replace('required', 'require'));
    await told(2);
    await client.diagnostics(site, lacks('invalid-value'));
    fs.rmSync(file);
    await told(3);
    await client.diagnostics(site, isEmpty);
    await client.stop();
  });
});

describe('after a keystroke', () => {
  test('the document that is typed in is told first, then what changed elsewhere', async (context) => {
    const client = await started(context);
    const site = client.uri('sites/secure.conf');
    await client.open('ports.conf');
    const main = await client.open('apache2.conf');
    await client.diagnostics(site, has('unknown-directive'));
    const before = client.published.length;
    await client.change(main, 'LoadModule ssl_module', 'LoadModule foo_module');
    // The module, which nobody here knows, may bring the directive.
    await client.diagnostics(site, ({ diagnostics }) => diagnostics.every(({ code }) => code !== 'unknown-directive'));
    const told = client.published.slice(before).map(({ uri }) => uri);
    assert.deepEqual(told, [main, site]);
    await client.stop();
  });

  test('nothing is told of a file whose problems stay as they are', async (context) => {
    const client = await started(context);
    const site = client.uri('sites/secure.conf');
    const main = await client.open('apache2.conf');
    await client.diagnostics(site, has('invalid-value'));
    const before = client.published.length;
    for (const [from, to] of [
      ['mod_wsgi.so', 'mod_wsgi.so more'],
      ['mod_wsgi.so more', 'mod_wsgi.so'],
      ['Include sites', '# Include sites'],
    ] as const) {
      const version = await client.change(main, from, to);
      await client.diagnostics(main, (published) => published.version === version);
    }
    await client.diagnostics(site, isEmpty);
    const aboutSite = client.published.slice(before).filter(({ uri }) => uri === site);
    assert.equal(aboutSite.length, 1);
    await client.stop();
  });
});

describe('the client is asked to watch', () => {
  const watching = { dynamicRegistration: true, relativePatternSupport: true };

  test('the folders of the files that were read, as they change', async (context) => {
    const client = await started(context, { workspace: { configuration: true, didChangeWatchedFiles: watching } });
    const main = await client.open('apache2.conf', 'Include ports.conf\n');
    const folders = (...names: string[]) => names.map((name) => ({ baseUri: client.uri(name), pattern: '*' }));
    await client.watches((patterns) => isDeepStrictEqual(patterns, ['**/*.conf', ...folders('.')]));
    await client.change(main, 'ports.conf', 'ports.conf\nInclude sites/*.conf');
    await client.watches((patterns) => isDeepStrictEqual(patterns, ['**/*.conf', ...folders('.', 'sites')]));
    assert.equal(client.watchers.size, 1, 'the first registration is taken back');
    await client.stop();
  });

  test('by plain patterns where it knows no others', async (context) => {
    const didChangeWatchedFiles = { dynamicRegistration: true };
    const client = await started(context, { workspace: { configuration: true, didChangeWatchedFiles } });
    await client.open('apache2.conf');
    const globs = ['**/*.conf', `${client.folder}/*`, `${client.folder}/sites/*`];
    await client.watches((patterns) => isDeepStrictEqual(patterns, globs));
    await client.stop();
  });

  test('nothing where it cannot be asked', async (context) => {
    const client = await started(context);
    await client.open('apache2.conf');
    await client.diagnostics(client.uri('sites/secure.conf'), has('invalid-value'));
    assert.equal(client.watchers.size, 0);
    await client.stop();
  });
});

async function started(context: TestContext, capabilities?: ClientCapabilities): Promise<Client> {
  const folder = temporaryFolder(context);
  fs.cpSync(workspaceFolder, folder, { recursive: true });
  return Client.start({ context, folder, ...(capabilities ? { capabilities } : {}) });
}
