// Proves that every snippet is a configuration that a real Apache and our own check accept as it is inserted.
import * as assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { createSandbox, type Sandbox } from '../support/apache.ts';
import { needs } from '../support/programs.ts';
import { readSnippets } from '../support/snippets.ts';

const snippets = readSnippets();

test('each name to type is used once, and each description is one sentence', () => {
  assert.equal(new Set(snippets.map((snippet) => snippet.completion)).size, snippets.length);
  for (const { completion, description } of snippets) {
    assert.match(completion, /^[a-z]+(-[a-z]+)*$/);
    assert.match(description, /^[A-Z][^.]*(\.\d+[^.]*)*\.$/);
  }
});

describe('Apache accepts the snippet', needs('apache2', 'openssl'), () => {
  let sandbox: Sandbox;
  before(async () => {
    sandbox = await createSandbox();
  });
  after(() => sandbox.remove());

  for (const { completion, text } of snippets) {
    test(completion, async () => {
      // No variable of the environment is set, so one that a snippet relied on would be a warning here.
      const { ok, line, message, warnings } = await sandbox.check(sandbox.materialise(text));
      assert.deepEqual({ ok, line, message, warnings }, { ok: true, line: undefined, message: '', warnings: [] });
    });
  }
});

const program = path.join(process.cwd(), 'dist/apache-ls.js');
const unbuilt = fs.existsSync(program) ? false : 'skipped: npm run build';

describe('our check finds no error in the snippet', { skip: unbuilt }, () => {
  let problems: readonly Problem[];
  before(() => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'snippets-'));
    const files = snippets.map(({ completion }) => path.join(folder, `${completion}.conf`));
    for (const [index, { text }] of snippets.entries()) fs.writeFileSync(files[index] ?? '', text);
    const run = spawnSync(process.execPath, [program, 'check', '--format', 'json', ...files], { encoding: 'utf8' });
    fs.rmSync(folder, { recursive: true });
    problems = JSON.parse(run.stdout) as readonly Problem[];
  });

  for (const { completion } of snippets) {
    test(completion, () => {
      const own = problems.filter(({ file }) => path.basename(file) === `${completion}.conf`);
      assert.deepEqual(
        own.filter(({ severity }) => severity === 'error').map(({ line, message }) => `${line}: ${message}`),
        [],
      );
    });
  }
});

interface Problem {
  readonly file: string;
  readonly severity: string;
  readonly line: number;
  readonly message: string;
}
