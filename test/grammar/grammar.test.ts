// Proves that the grammar gives every token of the samples the scopes that their snapshots hold.
import * as assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { test } from 'node:test';

const folder = path.join(process.cwd(), 'test/grammar');
const samples = fs.readdirSync(folder).filter((name) => name.endsWith('.conf'));
const program = path.join(process.cwd(), 'node_modules/vscode-tmgrammar-test/dist/snapshot.js');
const grammar = path.join(process.cwd(), 'syntaxes/apacheconf.tmLanguage.json');

test('each sample has a snapshot', () => {
  assert.deepEqual(
    fs.readdirSync(folder).filter((name) => name.endsWith('.snap')),
    samples.map((name) => `${name}.snap`),
  );
});

test('no scope differs from the snapshots', () => {
  // UPDATE_SPECS=1 writes them anew.
  const update = process.env.UPDATE_SPECS === '1' ? ['--updateSnapshot'] : [];
  const args = [program, '--grammar', grammar, '--scope', 'source.apacheconf', ...update, 'test/grammar/*.conf'];
  const run = spawnSync(process.execPath, args, { encoding: 'utf8' });
  assert.equal(run.status, 0, run.stdout + run.stderr);
});
