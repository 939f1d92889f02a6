// Proves what `apache-ls check` reads: files, folders, trees, standard input, and odd bytes.
import * as assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { describe, test } from 'node:test';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { places, problems, program, type Row, run, samples } from './run.ts';

const names = (rows: readonly Row[]) => [...new Set(rows.map(({ file }) => path.relative(samples, file)))];

describe('a folder', () => {
  const rows = problems(['tree']);

  test('means the configurations in it, and no others', () => {
    assert.deepEqual(names(rows), ['tree/conf.d/app.conf', 'tree/httpd.conf', 'tree/site/.htaccess']);
  });

  test('is checked as a tree where it holds a main file', () => {
    assert.ok(places(rows).includes('app.conf:3:1 unknown-directive'), 'mod_proxy is not loaded');
    assert.ok(
      rows.some(({ code, severity, line }) => code === 'unknown-directive' && severity === 'error' && line === 6),
    );
  });

  test('may hold several trees, and a file that they share has the problems of each', () => {
    const paths = ['production', 'staging', 'shared/shop.conf'].map((name) => `../../protocol/trees/${name}`);
    const rows = problems(['--min-severity', 'warning', ...paths]);
    assert.deepEqual(places(rows), ['shop.conf:3:5 unknown-directive', 'shop.conf:5:22 undefined-daemon-process']);
  });

  test('tells a file once that it reaches twice through a link', (context) => {
    const folder = temporaryFolder(context);
    for (const name of ['sites-available', 'sites-enabled']) fs.mkdirSync(path.join(folder, name));
    fs.copyFileSync(path.join(samples, 'errors.conf'), path.join(folder, 'sites-available/a.conf'));
    fs.symlinkSync('../sites-available/a.conf', path.join(folder, 'sites-enabled/a.conf'));
    fs.symlinkSync('..', path.join(folder, 'sites-enabled/circle'));
    assert.deepEqual(places(problems([folder])), ['a.conf:3:21 invalid-value', 'a.conf:4:5 wrong-context']);
  });

  test('tells a file by the name that was asked for, also where the tree reads it through a link', (context) => {
    const folder = fs.realpathSync(temporaryFolder(context));
    for (const name of ['sites-available', 'sites-enabled']) fs.mkdirSync(path.join(folder, name));
    const [real, link] = ['sites-available/a.conf', 'sites-enabled/a.conf'].map((name) => path.join(folder, name));
    assert.ok(real && link);
    fs.copyFileSync(path.join(samples, 'errors.conf'), real);
    fs.symlinkSync('../sites-available/a.conf', link);
    const main = path.join(folder, 'apache2.conf');
    fs.writeFileSync(main, 'Include sites-enabled/*.conf\n');
    const files = (...names: string[]) => new Set(problems(['--root', main, ...names]).map(({ file }) => file));
    assert.deepEqual([...files(real)], [real]);
    assert.deepEqual([...files(link)], [link]);
    assert.ok([...files()].includes(link));
  });
});

describe('--root', () => {
  test('checks a file in its place in the tree', () => {
    assert.deepEqual(places(problems(['tree/conf.d/app.conf'])), []);
    const rows = problems(['--root', 'tree/httpd.conf', 'tree/conf.d/app.conf']);
    assert.deepEqual(places(rows), ['app.conf:3:1 unknown-directive']);
  });

  test('alone checks the whole tree', () => {
    const rows = problems(['--root', 'tree/httpd.conf']);
    assert.deepEqual(names(rows), ['tree/conf.d/app.conf', 'tree/httpd.conf']);
  });

  test('tells an error at the Include line only where its own file is not shown', () => {
    const shown = problems(['--root', 'tree/httpd.conf']).map(({ code }) => code);
    assert.ok(shown.includes('unknown-directive') && !shown.includes('included-error'), shown.join());
    const main = problems(['--root', 'tree/httpd.conf', 'tree/httpd.conf']).map(({ code }) => code);
    assert.ok(main.includes('included-error'), main.join());
  });

  test('leaves a file that the tree does not reach a fragment', () => {
    const rows = problems(['--root', 'tree/httpd.conf', 'errors.conf']);
    assert.deepEqual(places(rows), ['errors.conf:3:21 invalid-value', 'errors.conf:4:5 wrong-context']);
  });
});

