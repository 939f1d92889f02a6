// Proves that our own check accepts every example of the documentation.
import * as assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { catalogue } from '../../server/src/catalogue/catalogue.ts';
import { unknownDisk } from '../../server/src/configuration/disk.ts';
import { evaluate } from '../../server/src/configuration/evaluate.ts';
import { check } from '../../server/src/rules/check.ts';
import { parse } from '../../server/src/syntax/parse.ts';
import { walk } from '../../server/src/syntax/tree.ts';
import { SourceFile } from '../../server/src/text/source-file.ts';
import { allDirectives, dataFiles } from './data-files.ts';

const settings = { catalogue, defines: [], environment: {} };

describe('the example of', () => {
  for (const { name, data } of allDirectives()) {
    if (data.example === undefined) continue;
    test(name, () => {
      const file = new SourceFile('file:///srv/example/fragment', data.example ?? '');
      assert.deepEqual(parse(file).errors, []);
      const unknown = [...walk(parse(file).nodes)].filter((node) => !catalogue.entryOf(node)).map((node) => node.name);
      assert.deepEqual(unknown, []);
      const configuration = evaluate({ file, isMain: false, context: 'server' }, settings, unknownDisk);
      const errors = check(configuration).filter((problem) => problem.severity === 'error');
      assert.deepEqual(
        errors.map((problem) => `${file.positionAt(problem.span.start).line + 1}: ${problem.message}`),
        [],
      );
    });
  }
});

describe('the usual arguments of', () => {
  const lists = allDirectives().flatMap(({ name, data }) =>
    Object.keys(data.usual ?? {}).map((list) => `${name} ${list}`),
  );
  for (const line of lists) {
    test(line, () => {
      const file = new SourceFile('file:///srv/example/fragment', `${line}\n`);
      const configuration = evaluate({ file, isMain: false, context: 'unknown' }, settings, unknownDisk);
      assert.deepEqual(check(configuration), []);
    });
  }
  test('some directive are told', () => assert.ok(lists.length > 0));
});

describe('every example', () => {
  test('shows the directive that it documents, or what replaces one that no Apache 2.4 knows', () => {
    const silent = allDirectives().filter(({ name, data }) => {
      if (data.example === undefined || /^2\.[0-3]\./.test(data.removed ?? '')) return false;
      const file = new SourceFile('file:///srv/example/fragment', data.example);
      const bare = name.replace(/[<>]/g, '').toLowerCase();
      return ![...walk(parse(file).nodes)].some((node) => node.name.toLowerCase() === bare);
    });
    assert.deepEqual(
      silent.map(({ name }) => name),
      [],
    );
  });

  test('is in the catalogue that was built', () => {
    assert.equal(catalogue.modules.length, dataFiles().length);
    const stale = allDirectives().filter(({ name, data }) => catalogue.directive(name)?.example !== data.example);
    assert.deepEqual(
      stale.map(({ name }) => name),
      [],
    );
  });
});
