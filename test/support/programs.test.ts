// Proves that programs are found whatever else is on the PATH.
import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { test } from 'node:test';
import { pathOf } from './programs.ts';
import { temporaryFolder } from './temporary-folder.ts';

test('what cannot be looked at on the PATH is passed over', (t) => {
  const folder = temporaryFolder(t);
  const before = process.env.PATH;
  t.after(() => {
    process.env.PATH = before;
  });
  // A circle of links fails for every user, a closed folder for all but root.
  fs.symlinkSync('openssl', path.join(folder, 'openssl'));
  const good = path.join(folder, 'good');
  fs.mkdirSync(good);
  fs.writeFileSync(path.join(good, 'openssl'), '', { mode: 0o755 });
  process.env.PATH = `${folder}${path.delimiter}${good}`;
  assert.equal(pathOf('openssl'), path.join(good, 'openssl'));
});
