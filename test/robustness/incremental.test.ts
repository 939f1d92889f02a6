// Edits of a tree: what is kept from before the edit comes to the same as reading and checking everything from scratch.
import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { test } from 'node:test';
import { catalogue } from '../../server/src/catalogue/catalogue.ts';
import type { Disk } from '../../server/src/configuration/disk.ts';
import { type Configuration, evaluate } from '../../server/src/configuration/evaluate.ts';
import { isBefore } from '../../server/src/configuration/order.ts';
import type { Visit } from '../../server/src/configuration/visit.ts';
import { check, checkFile } from '../../server/src/rules/check.ts';
import type { Problem } from '../../server/src/rules/problem.ts';
import { symbolsOf } from '../../server/src/symbols/table.ts';
import { succeed } from '../../server/src/syntax/parse.ts';
import { SourceFile } from '../../server/src/text/source-file.ts';
import { chaptersOf } from '../spec/markdown.ts';
import { memoryDisk } from '../spec/memory-disk.ts';
import { treeText } from '../spec/tree-text.ts';
import { Random, seedOfThisRun } from './random.ts';
import { pieces } from './texts.ts';

const seed = seedOfThisRun();
const settings = { catalogue, defines: [], environment: {} };
const folder = 'file:///etc/apache2';
const written = path.join(process.cwd(), 'test/robustness/tree');

test('300 edits of trees', () => {
  const random = new Random(seed);
  for (let round = 0; round < 12; round++) {
    const tree = new EditedTree(startTexts(random));
    for (let edit = 0; edit < 25; edit++) {
      tree.edit(random);
      tree.compare(`SEED=${seed}, round ${round}, edit ${edit}`);
    }
  }
});

test('hosts that come before each other at the same place, until there is no room between their numbers', () => {
  const tree = new EditedTree(startTexts(new Random(seed)));
  for (let round = 0; round < 20; round++) {
    tree.repeatHost('sites/site.conf');
    tree.compare(`host ${round}`);
  }
});

/** A tree in which some files are edited, and its latest answer. */
class EditedTree {
  readonly #files: Map<string, SourceFile>;
  readonly #disk: Disk;
  #generation = 0;
  #latest: Configuration | undefined;
  /** The files that were edited since, where that is known. */
  #edited: Set<string> | undefined = new Set();

  constructor(texts: ReadonlyMap<string, string>) {
    this.#files = new Map([...texts].map(([name, text]) => [name, fileAt(name, text)]));
    this.#disk = this.#diskWith(this.#files);
  }

