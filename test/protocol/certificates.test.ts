// Proves the requests that the certificate command makes of the server.
import * as assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { WorkspaceEdit } from 'vscode-languageserver/node';
import type { TlsHost } from '../../client/src/protocol.ts';
import { Client } from './client.ts';

describe('for a certificate', () => {
  let client: Client;
  let uri: string;
  before(async () => {
    client = await Client.start();
    uri = await client.open('sites/secure.conf');
  });
  after(() => client.stop());

  test('apache/tlsHost tells of the host at the cursor', async () => {
    const host = await client.request<TlsHost>('apache/tlsHost', client.at(uri, 'ServerAlias'));
    assert.equal(host.uri, uri);
    assert.deepEqual([host.range.start.line, host.range.end.line], [2, 12]);
    assert.equal(host.kind, 'virtual-host');
    assert.deepEqual(host.names, ['app.example.com', 'www.example.com']);
    assert.deepEqual(host.addresses, ['*:443']);
    assert.deepEqual([host.engine, host.listens443], [true, false]);
    assert.equal(host.certificateFile, undefined);
    assert.equal(host.mainFile, client.uri('apache2.conf'));
  });

  test('apache/tlsHost is null outside of a host', async () => {
    assert.equal(await client.request('apache/tlsHost', client.at(uri, '# The application')), null);
  });

  test('apache/wireCertificate edits the host, and the file that listens', async () => {
    const files = { certificateFile: '/etc/ssl/app.crt', keyFile: '/etc/ssl/my key.key' };
    const params = { ...client.at(uri, 'ServerAlias'), ...files };
    const edit = await client.request<WorkspaceEdit>('apache/wireCertificate', params);
    const lines = client.edited(uri, edit).split('\n');
    const added = lines.filter((line) => !client.text(uri).split('\n').includes(line));
    assert.deepEqual(added, [
      '    SSLCertificateFile /etc/ssl/app.crt',
      '    SSLCertificateKeyFile "/etc/ssl/my key.key"',
    ]);
    assert.deepEqual(Object.keys(edit.changes ?? {}).toSorted(), [client.uri('ports.conf'), uri].toSorted());
    assert.match(edit.changes?.[client.uri('ports.conf')]?.[0]?.newText ?? '', /Listen 443/);
  });
});
