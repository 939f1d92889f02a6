// Proves each language feature once through the protocol; what it answers in detail is proven by the specs.
import * as assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type {
  CodeAction,
  CodeLens,
  CompletionItem,
  CompletionList,
  DocumentLink,
  DocumentSymbol,
  FoldingRange,
  Hover,
  MarkupContent,
  SemanticTokens,
  SignatureHelp,
} from 'vscode-languageserver/node';
import { Client } from './client.ts';

describe('a request for', () => {
  let client: Client;
  let uri: string;
  let main: string;
  before(async () => {
    client = await Client.start();
    main = await client.open('apache2.conf');
    uri = await client.open('sites/secure.conf');
    await client.diagnostics(uri);
  });
  after(() => client.stop());
  const textDocument = () => ({ textDocument: { uri } });

  test('hover explains the directive', async () => {
    const answer = await client.request<Hover>('textDocument/hover', client.at(uri, 'WSGIDaemonProcess', 3));
    assert.match((answer.contents as MarkupContent).value, /WSGIDaemonProcess[\s\S]*\]\(https:\/\//);
    assert.deepEqual(answer.range?.start, { line: 7, character: 4 });
    const parameter = await client.request<Hover>('textDocument/hover', client.at(uri, 'threads', 3));
    assert.match((parameter.contents as MarkupContent).value, /threads=/);
  });

  test('completion offers what fits, and resolves documentation', async () => {
    const list = await client.request<CompletionList>('textDocument/completion', client.at(uri, 'SSLEngine', 3));
    const item = list.items.find(({ label }) => label === 'SSLCertificateFile');
    assert.ok(item);
    assert.ok(!list.items.some(({ label }) => label === 'WSGIPythonHome'), 'not allowed in a virtual host');
    assert.deepEqual(item.labelDetails, { description: 'mod_ssl' });
    const resolved = await client.request<CompletionItem>('completionItem/resolve', item);
    assert.match((resolved.documentation as MarkupContent).value, /SSLCertificateFile/);
    const values = await client.request<CompletionList>('textDocument/completion', client.at(uri, 'required', 2));
    assert.ok(values.items.some(({ label }) => label === 'optional_no_ca'));
  });

  test('signature help names the argument at the cursor', async () => {
    const answer = await client.request<SignatureHelp>('textDocument/signatureHelp', client.at(uri, '/srv/app', 2));
    assert.match(answer.signatures[0]?.label ?? '', /^WSGIScriptAlias /);
    assert.equal(answer.activeParameter, 1);
  });

  test('code actions gives the fix with its edit', async () => {
    const { position } = client.at(uri, 'required', 2);
    const params = { ...textDocument(), range: { start: position, end: position }, context: { diagnostics: [] } };
    const actions = await client.request<CodeAction[]>('textDocument/codeAction', params);
    const action = actions.find(({ title }) => title === 'Change to require');
    assert.equal(action?.isPreferred, true);
    assert.equal(action?.diagnostics?.[0]?.code, 'invalid-value');
    assert.equal(client.edited(uri, action?.edit), client.text(uri).replace('required', 'require'));
  });

  test('code lenses offers a certificate', async () => {
    const [lens] = await client.request<CodeLens[]>('textDocument/codeLens', textDocument());
    assert.equal(lens?.command?.command, 'apache.generateCertificate');
    assert.equal(lens?.range.start.line, 2);
  });

  test('document symbols names the host', async () => {
    const symbols = await client.request<DocumentSymbol[]>('textDocument/documentSymbol', textDocument());
    assert.deepEqual(
      symbols.map(({ name }) => name),
      ['app.example.com *:443'],
    );
    assert.ok(symbols[0]?.children?.some(({ name }) => name === 'WSGIDaemonProcess'));
  });

  test('folding ranges finds the host, the comment and the continued line', async () => {
    const folds = await client.request<FoldingRange[]>('textDocument/foldingRange', textDocument());
    const lines = folds.map(({ startLine, endLine }) => [startLine, endLine]).sort(([a = 0], [b = 0]) => a - b);
    assert.deepEqual(lines, [
      [0, 1],
      [2, 11],
      [7, 8],
    ]);
    assert.equal(folds.find(({ startLine }) => startLine === 0)?.kind, 'comment');
  });

  test('document links leads to included files', async () => {
    const links = await client.request<DocumentLink[]>('textDocument/documentLink', { textDocument: { uri: main } });
    assert.deepEqual(
      links.map(({ target }) => target),
      [client.uri('ports.conf'), uri],
    );
  });

  test('semantic tokens marks unknown and deprecated names', async () => {
    const { data } = await client.request<SemanticTokens>('textDocument/semanticTokens/full', textDocument());
    const legend = client.initializeResult.capabilities.semanticTokensProvider?.legend;
    // Five numbers for each token: line and column from the last one, length, type, modifiers.
    assert.deepEqual(data.slice(0, 3), [10, 4, 'SSLCertificateChainFile'.length]);
    assert.equal(legend?.tokenModifiers[Math.log2(data[4] ?? 0)], 'deprecated');
    assert.deepEqual(data.slice(5, 8), [1, 4, 'FooBarBaz'.length]);
    assert.equal(legend?.tokenTypes[data[8] ?? -1], 'unknownDirective');
  });

  test('a document that is not open gets an empty answer', async () => {
    const at = { textDocument: { uri: client.uri('absent.conf') }, position: { line: 0, character: 0 } };
    const range = { start: at.position, end: at.position };
    for (const method of ['hover', 'signatureHelp', 'completion']) {
      assert.equal(await client.request(`textDocument/${method}`, at), null);
    }
    for (const method of ['documentSymbol', 'foldingRange', 'documentLink', 'codeLens', 'codeAction']) {
      const params = { ...at, range, context: { diagnostics: [] } };
      assert.deepEqual(await client.request(`textDocument/${method}`, params), []);
    }
    assert.deepEqual(await client.request('textDocument/semanticTokens/full', at), { data: [] });
    for (const method of ['apache/tlsHost', 'apache/wireCertificate', 'apache/mainFile']) {
      assert.equal(await client.request(method, at), null);
    }
  });

  test('a place outside of the text is answered, not failed', async () => {
    for (const position of [
      { line: 999, character: 0 },
      { line: 0, character: 9999 },
    ]) {
      for (const method of ['hover', 'signatureHelp', 'completion']) {
        await client.request(`textDocument/${method}`, { ...textDocument(), position });
      }
    }
  });
});
