// Debian's envvars: what the shell would export is known, and no text makes the reading fail.
import * as assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { describe, test } from 'node:test';
import { unknownDisk } from '../../server/src/configuration/disk.ts';
import { environmentBeside } from '../../server/src/configuration/envvars.ts';
import { uriOf } from '../../server/src/configuration/paths.ts';
import { SourceFile } from '../../server/src/text/source-file.ts';

const text = fs.readFileSync(path.join(process.cwd(), 'test/layouts/debian/root/etc/apache2/envvars'), 'utf8');

function environmentOf(content: string, folder: string) {
  const file = new SourceFile(uriOf(`${folder}/envvars`), content);
  return environmentBeside(`${folder}/apache2.conf`, { ...unknownDisk, read: () => file });
}

describe('envvars', () => {
  for (const folder of ['/etc/apache2', '/etc/apache2-blue']) {
    test(`gives what a shell exports for ${folder}`, () => {
      const known = [...environmentOf(text, folder)].filter(([, value]) => value !== undefined);
      assert.ok(known.length > 6);
      assert.deepEqual(
        Object.fromEntries(known),
        exported(
          known.map(([name]) => name),
          folder,
        ),
      );
    });
  }

  test('may be cut off anywhere', () => {
    for (let end = 0; end <= text.length; end++) environmentOf(text.slice(0, end), '/etc/apache2');
  });

  test('may have a word of any length', () => {
    assert.equal(environmentOf(`export A=${'a#'.repeat(100_000)}`, '/etc/apache2').get('A')?.length, 200_000);
  });
});

/** What a real shell exports under `names`. */
function exported(names: readonly string[], folder: string): Record<string, string | undefined> {
  const script = `${text}\nfor name in ${names.join(' ')}; do printenv "$name"; done`;
  const environment = { APACHE_CONFDIR: folder, PATH: process.env.PATH ?? '' };
  const { stdout } = spawnSync('/bin/sh', ['-c', script], { encoding: 'utf8', env: environment });
  return Object.fromEntries(
    stdout
      .trimEnd()
      .split('\n')
      .map((value, index) => [names[index], value]),
  );
}
