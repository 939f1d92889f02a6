// Proves that an editor gets the kinds of code actions that it asks for, and no others.
import * as assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { type CodeAction, type CodeActionContext, CodeActionTriggerKind } from 'vscode-languageserver/node';
import { Client } from './client.ts';

const safeTitle = 'Apply all safe fixes';

describe('code actions', () => {
  let client: Client;
  let uri: string;
  before(async () => {
    client = await Client.start();
    uri = await client.open('other/fixes.conf', '<VirtualHost *:80\n  SSLVerifyClient required\n</VirtualHost >\n');
    await client.diagnostics(uri);
  });
  after(() => client.stop());

  async function actions(text: string, context: Omit<CodeActionContext, 'diagnostics'>): Promise<CodeAction[]> {
    const { position } = client.at(uri, text, 1);
    const range = { start: position, end: position };
    const params = { textDocument: { uri }, range, context: { ...context, diagnostics: [] } };
    return client.request('textDocument/codeAction', params);
  }
  const kindsOf = (found: readonly CodeAction[]) => [...new Set(found.map(({ kind }) => kind))].toSorted();

  test('the kinds are announced', () => {
    const provider = client.initializeResult.capabilities.codeActionProvider;
    assert.ok(typeof provider === 'object');
    assert.deepEqual(provider.codeActionKinds, ['quickfix', 'refactor', 'source.fixAll.apache']);
  });

  test('a request for quick fixes gets nothing else', async () => {
    assert.deepEqual(kindsOf(await actions('VirtualHost', { only: ['quickfix'] })), ['quickfix']);
  });

  test('a request for all sources, for fix-all, or for the kind itself gets the safe fixes alone', async () => {
    for (const kind of ['source', 'source.fixAll', 'source.fixAll.apache']) {
      const found = await actions('required', { only: [kind] });
      assert.deepEqual(
        found.map((action) => [action.title, action.kind]),
        [[safeTitle, 'source.fixAll.apache']],
      );
    }
  });

  test('a request for the sources of others gets nothing', async () => {
    assert.deepEqual(await actions('required', { only: ['source.organizeImports'] }), []);
    assert.deepEqual(await actions('required', { only: ['source.fix'] }), []);
  });

  test('a request for refactorings gets the certificate of a plain host', async () => {
    const [offer, ...others] = await actions('VirtualHost', { only: ['refactor'] });
    assert.equal(offer?.command?.command, 'apache.generateCertificate');
    assert.deepEqual(others, []);
  });

  test('a light bulb that shows by itself leaves out what is about the whole file', async () => {
    const bulb = await actions('required', { triggerKind: CodeActionTriggerKind.Automatic });
    assert.ok(bulb.some(({ title }) => title === 'Change to require'));
    assert.ok(!bulb.some(({ title }) => title === safeTitle));
    const asked = await actions('required', { triggerKind: CodeActionTriggerKind.Invoked });
    assert.ok(asked.some(({ title }) => title === safeTitle));
  });

  test('the safe fixes mend the file, and then there are none', async () => {
    const [all] = await actions('required', { only: ['source.fixAll'] });
    assert.equal(client.edited(uri, all?.edit), '<VirtualHost *:80>\n  SSLVerifyClient required\n</VirtualHost>\n');
    await client.change(uri, '*:80', '*:80>');
    await client.change(uri, '</VirtualHost >', '</VirtualHost>');
    assert.deepEqual(await actions('required', { only: ['source.fixAll'] }), []);
  });
});
