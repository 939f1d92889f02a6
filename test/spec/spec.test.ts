// Runs every spec below test/spec; UPDATE_SPECS=1 writes what the server answers instead.
import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { suite, test } from 'node:test';
import { type Chapter, chaptersOf, markdownOf } from './markdown.ts';
import { answered } from './runner.ts';

const folder = path.join(process.cwd(), 'test/spec');
const isUpdate = process.env.UPDATE_SPECS === '1';

const files = fs
  .readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.md') && path.basename(name) !== 'README.md')
  .sort();

for (const name of files) suite(name, () => runFile(path.join(folder, name)));

test('there are specs', () => {
  assert.ok(files.length >= 10, `only ${files.length} files`);
});

function runFile(file: string): void {
  const markdown = fs.readFileSync(file, 'utf8');
  const chapters = chaptersOf(markdown);
  if (isUpdate) {
    fs.writeFileSync(file, markdownOf(chapters.map(updated)));
    return;
  }
  for (const chapter of chapters) {
    if (!chapter.parts.some((part) => part.type === 'block')) continue;
    test(`${chapter.title} (line ${chapter.line})`, () => {
      const answer = answered(chapter);
      assert.ok(answer, 'the blocks under this heading are no spec');
      assert.equal(markdownOf([chapter]), markdownOf([answer]));
    });
  }
  test('is read and written back unchanged', () => assert.equal(markdownOf(chapters), markdown));
}

/** The chapter with the answers of now; one that fails stays as it is and its test says why. */
function updated(chapter: Chapter): Chapter {
  try {
    return answered(chapter) ?? chapter;
  } catch (error) {
    test(`${chapter.title} (line ${chapter.line})`, () => assert.fail(error instanceof Error ? error : String(error)));
    return chapter;
  }
}
