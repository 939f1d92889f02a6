// The table of symbols is put together from tables of files: an edit must not touch the others, and must leave nothing stale.
import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { suite, test } from 'node:test';
import { catalogue } from '../../server/src/catalogue/catalogue.ts';
import { evaluate } from '../../server/src/configuration/evaluate.ts';
import { uriOf } from '../../server/src/configuration/paths.ts';
import { keyOf, type Occurrence } from '../../server/src/symbols/symbol.ts';
import { symbolsOf } from '../../server/src/symbols/table.ts';
import { SourceFile } from '../../server/src/text/source-file.ts';
import { hostsText } from '../bench/trees.ts';
import { memoryDisk } from '../spec/memory-disk.ts';

const folder = '/etc/apache2';
const main = new SourceFile(uriOf(`${folder}/apache2.conf`), textOf('apache2.conf'));
/** Names a process through a variable, and in a word that is broken over two lines. */
const indirect = textOf('indirect.conf');
const sites = ['a', 'b', 'c'].map((name, index) => site(name, hostsText(120, index * 3)));

suite('the table of symbols', () => {
  test('keeps what it knows of files that did not change', () => {
    const before = tableOf(sites);
    assert.ok(before.occurrences.length > 30, `only ${before.occurrences.length} occurrences`);
    const [first, ...others] = sites;
    assert.ok(first);
    const after = tableOf([site('a', `\n${first.text}`), ...others]);
    for (const file of others) {
      assert.deepEqual(
        after.in(file).map((occurrence, index) => occurrence === before.in(file)[index]),
        after.in(file).map(() => true),
      );
    }
  });

  test('is after each edit what it is from scratch', () => {
    const [first, second, third] = sites;
    assert.ok(first && second && third);
    const edits: readonly (readonly SourceFile[])[] = [
      sites,
      [site('a', first.text.replaceAll('host1', 'host7')), second, third],
      [site('a', first.text + indirect), second, third],
      [first, second],
      sites,
    ];
    for (const files of edits) {
      const fresh = files.map(({ uri, text }) => new SourceFile(uri, text));
      assert.deepEqual(plain(tableOf(files).occurrences), plain(tableOf(fresh).occurrences));
    }
  });

  test('finds by name what a walk through all occurrences finds', () => {
    const table = tableOf([...sites, site('d', indirect)]);
    for (const name of ['host0', 'host7', 'WWW1.example.org', 'nobody']) {
      for (const kind of ['daemon-process', 'host'] as const) {
        const walked = table.occurrences.filter((one) => keyOf(one.kind, one.means) === keyOf(kind, name));
        assert.deepEqual(plain(table.named(kind, name).all), plain(walked), `${kind} ${name}`);
      }
    }
    assert.equal(table.named('daemon-process', 'host7').all.length, 4);
  });
});

function textOf(name: string): string {
  return fs.readFileSync(path.join(process.cwd(), 'test/navigation', name), 'utf8');
}

function site(name: string, text: string): SourceFile {
  return new SourceFile(uriOf(`${folder}/sites/${name}.conf`), text);
}

function tableOf(files: readonly SourceFile[]) {
  const settings = { catalogue, defines: [], environment: {} };
  const start = { file: main, isMain: true, context: 'server' } as const;
  return symbolsOf(evaluate(start, settings, memoryDisk([main, ...files], folder)));
}

function plain(occurrences: readonly Occurrence[]) {
  return occurrences.map(({ kind, role, name, file, span, owner, isWritten }) => ({
    kind,
    role,
    name,
    uri: file.uri,
    span,
    owner: owner?.line.text,
    isWritten,
  }));
}
