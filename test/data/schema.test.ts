// Proves that every data file has the shape that server/data/schema.json describes.
import * as assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020';
import { allDirectives, allParameters, dataFiles, readSchema } from './data-files.ts';

describe('a data file', () => {
  const validate = new Ajv2020({ allErrors: true, allowUnionTypes: true }).compile(readSchema());
  for (const { name, module } of dataFiles()) {
    test(`${name} is valid`, () => {
      validate(module);
      const errors = (validate.errors ?? []).map((error) => `${error.instancePath} ${error.message}`);
      assert.deepEqual(errors, []);
      assert.equal(name, `${module.module}.yaml`);
    });
  }

  test('is refused where a field is misspelt, missing or of a wrong type', () => {
    const [file] = dataFiles();
    assert.equal(validate(file?.module), true);
    for (const wrong of [{ sumary: 'X.' }, { summary: 'no capital.' }, { directives: { Name: {} } }]) {
      assert.equal(validate({ ...file?.module, ...wrong }), false);
    }
  });
});

describe('directives', () => {
  test('have names that are unique ignoring case', () => {
    const names = allDirectives().map(({ name }) => name.toLowerCase());
    assert.deepEqual(
      names.filter((name, index) => names.indexOf(name) !== index),
      [],
    );
  });

  for (const { name, module } of dataFiles()) {
    test(`are sorted in ${name}`, () => {
      const names = Object.keys(module.directives);
      assert.deepEqual(names, names.toSorted(byName));
    });
  }

  test('and parameters name the versions that brought or removed them in order', () => {
    const wrong = [...allDirectives(), ...allParameters()].filter(
      ({ data }) => data.since && data.removed && data.since.localeCompare(data.removed, 'en', { numeric: true }) >= 0,
    );
    assert.deepEqual(wrong, []);
  });
});

/** Ignoring case and brackets; a section stands before the directive of the same name. */
function byName(a: string, b: string): number {
  const [left, right] = [sortKey(a), sortKey(b)];
  return left < right ? -1 : left > right ? 1 : 0;
}

function sortKey(name: string): string {
  return name.replace(/[<>]/g, '').toLowerCase();
}
