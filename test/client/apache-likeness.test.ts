// Runs apache-likeness.md: every block under its first heading is Apache's, every one under its second is not.
import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { test } from 'node:test';
import { isClearlyApache, LINES } from '../../client/src/apache-likeness.ts';

const SPEC = fs.readFileSync(path.join(process.cwd(), 'test/client/apache-likeness.md'), 'utf8');

/** The blocks below a heading, each under the sentence that introduces it. */
function blocks(heading: string): Array<{ title: string; text: string }> {
  const section = SPEC.split(/^## /m).find((part) => part.startsWith(heading)) ?? '';
  const found = [...section.matchAll(/^(\S.*)\n\n```\n([\s\S]*?)```$/gm)];
  return found.map(([, title = '', text = '']) => ({ title, text }));
}

for (const [heading, expected, least] of [
  ["Apache's", true, 8],
  ["Not Apache's", false, 18],
] as const) {
  test(heading, async (t) => {
    const all = blocks(heading);
    assert.ok(all.length >= least, `only ${all.length} blocks found`);
    for (const { title, text } of all) {
      await t.test(title, () => {
        assert.equal(isClearlyApache(text), expected);
        assert.equal(isClearlyApache(text.replaceAll('\n', '\r\n')), expected, 'with CRLF');
        assert.equal(isClearlyApache(`\uFEFF${text}`), expected, 'with a byte order mark');
      });
    }
  });
}

test('only the first lines count, and a huge line takes no time', () => {
  const host = blocks("Apache's")[0]?.text ?? '';
  assert.equal(isClearlyApache('\n'.repeat(LINES) + host), false);
  const start = process.hrtime.bigint();
  for (const character of ['a', '<', ' ', '</a', '= ', '\\']) isClearlyApache(`x${character.repeat(100_000)}\n${host}`);
  assert.ok(process.hrtime.bigint() - start < 2_000_000_000n);
});
