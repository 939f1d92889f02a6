// Half-typed, mangled and meaningless texts: nothing throws, and every answer lies inside the text.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decode } from '../../server/src/host/node-disk.ts';
import { applied } from '../../server/src/lsp/documents.ts';
import { SourceFile } from '../../server/src/text/source-file.ts';
import { treeText } from '../spec/tree-text.ts';
import { examineAt, examineFile, placeOf } from './examine.ts';
import { Random, seedOfThisRun } from './random.ts';
import { largeText, pieces, specTexts } from './texts.ts';

const uri = 'file:///etc/apache2/apache2.conf';
const seed = seedOfThisRun();
console.log(`SEED=${seed}`);

test('every prefix of every spec', () => {
  for (const text of specTexts()) {
    for (let end = 0; end <= text.length; end++) {
      const place = placeOf(new SourceFile(uri, text.slice(0, end)));
      explained(place.file.text, () => {
        examineFile(place);
        examineAt(place, end);
      });
    }
  }
});

test('every third offset of every spec', () => {
  for (const text of specTexts()) {
    const place = placeOf(new SourceFile(uri, text));
    explained(text, () => {
      for (let offset = 0; offset <= text.length; offset += 3) examineAt(place, offset);
    });
  }
});

test('2,000 random edits', () => {
  const random = new Random(seed);
  const starts = [...specTexts(), ...Array.from({ length: 20 }, () => excerpt(random))];
  for (let round = 0; round < 200; round++) {
    let file = new SourceFile(uri, random.oneOf(starts));
    for (let edit = 0; edit < 10; edit++) file = examinedEdit(file, random);
  }
});

test('random edits of a large text', () => {
  const random = new Random(seed + 1);
  let file = new SourceFile(uri, largeText());
  assert.ok(file.text.length > 20_000);
  for (let edit = 0; edit < 20; edit++) file = examinedEdit(file, random);
});

test('arbitrary bytes', () => {
  const random = new Random(seed + 2);
  for (let round = 0; round < 300; round++) {
    const bytes = Buffer.from(Array.from({ length: random.below(300) }, () => random.below(256)));
    const place = placeOf(new SourceFile(uri, decode(bytes)));
    explained(place.file.text, () => {
      examineFile(place);
      examineAt(place, random.below(place.file.text.length + 1));
    });
  }
});

test('parsing is a pure function', () => {
  const random = new Random(seed + 3);
  for (const text of [...specTexts(), excerpt(random), largeText()]) {
    assert.equal(treeText(new SourceFile(uri, text)), treeText(new SourceFile(uri, text)));
  }
});

function excerpt(random: Random): string {
  const text = largeText();
  const start = random.below(text.length);
  return text.slice(start, start + 2_000);
}

/** Makes one change as an editor sends it, compares it with plain string work, and asks everything. */
function examinedEdit(file: SourceFile, random: Random): SourceFile {
  const start = placeInLine(file, random.below(file.text.length + 1));
  const length = random.below(3) === 0 ? random.below(40) : 0;
  const end = Math.max(start, placeInLine(file, Math.min(file.text.length, start + length)));
  const text = random.oneOf(pieces);
  const range = { start: file.positionAt(start), end: file.positionAt(end) };
  const next = new SourceFile(uri, applied(file, [{ range, text }]), file.version + 1);
  const expected = (file.text.slice(0, start) + text + file.text.slice(end)).replace(/\r(?!\n)/g, '\n');
  assert.equal(next.text, expected, `an edit at ${start}-${end}`);
  const place = placeOf(next);
  explained(next.text, () => {
    examineFile(place);
    for (let count = 0; count < 5; count++) examineAt(place, random.below(next.text.length + 1));
    examineAt(place, start + text.length);
  });
  return next;
}

/** No position of an editor lies between a carriage return and its line feed. */
function placeInLine(file: SourceFile, offset: number): number {
  return file.text.slice(offset - 1, offset + 1) === '\r\n' ? offset - 1 : offset;
}

/** Adds the text that an answer was wrong for, and the seed, to its error. */
function explained(text: string, examine: () => void): void {
  try {
    examine();
  } catch (error) {
    const shown = text.length > 2_000 ? `${text.length} characters` : JSON.stringify(text);
    const reason = error instanceof Error ? error.stack : String(error);
    throw new Error(`SEED=${seed}: ${shown}\n${reason}`, { cause: error });
  }
}