  /** One change, or several where somebody is faster than the answers. */
  edit(random: Random): void {
    const ways = [() => this.#moveLines(random), () => this.#rename(random), () => this.#replace(random)];
    if (random.below(10) === 0) random.oneOf(ways)();
    else this.#type(random);
    if (random.below(8) === 0) this.#edited = undefined;
    if (random.below(6) === 0) this.edit(random);
  }

  /** The host that a file begins with comes once more before it. */
  repeatHost(name: string): void {
    const text = this.#files.get(name)?.text ?? '';
    this.#write(name, text.slice(0, text.indexOf('\n</') + '\n</VirtualHost>\n'.length) + text);
  }

  /** An edit in one file. */
  #type(random: Random): void {
    const [name, file] = random.oneOf([...this.#files]);
    this.#write(name, edited(file, random));
  }

  /** Lines go from one file to another, a host with its names perhaps. */
  #moveLines(random: Random): void {
    const [from, source] = random.oneOf([...this.#files]);
    const starts = [...source.lineStarts, source.text.length];
    const first = random.below(starts.length);
    const [start = 0, end = 0] = [starts[first], starts[Math.min(starts.length - 1, first + 1 + random.below(12))]];
    this.#write(from, source.text.slice(0, start) + source.text.slice(end));
    const [to, target] = random.oneOf([...this.#files]);
    const at = random.oneOf(target.lineStarts);
    this.#write(to, target.text.slice(0, at) + source.text.slice(start, end) + target.text.slice(at));
  }

  #write(name: string, text: string): void {
    const earlier = this.#files.get(name);
    if (!earlier) return;
    const next = new SourceFile(earlier.uri, text, earlier.version + 1);
    succeed(next, earlier);
    this.#files.set(name, next);
    this.#edited?.add(next.uri);
  }

  /** A site gets another name on disk, and with it another place among the others. */
  #rename(random: Random): void {
    const [name, file] = random.oneOf([...this.#files].filter(([each]) => each.startsWith('sites/')));
    this.#files.delete(name);
    const next = `sites/${random.below(9)}-${name.slice('sites/'.length)}`;
    this.#files.set(next, fileAt(next, file.text));
    this.#generation++;
  }

  /** Another program writes a file. */
  #replace(random: Random): void {
    const [name, file] = random.oneOf([...this.#files]);
    this.#files.set(name, fileAt(name, edited(file, random)));
    this.#generation++;
  }

  /** The disk with `files` as they are whenever somebody asks. */
  #diskWith(files: ReadonlyMap<string, SourceFile>): Disk {
    const generation = () => this.#generation;
    const layout = () => memoryDisk([...files.values()], '/etc/apache2');
    return {
      get generation() {
        return generation();
      },
      read: (name) => files.get(name.slice('/etc/apache2/'.length)) ?? 'missing',
      state: (name) => layout().state(name),
      list: (name) => layout().list(name),
      isClosed: () => false,
      realPath: (name) => name,
      pem: () => 'unknown',
    };
  }

  compare(what: string): void {
    const disk = this.#disk;
    const main = this.#main(this.#files);
    const start = { file: main, isMain: true, context: 'server' } as const;
    this.#latest = evaluate(start, settings, disk, this.#latest, this.#edited);
    this.#edited = new Set();
    const copies = new Map([...this.#files].map(([name, { uri, text }]) => [name, new SourceFile(uri, text)]));
    const afresh = evaluate({ ...start, file: this.#main(copies) }, settings, this.#diskWith(copies));
    assert.equal(readingText(this.#latest), readingText(afresh), `reading: ${what}`);
    assert.ok(isInOrder(this.#latest.visits), `order of reading: ${what}`);
    const all = check(afresh);
    // The main file includes all others, so that it is told of an error in any.
    const ofMain = all.filter(({ file }) => file === afresh.start.file);
    assert.equal(problemsText(checkFile(afresh, afresh.start.file)), problemsText(ofMain), `main file: ${what}`);
    for (const [name, file] of this.#files) {
      const copy = copies.get(name);
      if (!copy) continue;
      assert.equal(treeText(file), treeText(copy), `tree of ${name}: ${what}`);
      assert.equal(
        problemsText(checkFile(this.#latest, file)),
        problemsText(checkFile(afresh, copy)),
        `${name}: ${what}`,
      );
    }
    assert.equal(problemsText(check(this.#latest)), problemsText(all), `all problems: ${what}`);
    assert.equal(symbolsText(this.#latest), symbolsText(afresh), `symbols: ${what}`);
  }

  #main(files: ReadonlyMap<string, SourceFile>): SourceFile {
    const file = files.get('apache2.conf');
    assert.ok(file);
    return file;
  }
}

/** Says whether the numbers of what is read tell in which order. */
function isInOrder(visits: readonly Visit[]): boolean {
  return visits.every((visit, index) => {
    const before = visits[index - 1];
    return before === undefined || isBefore(before, visit);
  });
}

function fileAt(name: string, text: string): SourceFile {
  return new SourceFile(`${folder}/${name}`, text);
}

/** The tree as written, with sites of blocks of the rules' pages. */
function startTexts(random: Random): Map<string, string> {
  const names = fs.readdirSync(written);
  const texts = names.map((name): [string, string] => [
    name === 'site.conf' ? 'sites/site.conf' : name,
    fs.readFileSync(path.join(written, name), 'utf8'),
  ]);
  const blocks = [0, 1, 2].map((number): [string, string] => [
    `sites/${number}.conf`,
    [0, 1, 2, 3].map(() => random.oneOf(pageBlocks)).join('\n'),
  ]);
  return new Map([...texts, ...blocks]);
}

const rulesFolder = path.join(process.cwd(), 'server/src/rules');

/** What the pages of the rules report and find fine. */
const pageBlocks = fs
  .readdirSync(rulesFolder)
  .filter((name) => name.endsWith('.md'))
  .flatMap((name) => chaptersOf(fs.readFileSync(path.join(rulesFolder, name), 'utf8')))
  .flatMap(({ parts }) => parts)
  .flatMap((part) => (part.type === 'block' && part.block.language === 'apache' ? [`${part.block.body}\n`] : []));

const pageLines = pageBlocks.flatMap((block) => block.split('\n')).filter((line) => line.trim() !== '');

/** The text after one change: a piece or a line more, a line less, a line twice, two lines swapped, or some letters less. */
function edited({ text, lineStarts }: SourceFile, random: Random): string {
  const line = random.below(lineStarts.length);
  const [start = 0, end = text.length, next = text.length] = lineStarts.slice(line, line + 3);
  const at = start + random.below(end - start + 1);
  const ways = [
    () => text.slice(0, at) + random.oneOf(pieces.filter((piece) => piece.length < 100)) + text.slice(at),
    () => `${text.slice(0, start) + random.oneOf(pageLines)}\n${text.slice(start)}`,
    () => text.slice(0, start) + text.slice(end),
    () => text.slice(0, end) + text.slice(start, end) + text.slice(end),
    () => text.slice(0, start) + text.slice(end, next) + text.slice(start, end) + text.slice(next),
    () => text.slice(0, at) + text.slice(Math.min(text.length, at + 1 + random.below(3))),
    () => `${text.slice(0, at)}x${text.slice(at)}`,
  ];
  return random.oneOf(ways)();
}

function readingText({ visits, files, isWholeTree, isComplete, includes }: Configuration): string {
  const lines = visits.map(
    ({ file, line, certainty, scope, words }) =>
      `${file.uri} ${line.start}-${line.end} ${certainty} ${scope.context} ${line.text} ${words.map(({ span }) => span.start)}`,
  );
  const links = includes.map(({ visit, paths, failure }) => `${visit.line.start} ${paths} ${failure}`);
  return [...files.keys(), String(isWholeTree), String(isComplete), ...links.sort(), ...lines].join('\n');
}

function problemsText(problems: readonly Problem[]): string {
  const texts = problems.map(({ rule, severity, message, file, span, fixes = [], related = [] }) => {
    const edits = fixes.flatMap((fix) => [
      fix.title,
      ...fix.edits.map((edit) => `${edit.uri} ${edit.span.start}-${edit.span.end} ${edit.text}`),
    ]);
    const places = related.map((each) => `${each.file.uri} ${each.span.start}-${each.span.end} ${each.message}`);
    return [`${file.uri} ${span.start}-${span.end} ${rule} ${severity} ${message}`, ...edits, ...places].join('\n  ');
  });
  return texts.sort().join('\n');
}

function symbolsText(configuration: Configuration): string {
  return symbolsOf(configuration)
    .occurrences.map(({ file, name, span }) => `${file.uri} ${span.start}-${span.end} ${name}`)
    .sort()
    .join('\n');
}
