// The table of symbols is put together from tables of files: an edit must not touch the others, and must leave nothing stale.
import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { suite, test } from 'node:test';
import { catalogue } from '../../server/src/catalogue/catalogue.ts';
import type { Disk } from '../../server/src/configuration/disk.ts';
import { type Configuration, evaluate } from '../../server/src/configuration/evaluate.ts';
import { uriOf } from '../../server/src/configuration/paths.ts';
import { keyOf, type Occurrence } from '../../server/src/symbols/symbol.ts';
import { symbolsOf } from '../../server/src/symbols/table.ts';
import { succeed } from '../../server/src/syntax/parse.ts';
import { SourceFile } from '../../server/src/text/source-file.ts';
import { hostsText } from '../bench/trees.ts';
import { memoryDisk } from '../spec/memory-disk.ts';

const folder = '/etc/apache2';
const main = new SourceFile(uriOf(`${folder}/apache2.conf`), textOf('apache2.conf'));
/** Names a process through a variable, and in a word that is broken over two lines. */
const indirect = textOf('indirect.conf');
const sites = ['a', 'b', 'c'].map((name, index) => site(name, hostsText(120, index * 3)));

suite('the table of symbols', () => {
  test('keeps what it knows of parts that did not change', () => {
    const editor = new Editor(sites);
    const before = editor.table;
    const known = new Set(before.occurrences);
    assert.ok(known.size > 30, `only ${known.size} occurrences`);
    editor.type('a', editor.textOf('a').replace('WSGIProcessGroup host1', 'WSGIProcessGroup host7'));
    const anew = editor.table.occurrences.filter((occurrence) => !known.has(occurrence));
    // Those of the host in which something was typed.
    assert.ok(anew.length > 0 && anew.length < 12, `${anew.length} of ${known.size} were made anew`);
    assert.ok(anew.every(({ file }) => file.uri === uriIn('a')));
  });

  test('is after each edit what it is from scratch', () => {
    const editor = new Editor(sites);
    const first = editor.textOf('a');
    const edits = [first.replaceAll('host1', 'host7'), first + indirect, `\n${first}`, '', first];
    for (const text of edits) {
      editor.type('a', text);
      assert.deepEqual(plain(editor.table.occurrences), plain(new Editor(editor.files).table.occurrences));
      const { files, table } = editor;
      for (const file of files) assert.ok(table.in(file).every((one) => one.file === file));
    }
  });

  test('finds by name what a walk through all occurrences finds', () => {
    const { table } = new Editor([...sites, site('d', indirect)]);
    for (const name of ['host0', 'host7', 'WWW1.example.org', 'nobody']) {
      for (const kind of ['daemon-process', 'host'] as const) {
        const walked = table.occurrences.filter((one) => keyOf(one.kind, one.means) === keyOf(kind, name));
        assert.deepEqual(plain(table.named(kind, name).all), plain(walked), `${kind} ${name}`);
      }
    }
    assert.equal(table.named('daemon-process', 'host7').all.length, 4);
  });
});

const settings = { catalogue, defines: [], environment: {} };

/** A tree in which somebody types: each version of a file succeeds the one before it. */
class Editor {
  files: readonly SourceFile[];
  #configuration: Configuration | undefined;
  #generation = 1;
  readonly #disk: Disk;

  constructor(files: readonly SourceFile[]) {
    this.files = files.map(({ uri, text }) => new SourceFile(uri, text));
    const now = () => memoryDisk([main, ...this.files], folder);
    const generation = () => this.#generation;
    this.#disk = {
      read: (path) => now().read(path),
      state: (path) => now().state(path),
      list: (path) => now().list(path),
      isClosed: (path) => now().isClosed(path),
      realPath: (path) => path,
      pem: (path) => now().pem(path),
      get generation() {
        return generation();
      },
    };
  }

  get table() {
    const start = { file: main, isMain: true, context: 'server' } as const;
    this.#configuration = evaluate(start, settings, this.#disk, this.#configuration);
    return symbolsOf(this.#configuration);
  }

  textOf(name: string): string {
    return this.files.find(({ uri }) => uri === uriIn(name))?.text ?? '';
  }

  type(name: string, text: string): void {
    this.#generation++;
    this.files = this.files.map((file) => {
      if (file.uri !== uriIn(name)) return file;
      const next = new SourceFile(file.uri, text, file.version + 1);
      succeed(next, file);
      return next;
    });
  }
}

function uriIn(name: string): string {
  return uriOf(`${folder}/sites/${name}.conf`);
}

function textOf(name: string): string {
  return fs.readFileSync(path.join(process.cwd(), 'test/navigation', name), 'utf8');
}

function site(name: string, text: string): SourceFile {
  return new SourceFile(uriIn(name), text);
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
