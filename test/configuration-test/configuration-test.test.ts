// The configuration test of the installed Apache: found, run, cancelled, and its verdict read.
import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { after, before, suite, test } from 'node:test';
import { readVerdict } from '../../client/src/configuration-test/output.ts';
import { findServerProgram } from '../../client/src/configuration-test/program.ts';
import { testConfiguration } from '../../client/src/configuration-test/run.ts';
import { columnsOf } from '../../client/src/configuration-test/span.ts';
import { createSandbox, type Sandbox } from '../support/apache.ts';
import { needs, pathOf } from '../support/programs.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

suite('a real configuration test', needs('apache2'), () => {
  let sandbox: Sandbox;
  const folders: (() => void)[] = [];
  before(async () => {
    sandbox = await createSandbox();
  });
  after(() => {
    for (const remove of folders) remove();
    sandbox.remove();
  });
  const folder = () => temporaryFolder({ after: (remove) => folders.push(remove as () => void) });
  const verdictOn = (file: string) =>
    testConfiguration({ program: pathOf('apache2'), mainFile: file, environment: process.env });
  const written = (name: string, lines: readonly string[]) => {
    const file = path.join(folder(), name);
    fs.writeFileSync(file, `${[`Include ${path.join(sandbox.folder, 'base.conf')}`, ...lines].join('\n')}\n`);
    return file;
  };

  test('accepts what Apache accepts', async () => {
    const verdict = await verdictOn(written('httpd.conf', ['ServerAdmin me@example.com']));
    assert.equal(verdict.isAccepted, true);
    assert.equal(verdict.complaint, undefined);
  });

  test('names the file, the line and the words of Apache', async () => {
    const file = written('httpd.conf', ['ServerAdmin me@example.com', 'SSLProtocol TLSv1.4']);
    const { isAccepted, complaint } = await verdictOn(file);
    assert.equal(isAccepted, false);
    assert.deepEqual(complaint, { file, line: 3, message: "SSLProtocol: Illegal protocol 'TLSv1.4'" });
  });

  test('names the included file, not the one that includes it', async () => {
    const included = path.join(folder(), 'site.conf');
    fs.writeFileSync(included, 'ServerAdmin me@example.com\n</Directory>\n');
    const { complaint } = await verdictOn(written('httpd.conf', [`Include ${included}`]));
    assert.equal(complaint?.file, included);
    assert.equal(complaint?.line, 2);
    assert.match(complaint?.message ?? '', /without matching/);
  });

  test('takes relative paths from the folder of the main file', async () => {
    const place = folder();
    const mainFile = path.join(place, 'httpd.conf');
    const beside = path.join(place, 'beside.conf');
    fs.writeFileSync(mainFile, 'Include beside.conf\n');
    fs.writeFileSync(beside, '</Directory>\n');
    assert.equal((await verdictOn(mainFile)).complaint?.file, beside);
  });

  test('passes names and variables on', async () => {
    const mainFile = written('httpd.conf', [
      '<IfDefine STRICT>',
      'ServerAdmin $' + '{ADMIN} $' + '{ADMIN}',
      '</IfDefine>',
    ]);
    const run = { program: pathOf('apache2'), mainFile, environment: { ...process.env, ADMIN: 'me@example.com' } };
    assert.equal((await testConfiguration(run)).isAccepted, true);
    const { complaint } = await testConfiguration({ ...run, defines: ['STRICT'] });
    assert.match(complaint?.message ?? '', /ServerAdmin takes one argument/);
  });

  test('tells of a complaint without a place', async () => {
    const { isAccepted, complaint } = await verdictOn(written('httpd.conf', ['User nobody-of-this-name']));
    assert.equal(isAccepted, false);
    assert.match(complaint?.message ?? '', /bad user name/);
  });

  test('is cancelled', async () => {
    const run = testConfiguration({
      program: pathOf('apache2'),
      mainFile: written('httpd.conf', []),
      environment: process.env,
      signal: AbortSignal.abort(),
    });
    await assert.rejects(run, /cancelled/);
  });
});

test('a run that prints no place is refused with what was printed', () => {
  assert.deepEqual(readVerdict('apache2: could not open document config file /x\n', 1), {
    isAccepted: false,
    complaint: { message: 'apache2: could not open document config file /x' },
    notes: ['apache2: could not open document config file /x'],
  });
});

test('a program that cannot be run is named', async () => {
  const run = testConfiguration({ program: '/nonexistent/httpd', mainFile: undefined, environment: {} });
  await assert.rejects(run, /\/nonexistent\/httpd cannot be run/);
});

test('finds the program on absolute folders of the PATH only, and takes no file that is not executable', (context) => {
  const folder = temporaryFolder(context);
  fs.writeFileSync(path.join(folder, 'apache2ctl'), '', { mode: 0o644 });
  fs.writeFileSync(path.join(folder, 'httpd'), '', { mode: 0o755 });
  const onPath = (value: string) => findServerProgram({ configured: '', path: value, platform: 'win32' });
  fs.writeFileSync(path.join(folder, 'httpd.exe'), '', { mode: 0o755 });
  assert.equal(onPath(folder), path.join(folder, 'httpd.exe'));
  assert.equal(onPath(path.relative(process.cwd(), folder)), undefined);
  const configured = path.join(folder, 'httpd');
  assert.equal(findServerProgram({ configured, path: '', platform: 'linux' }), configured);
  const notRunnable = { configured: path.join(folder, 'apache2ctl'), path: '', platform: 'linux' } as const;
  assert.throws(() => findServerProgram(notRunnable), /names no program that can be run/);
  assert.throws(() => findServerProgram({ configured: 'bin/httpd', path: '', platform: 'linux' }), /must be absolute/);
});

const rows = fs
  .readFileSync(path.join(process.cwd(), 'test/configuration-test/span.md'), 'utf8')
  .matchAll(/^\| `([^`]+)` \| (.+) \| `([^`]+)` \|$/gm);

for (const [, line = '', message = '', marked = ''] of rows) {
  test(`marks ${marked} in ${line.trim()}`, () => {
    const { start, end } = columnsOf(line, message.replaceAll('`', ''));
    assert.equal(line.slice(start, end), marked);
  });
}
