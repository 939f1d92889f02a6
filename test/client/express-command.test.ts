// Checks the mod_wsgi-express command line as a shell takes it apart.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import { type ExpressCommand, expressCommand } from '../../client/src/express-command.ts';

const FILES = { certificateFile: '/c/app.crt', keyFile: '/c/app.key' };

/** The words after `start-server`, as /bin/sh sees them. */
function words(host: ExpressCommand['host'], files = FILES): string[] {
  const line = expressCommand({ host, ...files }).replace(/^mod_wsgi-express start-server/, "printf '%s\\n'");
  return execFileSync('/bin/sh', ['-c', line], { encoding: 'utf8' }).trimEnd().split('\n');
}

const CERTIFICATE = ['--ssl-certificate-file', '/c/app.crt', '--ssl-certificate-key-file', '/c/app.key'];

test('the whole line of a simple host', () => {
  assert.equal(
    expressCommand({
      host: { names: ['app.example.com'], serverName: 'app.example.com', wsgiScript: '/srv/app.wsgi' },
      ...FILES,
    }),
    'mod_wsgi-express start-server /srv/app.wsgi --https-port 8443 --https-only --server-name app.example.com --ssl-certificate-file /c/app.crt --ssl-certificate-key-file /c/app.key',
  );
});

test('a host without script and name has the usual ones', () => {
  const expected = ['app.wsgi', '--https-port', '8443', '--https-only', '--server-name', 'localhost', ...CERTIFICATE];
  assert.deepEqual(words({ names: [] }), expected);
});

test('other names are aliases, and a pattern is never the server name', () => {
  const host = { names: ['*.example.com', 'https://www.example.com:443', 'www.example.com'] };
  assert.deepEqual(words(host).slice(4, 8), ['--server-name', 'www.example.com', '--server-alias', '*.example.com']);
  const unknown = { names: ['$', '%'].map((open) => `${open}{HOST}.example.com`), serverName: `$\{HOST}` };
  assert.deepEqual(words(unknown).slice(4, 6), ['--server-name', 'localhost']);
});

test('every path reaches the program as it is', () => {
  const strange = { certificateFile: "/a b/it's $(x) *.crt", keyFile: '/c/`k`;"\\.key' };
  const given = words({ names: [], wsgiScript: '/my app/x.wsgi' }, strange);
  assert.equal(given[0], '/my app/x.wsgi');
  assert.deepEqual(given.slice(-3), [strange.certificateFile, '--ssl-certificate-key-file', strange.keyFile]);
});
