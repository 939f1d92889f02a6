// Every layout is read whole and without a false alarm: where it belongs, copied with its root, and copied alone.
import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { describe, type TestContext, test } from 'node:test';
import { catalogue } from '../../server/src/catalogue/catalogue.ts';
import { evaluate } from '../../server/src/configuration/evaluate.ts';
import { pathOf } from '../../server/src/configuration/paths.ts';
import { check } from '../../server/src/rules/check.ts';
import { problems, type Row } from '../cli/run.ts';
import { Client } from '../protocol/client.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { copyLayout, diskAt, filesOf, type Layout, layouts, placeOf } from './layout.ts';

for (const layout of layouts) {
  describe(layout.name, () => {
    test('is right where it belongs', (context) => {
      const { configuration, reached } = readInPlace(layout, context);
      assert.deepEqual(reached, reachable(layout));
      assert.equal(configuration.isComplete, layout.isComplete, 'complete');
      assert.equal(configuration.isCopy, false, 'no copy');
      const alarms = check(configuration).filter(({ severity }) => severity !== 'hint');
      assert.deepEqual(
        alarms.map(({ file, message }) => `${file.uri} ${message}`),
        [],
      );
    });

    test('is right as a copy of the whole disk', (context) => {
      const folder = temporaryFolder(context);
      copyLayout(layout, folder);
      assert.deepEqual(told(problems(['--min-severity', 'warning', folder]), folder), []);
    });

    test('is right as a copy of its own folder', (context) => {
      const folder = copyOfFolder(layout, context);
      assert.deepEqual(told(problems(['--min-severity', 'warning', folder]), folder), []);
    });

    test('shows the mistakes that are planted, and no others', (context) => {
      const folder = copyOfFolder(layout, context, ['root', 'planted']);
      assert.deepEqual(told(problems(['--min-severity', 'warning', folder]), folder), layout.planted);
    });

    test('is one tree to the language server, from each of its files', async (context) => {
      const folder = copyOfFolder(layout, context);
      const client = await Client.start({ context, folder });
      const main = client.uri(path.relative(layout.folder, layout.main));
      for (const file of reachable(layout, layout.folder === '.' ? '' : `${layout.folder}/`)) {
        const uri = await client.open(path.relative(layout.folder, file));
        assert.equal(await client.request('apache/mainFile', { textDocument: { uri } }), main, file);
        const alarms = (await client.diagnostics(uri)).filter(({ severity }) => severity !== 4);
        assert.deepEqual(
          alarms.map(({ message }) => message),
          [],
          file,
        );
      }
      await client.stop();
    });
  });
}

/** The tree on a machine of that kind, and its files as the layout names them. */
function readInPlace(layout: Layout, context: TestContext) {
  const root = temporaryFolder(context);
  copyLayout(layout, root);
  const disk = diskAt(layout, root);
  const file = disk.read(placeOf(layout, layout.main));
  if (typeof file === 'string') throw new Error(`${layout.main}: ${file}`);
  const settings = { catalogue, defines: [], environment: {} };
  const configuration = evaluate({ file, isMain: true, context: 'server' }, settings, disk);
  const names = [...configuration.files.keys()].map((uri) =>
    (pathOf(uri) ?? '').slice(layout.at.length).replace(/^\//, ''),
  );
  return { configuration, reached: names.sort() };
}

/** Only the folder of the configuration, under another name. */
function copyOfFolder(layout: Layout, context: TestContext, parts?: readonly ('root' | 'planted')[]): string {
  const parent = temporaryFolder(context);
  const whole = path.join(parent, 'whole');
  copyLayout(layout, whole, parts);
  const folder = path.join(parent, 'server');
  fs.renameSync(path.join(whole, layout.folder), folder);
  fs.rmSync(whole, { recursive: true, force: true });
  return folder;
}

/** The configuration files of the layout that its main file reaches, in order. */
function reachable(layout: Layout, below = ''): string[] {
  const isReached = (name: string) => !layout.notReached.some((start) => name.startsWith(start));
  return filesOf(layout).filter((name) => name.startsWith(below) && isReached(name));
}

/** `FILE:LINE RULE` of each problem, the file as seen from `folder`. */
function told(rows: readonly Row[], folder: string): string[] {
  return rows.map(({ file, line, code }) => `${path.relative(folder, file)}:${line} ${code}`);
}
