// Shows by requests to a real Apache what the silent mistakes of the WSGI and access rules lead to.
import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { createSandbox, type Sandbox } from '../../support/apache.ts';
import type { RunningServer } from '../../support/apache-server.ts';
import { needs } from '../../support/programs.ts';
import { ask } from '../../support/request.ts';
import { reported } from './samples.ts';

const proofs = path.join(process.cwd(), 'test/rules/proofs');
const text = read('wsgi.conf');
/** Where nobody changes to another user, the owner may enter. */
const onlyForRoot = { skip: process.getuid?.() !== 0 };

describe('a silent mistake', needs('apache2', 'openssl', 'python3'), () => {
  let sandbox: Sandbox;
  let server: RunningServer;
  before(async () => {
    sandbox = await createSandbox();
    for (const folder of ['app', 'denied', 'embedded', 'static', 'venv/bin'])
      makeFolder(path.join(sandbox.folder, 'work', folder));
    makeEnvironment(path.join(sandbox.folder, 'work', 'other-version'));
    server = await sandbox.start(placed(text));
  });
  after(async () => {
    await server.stop();
    sandbox.remove();
  });

  for (const { title, host, port, url, headers, status, part } of questionsIn(text)) {
    test(title, async () => {
      const answer = await ask({ port: server.port(port), host, path: url, headers });
      assert.equal(answer.status, status, server.errorLog());
      assert.ok(answer.body.includes(part), answer.body);
    });
  }

  test('with threads=0 leaves a request without an answer', async () => {
    const question = { port: server.port(80), host: 'threadless.example.com' };
    const answered = ask(question).then(() => 'answered');
    answered.catch(() => undefined);
    assert.equal(await Promise.race([answered, delay(1000, 'waiting')]), 'waiting');
  });

  test('delegates to a pool of another host through the main server', async () => {
    const page = reported('unreachable-daemon-process', 3).replaceAll(/\/srv\/\w+\/wsgi\.py/g, '/srv/app/app.wsgi');
    const other = await sandbox.start(placed(page));
    const answers = await Promise.all(
      ['one', 'two'].map((name) => ask({ port: other.port(80), host: `${name}.example.com` })),
    );
    await other.stop();
    assert.deepEqual(
      answers.map(({ status }) => status),
      [200, 500],
    );
  });

  test('loads a module once', async () => {
    const other = await sandbox.start('LoadModule wsgi_module /srv/other/mod_wsgi.so\n');
    const log = other.errorLog();
    await other.stop();
    assert.match(log, /AH01574: module wsgi_module is already loaded, skipping/);
  });

  test('takes a variable that is defined further down as it stands', () => {
    assert.match(server.errorLog(), /AH00111: Config variable \$\{NAME_OF_HOST\} is not defined/);
  });

  test('with python-home= keeps Python from starting', async () => {
    const other = await sandbox.start(placed(read('python-home.conf')));
    await until(() => /Fatal Python error: init_fs_encoding/.test(other.errorLog()));
    await other.stop();
  });

  test('with WSGISocketPrefix cuts Apache off its daemon processes', async () => {
    const other = await sandbox.start(placed(read('socket-folder.conf')));
    const { status } = await ask({ port: other.port(80), host: 'app.example.com' });
    await other.stop();
    assert.equal(status, 503);
  });

  test('with WSGISocketPrefix in a folder that only root enters does the same', onlyForRoot, async () => {
    fs.mkdirSync(path.join(sandbox.folder, 'work', 'nowhere'), { mode: 0o700 });
    const other = await sandbox.start(placed(read('socket-folder.conf').replace('/missing/', '/nowhere/')));
    const { status } = await ask({ port: other.port(80), host: 'app.example.com' });
    await other.stop();
    assert.equal(status, 503);
  });

  function placed(configuration: string): string {
    return configuration.replaceAll('/srv/', `${path.join(sandbox.folder, 'work')}/`);
  }
});

function read(name: string): string {
  return fs.readFileSync(path.join(proofs, name), 'utf8');
}

function makeFolder(folder: string): void {
  fs.mkdirSync(folder, { recursive: true });
  fs.copyFileSync(path.join(proofs, 'app.wsgi'), path.join(folder, 'app.wsgi'));
}

/** The `#>` lines: host and port, path, headers as `name=value`, status, a part of the body. */
function questionsIn(configuration: string) {
  return [...configuration.matchAll(/^#> (\S+) (\/\S*) (?:(.*) )?(\d{3})(?: (.+))?$/gm)].map((match) => {
    const [title, address = '', url = '/', sent = '', status, part = ''] = match;
    const [host = '', port = '80'] = address.split(':');
    const headers = Object.fromEntries(
      sent
        .split(' ')
        .filter(Boolean)
        .map((pair) => pair.split('=')),
    );
    return { title: title.slice(3), host, port: Number(port), url, headers, status: Number(status), part };
  });
}

/** A virtual environment of a Python version that no mod_wsgi is built for any more, with one module in it. */
function makeEnvironment(folder: string): void {
  const packages = path.join(folder, 'lib/python3.1/site-packages');
  fs.mkdirSync(packages, { recursive: true });
  fs.writeFileSync(path.join(packages, 'only_in_the_environment.py'), '');
  fs.writeFileSync(path.join(folder, 'pyvenv.cfg'), 'home = /usr/bin\nversion = 3.1.5\n');
}

async function until(holds: () => boolean): Promise<void> {
  const end = Date.now() + 20_000;
  while (!holds()) {
    assert.ok(Date.now() < end, 'nothing happened in 20 s');
    await delay(20);
  }
}
