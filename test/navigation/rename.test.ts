// Renames in real files and asks a real Apache what it reads before and after.
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { after, before, suite, test } from 'node:test';
import { promisify } from 'node:util';
import { uriOf } from '../../server/src/configuration/paths.ts';
import { rename } from '../../server/src/features/rename.ts';
import { Workspace } from '../../server/src/lsp/workspace.ts';
import { matchings } from '../../server/src/symbols/symbol.ts';
import { symbolsOf } from '../../server/src/symbols/table.ts';
import { type Chapter, chaptersOf } from '../spec/markdown.ts';
import { WrittenText } from '../spec/written-text.ts';
import { createSandbox, type Sandbox } from '../support/apache.ts';
import { needs, pathOf } from '../support/programs.ts';

const chapters = chaptersOf(fs.readFileSync(path.join(process.cwd(), 'test/navigation/rename.md'), 'utf8')).filter(
  ({ parts }) => parts.some(({ type }) => type === 'block'),
);

suite('renames in real files', needs('apache2', 'openssl'), () => {
  let sandbox: Sandbox;
  before(async () => {
    sandbox = await createSandbox();
  });
  after(() => sandbox.remove());
  for (const chapter of chapters) test(chapter.title, () => examine(chapter, sandbox));
});

async function examine(chapter: Chapter, sandbox: Sandbox): Promise<void> {
  const folder = fs.mkdtempSync(path.join(sandbox.folder, 'work', 'r'));
  const cursor = writeFiles(chapter, folder);
  const before = await dumpOf(folder, sandbox);
  const { kind, name, newName } = renameAt(cursor, newNameIn(chapter), folder);
  const afterwards = await dumpOf(folder, sandbox);
  const isInText = !['variable', 'macro', 'macro-parameter'].includes(kind);
  assert.equal(new RegExp(`\\b${name}\\b`, 'i').test(before), isInText, `what Apache reads:\n${before}`);
  // A variable may be found behind a prefix; what is longer than the name is another name.
  const flags = matchings[kind].ignoresCase ? 'gi' : 'g';
  assert.equal(afterwards, before.replace(new RegExp(`(?<=\\b(?:REDIRECT_)?)${name}\\b`, flags), newName));
}

interface Cursor {
  readonly file: string;
  readonly offset: number;
}

/** Writes the blocks of the chapter into `folder`, and tells where its cursor stands. */
function writeFiles({ title, parts }: Chapter, folder: string): Cursor {
  let cursor: Cursor | undefined;
  fs.mkdirSync(path.join(folder, 'logs'));
  for (const part of parts) {
    if (part.type !== 'block') continue;
    const written = new WrittenText(part.block.body);
    const file = path.join(folder, part.block.info);
    const head = part.block.info === 'httpd.conf' ? `ServerRoot "${folder}"\n` : '';
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, head + written.text);
    if (written.cursor !== undefined) cursor = { file, offset: head.length + written.cursor };
  }
  assert.ok(cursor, `there is no cursor in ${title}`);
  return cursor;
}

function newNameIn({ title, parts }: Chapter): string {
  const lines = parts.flatMap((part) => (part.type === 'prose' ? part.text.split('\n') : []));
  const name = lines.map((line) => /^rename: (.+)$/.exec(line)?.[1]).find((found) => found !== undefined);
  assert.ok(name, `there is no new name in ${title}`);
  return name;
}

/** Renames what stands at the cursor, in the files. */
function renameAt(cursor: Cursor, newName: string, folder: string) {
  const workspace = new Workspace(() => undefined);
  workspace.configure({ folders: [uriOf(folder)] });
  const file = workspace.fileAt(uriOf(cursor.file));
  assert.ok(file);
  const place = { file, configuration: workspace.configurationOf(file) };
  const [symbol] = symbolsOf(place.configuration).at(file, cursor.offset);
  assert.ok(symbol, 'nothing stands at the cursor');
  const edits = rename(place, cursor.offset, newName, {
    writeObstacle: (uri) => workspace.writeObstacle(uri),
    configurations: workspace.configurations([]),
  });
  assert.ok(!('refusal' in edits), 'refusal' in edits ? edits.refusal : '');
  for (const edit of [...edits].sort((a, b) => b.span.start - a.span.start)) {
    const target = path.join(folder, decodeURIComponent(edit.uri.slice(uriOf(folder).length)));
    const text = fs.readFileSync(target, 'utf8');
    fs.writeFileSync(target, text.slice(0, edit.span.start) + edit.text + text.slice(edit.span.end));
  }
  return { kind: symbol.kind, name: symbol.name.toLowerCase(), newName };
}

/** The directives as Apache has read them, macros and variables replaced, without the lines that say where they stood. */
async function dumpOf(folder: string, sandbox: Sandbox): Promise<string> {
  const base = `Include "${path.join(sandbox.folder, 'base.conf')}"`;
  const args = ['-d', sandbox.folder, '-C', base, '-f', path.join(folder, 'httpd.conf'), '-t', '-DDUMP_CONFIG'];
  const { stdout, stderr } = await promisify(execFile)(pathOf('apache2'), args, { timeout: 30_000, env: {} }).catch(
    (error) => assert.fail(`Apache refuses: ${error.stdout}${error.stderr}`),
  );
  assert.match(stdout + stderr, /Syntax OK/);
  return stdout
    .split('\n')
    .filter((line) => !line.trimStart().startsWith('#'))
    .join('\n');
}
