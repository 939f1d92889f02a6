// Symbolic links behind an Include: the checker says what Apache says, and always comes to an end.
import * as assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { describe, type TestContext, test } from 'node:test';
import { problems } from '../cli/run.ts';
import { loadModuleLines } from '../support/apache-modules.ts';
import { needs, pathOf } from '../support/programs.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

interface Case {
  readonly name: string;
  readonly line: string;
  readonly links: Readonly<Record<string, string>>;
  /** The rules that tell of it; Apache refuses it if there is one. */
  readonly told: readonly string[];
}

const home = path.join(process.cwd(), 'test/links');
const cases: readonly Case[] = JSON.parse(fs.readFileSync(path.join(home, 'cases.json'), 'utf8'));

describe('an Include of', () => {
  for (const { name, line, links, told } of cases) {
    test(name, (context) => {
      const main = lay(line, links, context);
      assert.deepEqual([...new Set(problems(['--root', main]).map(({ code }) => code))], told);
    });
  }
});

describe('Apache agrees on', needs('apache2'), () => {
  for (const { name, line, links, told } of cases) {
    test(name, (context) => assert.equal(isAccepted(lay(line, links, context)), told.length === 0));
  }
});

test('what a link leads to may be where the copy comes from', (context) => {
  const folder = temporaryFolder(context);
  fs.mkdirSync(path.join(folder, 'mods-enabled'));
  fs.symlinkSync('../mods-available/perl.load', path.join(folder, 'mods-enabled/perl.load'));
  fs.writeFileSync(path.join(folder, 'modules'), loadModuleLines());
  const main = path.join(folder, 'apache2.conf');
  fs.copyFileSync(path.join(home, 'copy.conf'), main);
  assert.deepEqual(problems(['--root', main]), []);
});

test('what lies outside of the folder of a copy may be there on its server', (context) => {
  const folder = temporaryFolder(context);
  for (const name of ['etc', 'sites']) fs.mkdirSync(path.join(folder, name));
  const main = path.join(folder, 'etc/apache2.conf');
  fs.writeFileSync(main, 'Include ../sites/*.conf\n');
  assert.deepEqual(problems(['--root', main]), []);
});

/** A server root with the links in it; gives the path of its main file. */
function lay(line: string, links: Case['links'], context: TestContext): string {
  const folder = temporaryFolder(context);
  for (const name of ['site.conf', 'circle.conf']) fs.copyFileSync(path.join(home, name), path.join(folder, name));
  for (const [link, target] of Object.entries(links)) {
    fs.mkdirSync(path.dirname(path.join(folder, link)), { recursive: true });
    fs.symlinkSync(target, path.join(folder, link));
  }
  fs.writeFileSync(path.join(folder, 'modules'), loadModuleLines());
  const main = path.join(folder, 'httpd.conf');
  fs.writeFileSync(main, `ServerRoot ${folder}\nInclude modules\n${line}\n`);
  return main;
}

function isAccepted(main: string): boolean {
  const folder = path.dirname(main);
  const settings = ['ServerName localhost', `DefaultRuntimeDir ${folder}`, 'ErrorLog /dev/null', 'Listen 127.0.0.1:8'];
  const words = settings.flatMap((setting) => ['-c', setting]);
  const { status, stderr } = spawnSync(pathOf('apache2'), ['-t', '-d', folder, '-f', main, ...words], {
    encoding: 'utf8',
    env: {},
  });
  assert.match(stderr, status === 0 ? /Syntax OK/ : /Syntax error on line 3 of/);
  return status === 0;
}