describe('standard input', () => {
  test('is a fragment named -', () => {
    const rows = problems(['-'], fs.readFileSync(path.join(samples, 'errors.conf')));
    assert.deepEqual(places(rows), ['-:3:21 invalid-value', '-:4:5 wrong-context']);
    assert.equal(rows[0]?.fixes[0]?.edits[0]?.file, '-');
    const { stdout } = run(['check', '-'], fs.readFileSync(path.join(samples, 'errors.conf')));
    assert.match(stdout, /^-:3:21: error: /);
  });

  test('may be empty', () => assert.equal(run(['check', '-']).stdout, 'No problems.\n'));

  test('may come slowly', async () => {
    const child = spawn(process.execPath, [program, 'check', '--format', 'json', '-'], {
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const chunks: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => chunks.push(chunk));
    const text = fs.readFileSync(path.join(samples, 'errors.conf'));
    child.stdin.write(text.subarray(0, 50));
    await once(child, 'spawn');
    child.stdin.end(text.subarray(50));
    const [status] = await once(child, 'close');
    assert.equal(status, 1);
    assert.equal(JSON.parse(Buffer.concat(chunks).toString()).length, 2);
  });
});

describe('a .htaccess file', () => {
  test('is checked as one', () => {
    assert.deepEqual(places(problems(['tree/site/.htaccess'])), ['.htaccess:1:1 wrong-context']);
  });

  test('is read with the modules of its server', () => {
    assert.deepEqual(places(problems(['allowed'])), [
      '.htaccess:8:5 unknown-directive',
      '.htaccess:10:1 unknown-directive',
    ]);
  });
});

describe('options', () => {
  test('--min-severity leaves out what is less severe', () => {
    const severities = (level: string) =>
      new Set(problems(['--min-severity', level, 'errors.conf', 'warnings.conf']).map(({ severity }) => severity));
    assert.deepEqual(severities('error'), new Set(['error']));
    assert.deepEqual(severities('warning'), new Set(['error', 'warning']));
    assert.deepEqual(run(['check', '--min-severity', 'error', 'warnings.conf']).stdout, 'No problems.\n');
  });

  test('--mod-wsgi-version tells what that version lacks', () => {
    const text = 'WSGISwitchInterval 0.002\n';
    assert.deepEqual(places(problems(['--mod-wsgi-version', '4.9.4', '-'], text)), ['-:1:1 wrong-version']);
    assert.deepEqual(problems(['--mod-wsgi-version', '6.0.0', '-'], text), []);
  });
});

describe('bytes', () => {
  const line = fs.readFileSync(path.join(samples, 'wrong-value.txt'));

  test('a byte order mark is told where it is', () => {
    const rows = problems(['-'], Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), line]));
    assert.deepEqual(places(rows), ['-:1:1 section-structure', '-:1:15 invalid-value']);
  });

  test('are one column each in Latin-1, and a character is one in UTF-8', () => {
    const text = fs.readFileSync(path.join(samples, 'umlaut.txt'), 'utf8');
    for (const encoding of ['latin1', 'utf8'] as const) {
      const [row] = problems(['-'], Buffer.from(text, encoding));
      assert.deepEqual([row?.code, row?.line, row?.endColumn], ['section-structure', 1, 18]);
    }
  });

  test('a NUL byte and a lone CR do no harm', () => {
    const { status, stderr } = run(['check', '-'], Buffer.from('\0\r\0\n'));
    assert.deepEqual([status, stderr], [0, '']);
  });
});

describe('a long output', () => {
  const count = 20_000;
  const text = fs.readFileSync(path.join(samples, 'wrong-value.txt'), 'utf8').repeat(count);

  test('is not cut off in a pipe, which holds less than all of it', async (context) => {
    const file = path.join(temporaryFolder(context), 'long.conf');
    fs.writeFileSync(file, text);
    const child = spawn(process.execPath, [program, 'check', '--format', 'json', file], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const chunks: Buffer[] = [];
    for await (const chunk of child.stdout) chunks.push(chunk);
    assert.equal(JSON.parse(Buffer.concat(chunks).toString()).length, count);
  });

  test('may be left by its reader', async (context) => {
    const file = path.join(temporaryFolder(context), 'long.conf');
    fs.writeFileSync(file, text);
    const child = spawn(process.execPath, [program, 'check', file], { stdio: ['ignore', 'pipe', 'pipe'] });
    const complaints: Buffer[] = [];
    child.stderr.on('data', (chunk: Buffer) => complaints.push(chunk));
    child.stdout.once('data', () => child.stdout.destroy());
    await once(child, 'close');
    assert.equal(Buffer.concat(complaints).toString(), '');
  });
});
