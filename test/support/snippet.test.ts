// Proves that snippets expand here as they do in the editor.
import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { describe, test } from 'node:test';
import { expandSnippet } from './snippet.ts';

// Each case is a line: a snippet, an arrow, and its expansion or the word refused.
const lines = fs.readFileSync(path.join(process.cwd(), 'test/support/snippet.cases.txt'), 'utf8').trimEnd().split('\n');

describe('a snippet with its defaults', () => {
  for (const line of lines) {
    test(line, () => {
      const [body, expected] = line.split(' => ');
      assert.ok(body !== undefined && expected !== undefined);
      if (expected === 'refused') assert.throws(() => expandSnippet(body));
      else assert.equal(expandSnippet(body), expected);
    });
  }
});
