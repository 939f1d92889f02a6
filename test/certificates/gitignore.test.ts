// Checks which keys Git could commit, against Git itself, and the line that keeps them out.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { addIgnoreLine, missingIgnoreLine } from '../../client/src/certificates/gitignore.ts';
import { needs, pathOf } from '../support/programs.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const KEY = 'deploy/certificates/app.example.com.key';

interface Clone {
  readonly root: string;
  readonly key: string;
}

function clone(root: string, key = KEY): Clone {
  fs.mkdirSync(path.join(root, '.git'));
  fs.mkdirSync(path.dirname(path.join(root, key)), { recursive: true });
  return { root, key: path.join(root, key) };
}

async function isCovered({ root, key }: Clone, ignore: string, folder = ''): Promise<boolean> {
  fs.writeFileSync(path.join(root, folder, '.gitignore'), ignore);
  return (await missingIgnoreLine(key)) === null;
}

test('outside a work tree there is no line', async (t) => {
  const folder = temporaryFolder(t);
  assert.equal(await missingIgnoreLine(path.join(folder, 'app.key')), null);
});

test('the line names the key from the top of the work tree', async (t) => {
  const { root, key } = clone(temporaryFolder(t));
  assert.deepEqual(await missingIgnoreLine(key), { file: path.join(root, '.gitignore'), line: `/${KEY}` });
});

test('a linked work tree, whose .git is a file, and a folder behind a link count too', async (t) => {
  const root = temporaryFolder(t);
  fs.mkdirSync(path.join(root, 'tree'));
  fs.writeFileSync(path.join(root, 'tree', '.git'), 'gitdir: elsewhere\n');
  fs.symlinkSync('tree', path.join(root, 'link'));
  const expected = { file: path.join(root, 'tree', '.gitignore'), line: '/app.key' };
  assert.deepEqual(await missingIgnoreLine(path.join(root, 'tree', 'app.key')), expected);
  assert.deepEqual(await missingIgnoreLine(path.join(root, 'link', 'app.key')), expected);
});

test('lines that cover the key, and lines that do not', async (t) => {
  const repository = clone(temporaryFolder(t));
  const covering = [
    `/${KEY}`,
    KEY,
    '*.key',
    'app.example.com.key',
    'certificates/',
    'certificates',
    '/deploy',
    'deploy/',
  ];
  const others = [
    '/app.example.com.key',
    '/certificates',
    '*.pem',
    '#*.key',
    '*.key/',
    'app',
    'deploy/app*',
    '',
    ' *.key',
  ];
  for (const line of covering) assert.ok(await isCovered(repository, `first\r\n${line}  \r\n`), line);
  for (const line of others) assert.ok(!(await isCovered(repository, `${line}\n`)), line);
  assert.ok(!(await isCovered(repository, '*.key\n!app*\n')));
  assert.ok(await isCovered(repository, '!app*\n*.key\n'));
  fs.rmSync(path.join(repository.root, '.gitignore'));
  assert.ok(await isCovered(repository, '/certificates/', 'deploy'));
  assert.ok(!(await isCovered(repository, '/deploy', 'deploy')));
});

test('what counts as covered is ignored by Git, whatever the patterns are', needs('git'), async (t) => {
  const root = temporaryFolder(t);
  const repository = { root, key: path.join(root, KEY) };
  execFileSync(pathOf('git'), ['init', '--quiet', root]);
  fs.mkdirSync(path.dirname(repository.key), { recursive: true });
  const part = fc.constantFrom(
    '*',
    '?',
    'deploy',
    'certificates',
    'app',
    '.key',
    '/',
    '!',
    '**',
    '[a]',
    '\\',
    '#',
    ' ',
    'd*',
    '*.key',
  );
  const line = fc.array(part, { maxLength: 5 }).map((parts) => parts.join(''));
  let covered = 0;
  const property = fc.asyncProperty(fc.array(line, { maxLength: 4 }), async (lines) => {
    if (!(await isCovered(repository, `${lines.join('\n')}\n`))) return;
    covered += 1;
    assert.equal(spawnSync(pathOf('git'), ['-C', root, 'check-ignore', '--quiet', KEY]).status, 0, lines.join('\n'));
  });
  await fc.assert(property, { numRuns: 400 });
  assert.ok(covered > 20, `only ${covered} of the runs had something to compare`);
});

describe('adding the line', () => {
  const cases: Array<[string, string | undefined, string]> = [
    ['makes the file', undefined, '/k\n'],
    ['goes to the end', 'a\n', 'a\n/k\n'],
    ['ends the last line first', 'a', 'a\n/k\n'],
    ['keeps the line endings', 'a\r\nb', 'a\r\nb\r\n/k\r\n'],
    ['happens once', '/k\r\na\r\n', '/k\r\na\r\n'],
  ];
  for (const [name, before, after] of cases) {
    test(name, async (t) => {
      const file = path.join(temporaryFolder(t), '.gitignore');
      if (before !== undefined) fs.writeFileSync(file, before);
      await addIgnoreLine({ file, line: '/k' });
      assert.equal(fs.readFileSync(file, 'utf8'), after);
    });
  }

  test('makes Git ignore a key with any name', needs('git'), async (t) => {
    const root = temporaryFolder(t);
    execFileSync(pathOf('git'), ['init', '--quiet', root]);
    for (const name of ['a b.key', '#x', '!x', 'a[1]*?.key', 'end ', 'back\\slash']) {
      const key = path.join(root, name);
      const line = await missingIgnoreLine(key);
      assert.ok(line, name);
      await addIgnoreLine(line);
      assert.equal(spawnSync(pathOf('git'), ['-C', root, 'check-ignore', '--quiet', name]).status, 0, name);
      assert.equal(await missingIgnoreLine(key), null, name);
    }
  });
});
