// The example workspace: Apache accepts its tree, and apache-ls finds the deliberate mistakes and nothing else.
import * as assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { test } from 'node:test';
import { needs, pathOf } from '../support/programs.ts';

const folder = path.resolve('examples/debian/apache2');

interface Reported {
  readonly code: string;
  readonly file: string;
  readonly line: number;
  readonly severity: string;
}

test('Apache accepts the example', needs('apache2'), () => {
  const scratch = fs.mkdtempSync(path.join(fs.realpathSync('/tmp'), 'apache-example-'));
  const names = ['RUN_DIR', 'LOG_DIR', 'LOCK_DIR'].map((name) => [`APACHE_${name}`, scratch]);
  const env = {
    ...Object.fromEntries(names),
    APACHE_PID_FILE: path.join(scratch, 'apache2.pid'),
    APACHE_RUN_USER: 'www-data',
    APACHE_RUN_GROUP: 'www-data',
  };
  const result = spawnSync(pathOf('apache2'), ['-d', folder, '-f', 'apache2.conf', '-t'], { env, encoding: 'utf8' });
  fs.rmSync(scratch, { recursive: true });
  assert.match(result.stderr, /Syntax OK/);
});

test('the tree of the example lacks nothing but its certificate', () => {
  const found = check('--root', path.join(folder, 'apache2.conf'));
  assert.deepEqual(
    found.map(({ code, file }) => [code, path.basename(file)]),
    [['tls-not-enabled', 'app.conf']],
  );
});

test('every deliberate mistake is found', () => {
  const file = path.join(folder, 'sites-available/mistakes.conf');
  const lines = fs.readFileSync(file, 'utf8').split('\n');
  const found = check(file).map(({ line }) => lines[line - 1]?.trim().split(' ')[0]);
  const wrong = lines.slice(5).flatMap((line) => /^\s+(?!SSLEngine)([A-Z]\w+)/.exec(line)?.[1] ?? []);
  assert.ok(wrong.length > 5);
  assert.deepEqual([...new Set(found)].sort(), wrong.sort());
});

function check(...parameters: string[]): Reported[] {
  const program = path.resolve('dist/apache-ls.js');
  const result = spawnSync(process.execPath, [program, 'check', '--format', 'json', ...parameters], {
    encoding: 'utf8',
  });
  assert.equal(result.stderr, '');
  return JSON.parse(result.stdout);
}
