// Proves how the server starts, what it says it can do, and that it ends cleanly.
import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Client, has } from './client.ts';

describe('the server', () => {
  test('says what it can do', async (context) => {
    const client = await Client.start({ context });
    const { capabilities, serverInfo } = client.initializeResult;
    assert.equal(serverInfo?.name, 'apache-ls');
    const providers = Object.keys(capabilities).filter((name) => name.endsWith('Provider'));
    assert.deepEqual(providers.toSorted(), [
      'callHierarchyProvider',
      'codeActionProvider',
      'codeLensProvider',
      'completionProvider',
      'definitionProvider',
      'documentHighlightProvider',
      'documentLinkProvider',
      'documentSymbolProvider',
      'foldingRangeProvider',
      'hoverProvider',
      'referencesProvider',
      'renameProvider',
      'semanticTokensProvider',
      'signatureHelpProvider',
      'workspaceSymbolProvider',
    ]);
    await client.stop();
  });

  test('ends with code 0 after shutdown and exit, and with 1 after exit alone', async (context) => {
    const polite = await Client.start({ context });
    assert.equal(await polite.stop(), 0);
    const hasty = await Client.start({ context });
    await hasty.connection.sendNotification('exit');
    assert.equal(await hasty.exitCode(), 1);
  });

  test('ends when its client goes away', async (context) => {
    const client = await Client.start({ context });
    client.child.stdin.end();
    assert.notEqual(await client.exitCode(), null);
  });

  test('writes nothing but the protocol', async (context) => {
    const client = await Client.start({ context });
    const uri = await client.open('sites/secure.conf');
    await client.diagnostics(uri);
    await client.stop();
    assert.ok(messageCount(Buffer.concat(client.output)) >= 3);
  });

  test('links each problem to the page of its rule', async (context) => {
    const client = await Client.start({ context });
    const uri = await client.open('sites/secure.conf');
    const [first] = (await client.diagnostics(uri, has('invalid-value'))).filter(
      ({ code }) => code === 'invalid-value',
    );
    const page = fileURLToPath(first?.codeDescription?.href ?? '');
    assert.ok(fs.readFileSync(page, 'utf8').startsWith('# invalid-value\n'));
    await client.stop();
  });
});

/** Counts the messages that make up `output`; fails where anything else stands between them. */
function messageCount(output: Buffer): number {
  let count = 0;
  for (let at = 0; at < output.length; count++) {
    const head = /^Content-Length: (\d+)\r\n(?:[A-Za-z-]+: [^\r\n]*\r\n)*\r\n/.exec(output.toString('latin1', at));
    assert.ok(head, output.toString('utf8', at, at + 200));
    const start = at + head[0].length;
    at = start + Number(head[1]);
    JSON.parse(output.toString('utf8', start, at));
  }
  return count;
}
