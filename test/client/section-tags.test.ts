// Which closing line Enter adds, case by case in section-tags.md.
import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { test } from 'node:test';
import { closingLineFor } from '../../client/src/section-tags.ts';

const page = fs.readFileSync(path.join(process.cwd(), 'test/client/section-tags.md'), 'utf8');
const cases = page.matchAll(/^## (.+)\n\n```apache\n([\s\S]*?)```\n\n```text\n([\s\S]*?)```/gm);

for (const [, title = '', text = '', expected = ''] of cases) {
  test(title, () => {
    const lines = text.split('\n');
    const index = lines.findIndex((line) => line.includes('<|>'));
    const plain = lines.map((line) => line.replace('<|>', ''));
    assert.equal(closingLineFor(plain, index) ?? '', expected.replace(/\n$/, ''));
  });
}
