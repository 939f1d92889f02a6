// Proves the exit status and the messages of `apache-ls` for good, bad and unreadable input.
import * as assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { describe, test } from 'node:test';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { problems, program, run, samples } from './run.ts';

describe('the exit status is', () => {
  test('0 where nothing is wrong', () => assert.equal(run(['check', 'clean.conf']).status, 0));

  test('0 where there are only warnings', () => {
    assert.ok(problems(['warnings.conf']).some(({ severity }) => severity === 'warning'));
    assert.equal(run(['check', 'warnings.conf']).status, 0);
  });

  test('0 where comments ignore what is wrong', () => {
    assert.deepEqual(problems(['ignored.conf']), []);
    assert.equal(run(['check', 'ignored.conf']).status, 0);
  });

  test('1 where there is an error', () => assert.equal(run(['check', 'errors.conf']).status, 1));

  test('1 for each format', () => {
    for (const format of ['text', 'json', 'sarif', 'github']) {
      assert.equal(run(['check', '--format', format, 'errors.conf']).status, 1);
    }
  });
});

test('a check needs no file of the language server', (context) => {
  const folder = temporaryFolder(context);
  for (const name of ['apache-ls.js', 'catalogue.json'])
    fs.copyFileSync(path.join(path.dirname(program), name), path.join(folder, name));
  const { status, stderr } = spawnSync(process.execPath, [path.join(folder, 'apache-ls.js'), 'check', 'clean.conf'], {
    cwd: samples,
    encoding: 'utf8',
  });
  assert.equal(stderr, '');
  assert.equal(status, 0);
});

describe('bad usage gets status 2, the reason and where to read more:', () => {
  const cases: readonly (readonly [readonly string[], RegExp])[] = [
    [[], /no command given/],
    [['chekc'], /unknown command chekc/],
    [['check'], /no PATH given/],
    [['check', '--format', 'xml', 'clean.conf'], /--format takes text, json, sarif, github; given: xml/],
    [['check', '--format'], /--format/],
    [['check', '--min-severity', 'fatal', 'clean.conf'], /--min-severity takes .*; given: fatal/],
    [['check', '--apache-version', 'two', 'clean.conf'], /--apache-version takes a version .*; given: two/],
    [
      ['check', '--apache-version', '2.2', 'clean.conf'],
      /--apache-version takes a version of Apache 2\.4 .*; given: 2\.2/,
    ],
    [['check', '--frmat', 'json', 'clean.conf'], /unknown option --frmat; did you mean --format\?$/],
    [['clean.conf'], /unknown command clean\.conf; did you mean apache-ls check clean\.conf\?$/],
    [['--format'], /unknown option --format$/],
    [['check', '--mod-wsgi-version', '5', 'clean.conf'], /--mod-wsgi-version takes a version .*; given: 5/],
    [['check', '--colour', 'clean.conf'], /--colour/],
  ];
  for (const [words, reason] of cases) {
    test(['apache-ls', ...words].join(' '), () => {
      const { status, stdout, stderr } = run(words);
      assert.equal(status, 2);
      assert.equal(stdout, '');
      assert.match(stderr.split('\n')[0] ?? '', reason);
      assert.match(stderr, /\nRun apache-ls --help .*\n$/);
    });
  }
});

describe('unreadable input gets status 2 and the reason:', () => {
  const cases: readonly (readonly [readonly string[], RegExp])[] = [
    [['absent.conf'], /^apache-ls: absent\.conf does not exist\n$/],
    [['clean.conf', 'absent.conf'], /^apache-ls: absent\.conf does not exist\n$/],
    [['--root', 'absent.conf', 'clean.conf'], /^apache-ls: cannot read absent\.conf: .*no such file/],
    [['--root', 'tree'], /^apache-ls: cannot read tree: it is a folder\n$/],
  ];
  for (const [words, reason] of cases) {
    test(words.join(' '), () => {
      const { status, stdout, stderr } = run(['check', ...words]);
      assert.equal(status, 2);
      assert.equal(stdout, '');
      assert.match(stderr, reason);
    });
  }

  test('a pipe in the file system is not opened', (context) => {
    const link = path.join(temporaryFolder(context), 'httpd.conf');
    fs.symlinkSync('/dev/null', link);
    assert.match(run(['check', link]).stderr, /it is not a file/);
  });
});

describe('a folder without a configuration', () => {
  test('is told, since it is most likely the wrong one', (context) => {
    const folder = temporaryFolder(context);
    const { status, stdout, stderr } = run(['check', folder]);
    assert.deepEqual([status, stdout], [0, 'No problems.\n']);
    assert.equal(stderr, `apache-ls: ${folder} holds no Apache configuration\n`);
  });
});

describe('help and version', () => {
  for (const words of [['--help'], ['-h'], ['check', '--help']]) {
    test(words.join(' '), () => {
      const { status, stdout, stderr } = run(words);
      assert.deepEqual([status, stderr], [0, '']);
      assert.match(stdout, /^Usage:\n {2}apache-ls --stdio/);
    });
  }

  test('--version prints that of the package', () => {
    const { version } = JSON.parse(fs.readFileSync('package.json', 'utf8'));
    assert.deepEqual(run(['--version']), { status: 0, stdout: `${version}\n`, stderr: '' });
  });
});

test('a check needs the program and its catalogue, and not the library of the language server', (t) => {
  const folder = temporaryFolder(t);
  for (const name of ['apache-ls.js', 'catalogue.json']) {
    fs.copyFileSync(path.join('dist', name), path.join(folder, name));
  }
  const { status, stderr } = spawnSync(process.execPath, [path.join(folder, 'apache-ls.js'), 'check', '-'], {
    input: 'SSLEngine maybe\n',
    encoding: 'utf8',
  });
  assert.equal(stderr, '');
  assert.equal(status, 1);
});
