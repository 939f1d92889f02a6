// Checks on real files that a key and its certificate appear together or not at all, and that nothing else changes.
import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { describe, test } from 'node:test';
import { type PairPlace, replacePair, writeNewPair } from '../../client/src/certificates/write.ts';
import { modeOf, temporaryFolder } from '../support/temporary-folder.ts';

const PAIR = { certificate: 'new certificate\n', key: 'new key\n' };

function placeIn(folder: string): PairPlace {
  return { certificateFile: path.join(folder, 'app.crt'), keyFile: path.join(folder, 'app.key') };
}

/** Every file below `folder` with what is in it. */
function contents(folder: string): Record<string, string> {
  const files = fs.readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();
  const describeFile = (file: string) => {
    const status = fs.lstatSync(file);
    if (status.isSymbolicLink()) return `-> ${fs.readlinkSync(file)}`;
    return status.isDirectory() ? 'folder' : fs.readFileSync(file, 'utf8');
  };
  return Object.fromEntries(files.map((file) => [file, describeFile(path.join(folder, file))]));
}

const WRITTEN = { 'app.crt': PAIR.certificate, 'app.key': PAIR.key };

describe('a new pair', () => {
  test('has the modes 0600 and 0644 in a new folder of 0700, whatever the umask', async (t) => {
    const folder = path.join(temporaryFolder(t), 'deep', 'certificates');
    for (const umask of [0o000, 0o077]) {
      const before = process.umask(umask);
      try {
        await writeNewPair(placeIn(path.join(folder, String(umask))), PAIR);
      } finally {
        process.umask(before);
      }
      const place = placeIn(path.join(folder, String(umask)));
      assert.deepEqual([modeOf(place.keyFile), modeOf(place.certificateFile)], [0o600, 0o644]);
      assert.deepEqual(contents(path.dirname(place.keyFile)), WRITTEN);
    }
    assert.deepEqual([modeOf(folder), modeOf(path.dirname(folder))], [0o700, 0o700]);
  });

  test('leaves the mode of a folder that is there alone', async (t) => {
    const folder = temporaryFolder(t);
    fs.chmodSync(folder, 0o755);
    await writeNewPair(placeIn(folder), PAIR);
    assert.equal(modeOf(folder), 0o755);
  });

  for (const taken of ['app.crt', 'app.key']) {
    test(`is not written where ${taken} exists`, async (t) => {
      const folder = temporaryFolder(t);
      fs.writeFileSync(path.join(folder, taken), 'old');
      await assert.rejects(writeNewPair(placeIn(folder), PAIR), { code: 'EEXIST' });
      assert.deepEqual(contents(folder), { [taken]: 'old' });
    });

    test(`does not follow a link at ${taken}`, async (t) => {
      const folder = temporaryFolder(t);
      fs.mkdirSync(path.join(folder, 'in'));
      fs.symlinkSync('../target', path.join(folder, 'in', taken));
      await assert.rejects(writeNewPair(placeIn(path.join(folder, 'in')), PAIR), { code: 'EEXIST' });
      assert.deepEqual(contents(folder), { in: 'folder', [`in/${taken}`]: '-> ../target' });
    });
  }

  test('takes its new folders back when the other file cannot be written', async (t) => {
    const folder = temporaryFolder(t);
    fs.writeFileSync(path.join(folder, 'file'), 'no folder');
    const place = {
      keyFile: path.join(folder, 'a', 'b', 'app.key'),
      certificateFile: path.join(folder, 'file', 'app.crt'),
    };
    await assert.rejects(writeNewPair(place, PAIR), { code: 'EEXIST' });
    assert.deepEqual(contents(folder), { file: 'no folder' });
  });

  test('of one file for both is refused', async (t) => {
    const folder = temporaryFolder(t);
    const keyFile = path.join(folder, 'app.pem');
    const place = { keyFile, certificateFile: path.join(folder, 'x', '..', 'app.pem') };
    await assert.rejects(writeNewPair(place, PAIR), /same file: .*app\.pem/);
    await assert.rejects(replacePair(place, PAIR), /same file/);
    assert.deepEqual(contents(folder), {});
  });
});

describe('a replaced pair', () => {
  test('has the new contents and modes, and no backup stays', async (t) => {
    const folder = temporaryFolder(t);
    const place = placeIn(folder);
    fs.writeFileSync(place.keyFile, 'old', { mode: 0o644 });
    fs.writeFileSync(place.certificateFile, 'old', { mode: 0o600 });
    await replacePair(place, PAIR);
    assert.deepEqual(contents(folder), WRITTEN);
    assert.deepEqual([modeOf(place.keyFile), modeOf(place.certificateFile)], [0o600, 0o644]);
  });

  test('takes the place of links and leaves what they lead to', async (t) => {
    const folder = temporaryFolder(t);
    fs.mkdirSync(path.join(folder, 'in'));
    fs.writeFileSync(path.join(folder, 'precious'), 'precious');
    fs.symlinkSync('../precious', path.join(folder, 'in', 'app.key'));
    await replacePair(placeIn(path.join(folder, 'in')), PAIR);
    assert.equal(contents(folder).precious, 'precious');
    assert.deepEqual(contents(path.join(folder, 'in')), WRITTEN);
  });

  test('goes back to the old key, mode and all, when the certificate cannot be replaced', async (t) => {
    const folder = temporaryFolder(t);
    const place = placeIn(folder);
    fs.writeFileSync(place.keyFile, 'old key', { mode: 0o640 });
    const inode = fs.statSync(place.keyFile).ino;
    // No file can be renamed to the name of a folder.
    fs.mkdirSync(place.certificateFile);
    await assert.rejects(replacePair(place, PAIR), { code: 'EISDIR' });
    assert.deepEqual(contents(folder), { 'app.crt': 'folder', 'app.key': 'old key' });
    assert.deepEqual([modeOf(place.keyFile), fs.statSync(place.keyFile).ino], [0o640, inode]);
  });

  test('puts a link back too, and removes a key that was not there before', async (t) => {
    const folder = temporaryFolder(t);
    const place = placeIn(folder);
    fs.mkdirSync(place.certificateFile);
    await assert.rejects(replacePair(place, PAIR), { code: 'EISDIR' });
    assert.deepEqual(contents(folder), { 'app.crt': 'folder' });
    fs.symlinkSync('nowhere', place.keyFile);
    await assert.rejects(replacePair(place, PAIR), { code: 'EISDIR' });
    assert.deepEqual(contents(folder), { 'app.crt': 'folder', 'app.key': '-> nowhere' });
  });
});
