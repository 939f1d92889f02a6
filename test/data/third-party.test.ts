// Proves that what is known of the modules of others is in order and takes no name of Apache's own.
import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { describe, test } from 'node:test';
import { parse } from 'yaml';
import { ThirdParty, type ThirdPartyModule } from '../../server/src/catalogue/third-party.ts';
import { allDirectives, dataFiles } from './data-files.ts';

const file = path.join(process.cwd(), 'server/data/third-party/modules.yaml');
const modules: readonly ThirdPartyModule[] = parse(fs.readFileSync(file, 'utf8'));

describe('the modules of others', () => {
  test('have the fields that the code reads, and no others', () => {
    const known = new Set(['module', 'identifiers', 'sources', 'directives']);
    for (const module of modules) {
      assert.deepEqual(
        Object.keys(module).filter((key) => !known.has(key)),
        [],
      );
      assert.match(module.module, /^mod_\w+$|^mpm_\w+$/);
      for (const list of [module.identifiers, module.directives]) assert.ok(list.length > 0, module.module);
    }
  });

  test('are sorted, and so are their directives', () => {
    const names = modules.map(({ module }) => module);
    assert.deepEqual(names, names.toSorted());
    for (const { directives } of modules) assert.deepEqual(directives, directives.toSorted(ignoringCase));
  });

  test('bring no directive and no module of Apache', () => {
    const thirdParty = new ThirdParty(modules);
    const taken = allDirectives().filter(({ name }) => thirdParty.ownerOf(name));
    assert.deepEqual(
      taken.map(({ name }) => name),
      [],
    );
    const own = dataFiles().flatMap(({ module }) => [module.identifier ?? '', module.source]);
    assert.deepEqual(
      own.filter((name) => thirdParty.module(name)),
      [],
    );
  });

  test('are found by directive, identifier and source', () => {
    const thirdParty = new ThirdParty(modules);
    assert.equal(thirdParty.ownerOf('PHP_Value')?.module, 'mod_php');
    assert.equal(thirdParty.ownerOf('passengerruby')?.module, 'mod_passenger');
    assert.equal(thirdParty.ownerOf('<Perl>')?.module, 'mod_perl');
    assert.equal(thirdParty.ownerOf('SeverAdmin'), undefined);
    assert.equal(thirdParty.module('php7_module')?.module, 'mod_php');
    assert.equal(thirdParty.module('mod_php7.c')?.module, 'mod_php');
  });
});

function ignoringCase(a: string, b: string): number {
  const [left, right] = [a.toLowerCase(), b.toLowerCase()];
  return left < right ? -1 : left > right ? 1 : 0;
}
