// Proves that the harness itself tells good configurations from bad ones.
import * as assert from 'node:assert/strict';
import * as http from 'node:http';
import { after, before, describe, test } from 'node:test';
import { createSandbox, type Sandbox } from './apache.ts';
import { needs } from './programs.ts';

describe('a real Apache', needs('apache2', 'openssl'), () => {
  let sandbox: Sandbox;
  before(async () => {
    sandbox = await createSandbox();
  });
  after(() => sandbox.remove());

  test('accepts what is right', async () => {
    const verdict = await sandbox.check('Listen 127.0.0.1:8080\nWSGIDaemonProcess app\n');
    assert.deepEqual(verdict, { ok: true, line: undefined, file: undefined, message: '', warnings: [] });
  });

  test('says where an included file is wrong', async () => {
    const verdict = await sandbox.check('# main\nInclude work/*/part/*.conf\n', {
      files: { 'part/a.conf': '\nBogus x\n' },
    });
    assert.equal(verdict.ok, false);
    assert.deepEqual([verdict.file, verdict.line], ['part/a.conf', 2]);
    assert.match(verdict.message, /^Invalid command 'Bogus'/);
  });

  test('reports an undefined variable as a warning', async () => {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is Apache's variable.
    const verdict = await sandbox.check('DocumentRoot /${NOWHERE}\n');
    assert.match(verdict.warnings.join('\n'), /NOWHERE/);
  });

  test('makes the certificates that a text names', async () => {
    const text = 'SSLCertificateFile /etc/ssl/certs/a.crt\nSSLCertificateKeyFile "/etc/ssl/private/a.key"\n';
    assert.equal((await sandbox.check(text)).ok, false);
    assert.equal((await sandbox.check(sandbox.materialise(text))).ok, true);
  });

  test('starts, answers and stops', async () => {
    const server = await sandbox.start('Listen 80\n<VirtualHost *:80>\nRedirect 410 /\n</VirtualHost>\n');
    assert.equal(await statusOf(server.port(80)), 410);
    await server.stop();
    await assert.rejects(statusOf(server.port(80)), { code: 'ECONNREFUSED' });
  });

  test('fails to start with the reason from the log', async () => {
    await assert.rejects(sandbox.start('<VirtualHost *:443>\nSSLEngine on\n</VirtualHost>\n'), /AH02572/);
  });
});

function statusOf(port: number): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const request = http.get({ host: '127.0.0.1', port, agent: false }, (answer) => {
      answer.resume();
      resolve(answer.statusCode);
    });
    request.on('error', reject);
  });
}
