// Checks where a certificate and its key go.
import assert from 'node:assert/strict';
import * as os from 'node:os';
import * as path from 'node:path';
import { test } from 'node:test';
import { isBelow, numbered, type PlaceRequest, placesFor } from '../../client/src/certificates/place.ts';

const REQUEST: PlaceRequest = { configurationFile: '/srv/site/app.conf', folder: '', name: 'app.example.com' };

/** The keys of the places without their ending, best first. */
function places(request: Partial<PlaceRequest>): string[] {
  return placesFor({ ...REQUEST, ...request }).map(({ keyFile }) => keyFile.replace(/\.key$/, ''));
}

test('the default is `certificates` beside the main file, else beside the configuration', () => {
  assert.deepEqual(places({}), ['/srv/site/certificates/app.example.com']);
  const debian = { configurationFile: '/etc/apache2/sites-available/app.conf' };
  assert.deepEqual(places({ ...debian, mainFile: '/etc/apache2/apache2.conf' }), [
    '/etc/apache2/certificates/app.example.com',
  ]);
  for (const folder of ['sites-available', 'sites-enabled', 'conf-available', 'mods-enabled', 'conf.d', 'vhosts.d']) {
    const configurationFile = `/srv/deploy/${folder}/app.conf`;
    assert.deepEqual(places({ configurationFile }), ['/srv/deploy/certificates/app.example.com'], folder);
  }
});

test('the setting is absolute, below ~, or relative to the workspace folder', () => {
  const workspaceFolder = '/home/me';
  const last = '/home/me/certificates/app.example.com';
  assert.deepEqual(places({ workspaceFolder, folder: '/keys' }), ['/keys/app.example.com', last]);
  assert.deepEqual(places({ workspaceFolder, folder: '~/keys' }), [
    path.join(os.homedir(), 'keys/app.example.com'),
    last,
  ]);
  assert.deepEqual(places({ workspaceFolder, folder: 'tls' }), ['/home/me/tls/app.example.com', last]);
  assert.deepEqual(places({ workspaceFolder, folder: './certificates' }), [last]);
  assert.deepEqual(places({ folder: 'tls' }), ['/srv/site/tls/app.example.com']);
});

test('a host that names its files gets them there', () => {
  const first = (request: Partial<PlaceRequest>) => placesFor({ ...REQUEST, ...request })[0];
  const both = { certificateFile: '/etc/ssl/a.pem', keyFile: '/etc/ssl/private/b.pem' };
  assert.deepEqual(first(both), both);
  assert.deepEqual(first({ certificateFile: '/etc/ssl/a.crt' }), {
    certificateFile: '/etc/ssl/a.crt',
    keyFile: '/etc/ssl/a.key',
  });
  assert.deepEqual(first({ keyFile: '/etc/ssl/b.key' }), {
    certificateFile: '/etc/ssl/b.crt',
    keyFile: '/etc/ssl/b.key',
  });
  const fallback = '/srv/site/certificates/app.example.com.key';
  assert.equal(first({ certificateFile: '/etc/ssl/one.pem', keyFile: '/etc/ssl/one.pem' })?.keyFile, fallback);
  assert.equal(placesFor({ ...REQUEST, ...both })[1]?.keyFile, fallback);
});

test('no key is put below DocumentRoot unasked', () => {
  assert.deepEqual(places({ documentRoot: '/srv/site' }), ['/srv/certificates/app.example.com']);
  const inWorkspace = { workspaceFolder: '/home/me', folder: '/home/me/public/tls', documentRoot: '/home/me/public' };
  assert.deepEqual(places(inWorkspace), ['/home/me/certificates/app.example.com']);
  assert.deepEqual(places({ documentRoot: '/srv/site/certificates-old' }), ['/srv/site/certificates/app.example.com']);
});

test('names become file names that every system allows', () => {
  assert.deepEqual(places({ name: '*.example.com' }), ['/srv/site/certificates/_wildcard.example.com']);
  assert.deepEqual(places({ name: '2001:db8::1' }), ['/srv/site/certificates/2001_db8__1']);
});

test('a number goes before the ending', () => {
  const place = { certificateFile: '/a/app.example.com.crt', keyFile: '/b/app.example.com.key' };
  const second = { certificateFile: '/a/app.example.com-2.crt', keyFile: '/b/app.example.com-2.key' };
  assert.deepEqual(numbered(place, 2), second);
});

test('below means inside or the same', () => {
  assert.ok(isBelow('/a/b/c', '/a/b'));
  assert.ok(isBelow('/a/b', '/a/b/'));
  assert.ok(isBelow('/a/..b', '/a'));
  for (const other of ['/a/bc', '/a', '/']) assert.ok(!isBelow(other, '/a/b'), other);
  assert.ok(!isBelow('/a', undefined));
});
