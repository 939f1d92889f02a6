// Proves which folders tell whether a path that is missing is one of this machine.
import * as assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Disk } from '../../server/src/configuration/disk.ts';
import { isMissingHere } from '../../server/src/rules/here.ts';
import { memoryDisk } from '../spec/memory-disk.ts';

/** Every folder is there, and holds nothing. */
const disk: Disk = {
  ...memoryDisk([], undefined),
  state: (path) => (path.endsWith('app.wsgi') ? 'missing' : 'directory'),
};

describe('a file that is missing is of this machine', () => {
  for (const folder of ['/srv/shop', '/home/ann/shop', '/opt/shop', '/var/www/shop', '/usr/share/shop'])
    test(`in ${folder}`, () => assert.ok(isMissingHere(`${folder}/app.wsgi`, disk)));
});

describe('a file that is missing may be of another machine', () => {
  const folders = ['/usr/bin', '/usr/local/bin', '/usr/lib/cgi-bin', '/usr/libexec', '/var/www', '/var/www/html'];
  for (const folder of [...folders, '/var/www/cgi-bin', '/srv', '/srv/http', '/home/ann', '/tmp', '/run/apache2'])
    test(`in ${folder}`, () => assert.ok(!isMissingHere(`${folder}/app.wsgi`, disk)));
});
