// Proves that the rules on certificates find in real files what their pages show.
import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { catalogue } from '../../../server/src/catalogue/catalogue.ts';
import { evaluate } from '../../../server/src/configuration/evaluate.ts';
import { NodeDisk } from '../../../server/src/host/node-disk.ts';
import { check } from '../../../server/src/rules/check.ts';
import { createSandbox, type Sandbox } from '../../support/apache.ts';
import { needs } from '../../support/programs.ts';
import { fine, reported } from './samples.ts';

describe('rules on real certificate files', needs('apache2', 'openssl'), () => {
  let sandbox: Sandbox;
  before(async () => {
    sandbox = await createSandbox();
  });
  after(() => sandbox.remove());

  const blocks = [
    ['certificate-key-mismatch', 1],
    ['certificate-key-mismatch', 2],
    ['certificate-key-mismatch', 3],
    ['missing-private-key', 1],
    ['missing-private-key', 2],
    ['encrypted-key', 1],
    ['unreadable-certificate', 1],
    ['unreadable-certificate', 2],
    ['unreadable-certificate', 3],
    ['repeated-certificate', 1],
    ['uncovered-name', 1],
    ['uncovered-name', 2],
  ] as const;
  for (const [rule, sample] of blocks) {
    test(`${rule}, Reported ${sample}`, () => assert.ok(rulesIn(reported(rule, sample)).includes(rule)));
  }
  const right = [
    'certificate-key-mismatch',
    'missing-private-key',
    'encrypted-key',
    'uncovered-name',
    'unreadable-certificate',
    'missing-intermediate',
  ];
  for (const rule of right) {
    test(`${rule}, Fine`, () => assert.ok(!rulesIn(fine(rule, 1)).includes(rule)));
  }

  test('a certificate that lives for two days is no reason to worry', () => {
    assert.ok(!rulesIn(fine('expired-certificate', 1)).includes('expired-certificate'));
  });

  test('other-python-version: an environment has packages for one version only', () => {
    const text = (version: string) => {
      const home = path.join(sandbox.folder, `environment-${version}`);
      fs.mkdirSync(path.join(home, `lib/python${version}/site-packages`), { recursive: true });
      fs.writeFileSync(path.join(home, 'pyvenv.cfg'), `version = ${version}.1\n`);
      return `LoadModule wsgi_module modules/mod_wsgi.so-3.11\nWSGIDaemonProcess app python-home=${home}\n`;
    };
    assert.ok(rulesIn(text('3.10')).includes('other-python-version'));
    assert.ok(!rulesIn(text('3.11')).includes('other-python-version'));
  });

  test('missing-socket-folder: a folder that only root may enter', { skip: process.getuid?.() !== 0 }, () => {
    const folder = path.join(sandbox.folder, 'closed');
    fs.mkdirSync(folder, { mode: 0o700 });
    assert.ok(rulesIn(`WSGISocketPrefix ${folder}/wsgi\n`).includes('missing-socket-folder'));
    fs.chmodSync(folder, 0o711);
    assert.ok(!rulesIn(`WSGISocketPrefix ${folder}/wsgi\n`).includes('missing-socket-folder'));
  });

  /** The rules that find something in a main file with `text`, whose certificates lie on the disk. */
  function rulesIn(text: string): string[] {
    const name = path.join(sandbox.folder, 'httpd.conf');
    fs.writeFileSync(name, sandbox.materialise(text));
    const disk = new NodeDisk();
    const file = disk.read(name);
    assert.ok(typeof file !== 'string');
    const settings = { catalogue, defines: [], environment: {} };
    const configuration = evaluate({ file, isMain: true, context: 'server' }, settings, disk);
    return check(configuration).map((problem) => problem.rule);
  }
});
