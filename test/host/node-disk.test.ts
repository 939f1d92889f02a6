// Proves that the disk knows what it was asked for, so that only changes of that are looked at.
import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { test } from 'node:test';
import { NodeDisk } from '../../server/src/host/node-disk.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

test('what was read, looked for or listed has been seen, and nothing else', (context) => {
  const folder = fs.realpathSync(temporaryFolder(context));
  const at = (name: string) => path.join(folder, name);
  for (const name of ['available', 'enabled', 'other']) fs.mkdirSync(at(name));
  fs.writeFileSync(at('available/site.conf'), '');
  fs.writeFileSync(at('other/beside.conf'), '');
  fs.symlinkSync(at('available/site.conf'), at('enabled/site.conf'));
  const disk = new NodeDisk(() => undefined);
  disk.read(at('enabled/site.conf'));
  disk.read(at('missing/more.conf'));
  disk.state(at('other/script.wsgi'));
  disk.list(at('parts'));

  assert.deepEqual([...disk.folders].toSorted(), [at('available'), at('enabled')]);
  const seen = ['enabled/site.conf', 'available/site.conf', 'missing/more.conf', 'other/script.wsgi'];
  for (const name of [...seen, 'parts', 'parts/new.conf', 'missing', 'available', 'other'])
    assert.ok(disk.hasSeen(at(name)), name);
  for (const name of ['other/beside.conf', 'enabled/new.conf', 'new', 'site', 'miss'])
    assert.ok(!disk.hasSeen(at(name)), name);
  disk.refresh();
  assert.ok(!disk.hasSeen(at('enabled/site.conf')));
});
