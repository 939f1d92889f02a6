// Proves that diagnostics follow a document from its opening over each edit to its closing.
import * as assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { Client, has, lacks } from './client.ts';

describe('diagnostics', () => {
  let client: Client;
  before(async () => {
    client = await Client.start();
  });
  after(() => client.stop());

  test('mark the words, with severity, source and code', async () => {
    const uri = await client.open('sites/secure.conf');
    const found = (await client.diagnostics(uri, has('invalid-value'))).find(({ code }) => code === 'invalid-value');
    assert.deepEqual([found?.severity, found?.source], [1, 'apache']);
    assert.deepEqual(found?.range, { start: { line: 6, character: 20 }, end: { line: 6, character: 28 } });
  });

  test('follow an incremental change, with its version', async () => {
    const uri = client.uri('sites/secure.conf');
    const version = await client.change(uri, 'required', 'require');
    await client.diagnostics(uri, (published) => published.version === version && lacks('invalid-value')(published));
    await client.change(uri, 'require', 'optinal');
    await client.diagnostics(uri, has('invalid-value'));
  });

  test('follow several changes in one message, and a change of the whole text', async () => {
    const uri = await client.open('other/changes.conf', 'ProxyTimeout 0\n');
    await client.diagnostics(uri, has('invalid-value'));
    const at = (line: number, from: number, to: number) => ({
      start: { line, character: from },
      end: { line, character: to },
    });
    const contentChanges = [
      { range: at(0, 13, 14), text: '30\nProxyTimeout 5' },
      { range: at(1, 13, 14), text: '0' },
    ];
    await client.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri, version: 2 },
      contentChanges,
    });
    const [found] = await client.diagnostics(uri, ({ version }) => version === 2);
    assert.equal(found?.range.start.line, 1);
    const whole = { textDocument: { uri, version: 3 }, contentChanges: [{ text: 'ProxyTimeout 30\n' }] };
    await client.connection.sendNotification('textDocument/didChange', whole);
    assert.deepEqual(await client.diagnostics(uri, ({ version }) => version === 3), []);
  });

  test('count columns in UTF-16', async () => {
    const uri = await client.open('other/host.conf');
    const found = (await client.diagnostics(uri, has('argument-count'))).find(({ code }) => code === 'argument-count');
    assert.deepEqual(found?.range, { start: { line: 3, character: 16 }, end: { line: 3, character: 36 } });
  });

  test('count the lines of a file with carriage returns as the protocol does', async () => {
    const uri = await client.open('other/old-mac.conf', 'Listen 80\rProxyTimeout 0\rListen 81\r');
    const found = (await client.diagnostics(uri, has('invalid-value'))).find(({ code }) => code === 'invalid-value');
    assert.equal(found?.range.start.line, 1);
    const range = { start: { line: 1, character: 13 }, end: { line: 1, character: 14 } };
    const change = { textDocument: { uri, version: 2 }, contentChanges: [{ range, text: '30' }] };
    await client.connection.sendNotification('textDocument/didChange', change);
    await client.diagnostics(uri, lacks('invalid-value'));
  });

  test('are taken back when the document is closed', async () => {
    const uri = client.uri('other/host.conf');
    await client.connection.sendNotification('textDocument/didClose', { textDocument: { uri } });
    await client.diagnostics(uri, ({ diagnostics }) => diagnostics.length === 0);
  });

  test('come for a document without a file', async () => {
    const textDocument = { uri: 'untitled:Untitled-1', languageId: 'apacheconf', version: 1, text: 'ProxyTimeout 0\n' };
    await client.connection.sendNotification('textDocument/didOpen', { textDocument });
    await client.diagnostics(textDocument.uri, has('invalid-value'));
  });

  test('find the tree under any spelling of the address', async () => {
    const uri = client.uri('sites/secure.conf').replace('secure', '%73ecure');
    const textDocument = { uri, languageId: 'apacheconf', version: 1, text: 'FooBarBaz on\n' };
    await client.connection.sendNotification('textDocument/didOpen', { textDocument });
    const isError = ({ diagnostics }: { diagnostics: { code?: unknown; severity?: unknown }[] }) =>
      diagnostics.some(({ code, severity }) => code === 'unknown-directive' && severity === 1);
    await client.diagnostics(client.uri('sites/secure.conf'), isError);
  });
});
