// Runs the whole certificate flow on real files, with prompts that note what they were asked.
import assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { describe, test } from 'node:test';
import {
  type GenerateRequest,
  generate,
  type PlaceProblem,
  type Prompts,
} from '../../client/src/certificates/generate.ts';
import { isTrusted } from '../../client/src/certificates/report.ts';
import { needs, pathOf } from '../support/programs.ts';
import { modeOf, temporaryFolder } from '../support/temporary-folder.ts';

function requestIn(folder: string, change: Partial<GenerateRequest> = {}): GenerateRequest {
  return {
    names: ['app.example.com', 'a?.example.com'],
    place: { configurationFile: path.join(folder, 'app.conf'), folder: '' },
    tool: 'auto',
    mkcertPath: '',
    algorithm: 'ec-p256',
    days: 397,
    environment: { PATH: '/nowhere' },
    ...change,
  };
}

/** Answers in turn, and keeps the questions. A question too many fails the test. */
function prompts(...answers: Array<'overwrite' | 'elsewhere' | undefined>): Prompts & { asked: PlaceProblem[] } {
  const asked: PlaceProblem[] = [];
  const solve = async (problem: PlaceProblem) => {
    asked.push(problem);
    assert.ok(asked.length <= answers.length, `asked without need: ${JSON.stringify(problem)}`);
    return answers[asked.length - 1];
  };
  return { asked, solve };
}

test('one call asks nothing, writes both files and says what was left out', async (t) => {
  const folder = temporaryFolder(t);
  const made = await generate(requestIn(folder), prompts());
  assert.ok(made);
  const expected = path.join(folder, 'certificates', 'app.example.com');
  assert.deepEqual([made.certificateFile, made.keyFile], [`${expected}.crt`, `${expected}.key`]);
  assert.deepEqual([modeOf(made.keyFile), modeOf(made.certificateFile)], [0o600, 0o644]);
  const certificate = new X509Certificate(fs.readFileSync(made.certificateFile));
  assert.equal(certificate.checkHost('app.example.com'), 'app.example.com');
  assert.deepEqual(
    made.leftOut.map(({ name }) => name),
    ['a?.example.com'],
  );
  assert.deepEqual([made.mkcert, made.ignoreLine, made.isServed], [undefined, null, false]);
});

describe('files that exist', () => {
  const setUp = async (folder: string) => {
    const made = await generate(requestIn(folder), prompts());
    assert.ok(made);
    return { made, old: fs.readFileSync(made.keyFile, 'utf8') };
  };

  test('stay when the user gives up', async (t) => {
    const folder = temporaryFolder(t);
    const { made, old } = await setUp(folder);
    const asking = prompts(undefined);
    assert.equal(await generate(requestIn(folder), asking), undefined);
    assert.deepEqual(asking.asked, [{ kind: 'exists', files: [made.certificateFile, made.keyFile] }]);
    assert.equal(fs.readFileSync(made.keyFile, 'utf8'), old);
  });

  test('are replaced after a yes', async (t) => {
    const folder = temporaryFolder(t);
    const { made, old } = await setUp(folder);
    const again = await generate(requestIn(folder), prompts('overwrite'));
    assert.equal(again?.keyFile, made.keyFile);
    assert.notEqual(fs.readFileSync(made.keyFile, 'utf8'), old);
    assert.equal(fs.readdirSync(path.dirname(made.keyFile)).length, 2);
  });

  test('stay beside new ones with a number', async (t) => {
    const folder = temporaryFolder(t);
    const { made, old } = await setUp(folder);
    await generate(requestIn(folder), prompts('elsewhere'));
    const third = await generate(requestIn(folder), prompts('elsewhere'));
    assert.equal(path.basename(third?.keyFile ?? ''), 'app.example.com-3.key');
    assert.equal(fs.readFileSync(made.keyFile, 'utf8'), old);
  });

  test('that the host names are left for the next place', async (t) => {
    const folder = temporaryFolder(t);
    const certificateFile = path.join(folder, 'own.crt');
    fs.symlinkSync('nowhere', certificateFile);
    const place = { ...requestIn(folder).place, certificateFile };
    const asking = prompts('elsewhere');
    const made = await generate(requestIn(folder, { place }), asking);
    assert.deepEqual(asking.asked, [{ kind: 'exists', files: [certificateFile] }]);
    assert.equal(made?.keyFile, path.join(folder, 'certificates', 'app.example.com.key'));
    assert.equal(fs.existsSync(path.join(folder, 'own.key')), false);
  });
});

describe('a folder that cannot be written', () => {
  test('is said, and the workspace folder is next', async (t) => {
    const folder = temporaryFolder(t);
    fs.writeFileSync(path.join(folder, 'file'), '');
    const place = { ...requestIn(folder).place, folder: path.join(folder, 'file', 'tls'), workspaceFolder: folder };
    const asking = prompts('elsewhere');
    const made = await generate(requestIn(folder, { place }), asking);
    const [problem] = asking.asked;
    assert.ok(problem?.kind === 'not-writable');
    assert.equal(problem.folder, path.join(folder, 'file', 'tls'));
    assert.equal(path.dirname(made?.keyFile ?? ''), path.join(folder, 'certificates'));
  });

  const noFolders = process.platform === 'linux' ? false : 'there is no /proc';
  test('is said too where the system makes no folders', { skip: noFolders, timeout: 20_000 }, async (t) => {
    const folder = temporaryFolder(t);
    const place = { ...requestIn(folder).place, folder: '/proc/apache/tls', workspaceFolder: folder };
    const asking = prompts('elsewhere');
    const made = await generate(requestIn(folder, { place }), asking);
    assert.ok(asking.asked[0]?.kind === 'not-writable');
    assert.match(asking.asked[0].message, /cannot be written: .*\/proc\/apache/);
    assert.equal(path.dirname(made?.keyFile ?? ''), path.join(folder, 'certificates'));
  });

  test('is an error where there is no other', async (t) => {
    const folder = temporaryFolder(t);
    fs.writeFileSync(path.join(folder, 'certificates'), 'a file');
    await assert.rejects(generate(requestIn(folder), prompts('elsewhere')), /cannot be written: .*certificates/);
    assert.equal(await generate(requestIn(folder), prompts(undefined)), undefined);
    assert.deepEqual(fs.readdirSync(folder), ['certificates']);
  });
});

test('a key inside a work tree or below DocumentRoot is said', async (t) => {
  const folder = temporaryFolder(t);
  fs.mkdirSync(path.join(folder, '.git'));
  const place = { ...requestIn(folder).place, documentRoot: folder, keyFile: path.join(folder, 'own.key') };
  const made = await generate(requestIn(folder, { place }), prompts());
  assert.deepEqual(made?.ignoreLine, { file: path.join(folder, '.gitignore'), line: '/own.key' });
  assert.equal(made?.isServed, true);
});

describe('the tool', () => {
  test('mkcert, where it is missing, is an error that says how to get it', async (t) => {
    const folder = temporaryFolder(t);
    await assert.rejects(generate(requestIn(folder, { tool: 'mkcert' }), prompts()), /not on the PATH. To get it: \S/);
    assert.deepEqual(fs.readdirSync(folder), []);
  });

  test('mkcert, where it fails, writes nothing', async (t) => {
    const folder = temporaryFolder(t);
    const program = path.join(folder, 'mkcert');
    fs.writeFileSync(program, '#!/bin/sh\necho "ERROR: no luck" >&2\nexit 1\n', { mode: 0o755 });
    await assert.rejects(generate(requestIn(folder, { mkcertPath: program }), prompts()), /exit status 1: no luck/);
    assert.deepEqual(fs.readdirSync(folder), ['mkcert']);
  });

  test('is mkcert by default where it is on the PATH', needs('mkcert'), async (t) => {
    const folder = temporaryFolder(t);
    const PATH = path.dirname(pathOf('mkcert'));
    const own = { PATH, CAROOT: path.join(folder, 'root'), HOME: folder };
    fs.mkdirSync(own.CAROOT);
    const run = (change: Partial<GenerateRequest>) => generate(requestIn(folder, change), prompts('overwrite'));
    const made = await run({ environment: { ...own, TRUST_STORES: 'system' } });
    assert.equal(made?.mkcert?.root.certificate, path.join(own.CAROOT, 'rootCA.pem'));
    assert.ok(made && !isTrusted(made));
    const root = new X509Certificate(fs.readFileSync(made.mkcert?.root.certificate ?? ''));
    assert.ok(new X509Certificate(fs.readFileSync(made.certificateFile)).verify(root.publicKey));
    const alone = await run({ environment: own, tool: 'self-signed' });
    assert.equal(alone?.mkcert, undefined);
  });
});

test('cancelling stops mkcert and writes nothing', async (t) => {
  const folder = temporaryFolder(t);
  const program = path.join(folder, 'mkcert');
  fs.writeFileSync(program, '#!/bin/sh\nexec /bin/sleep 60\n', { mode: 0o755 });
  const request = requestIn(folder, { mkcertPath: program, signal: AbortSignal.timeout(50) });
  await assert.rejects(generate(request, prompts()), /cancelled/);
  assert.deepEqual(fs.readdirSync(folder), ['mkcert']);
});
