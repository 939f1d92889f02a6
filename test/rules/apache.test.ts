// Proves that a real Apache does with the configurations of the rules' pages what the pages say.
import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { createSandbox, type Sandbox } from '../support/apache.ts';
import type { RunningServer } from '../support/apache-server.ts';
import { needs } from '../support/programs.ts';
import { ask } from '../support/request.ts';
import { type RulePage, rulePages, type Sample } from './rule-pages.ts';
import { siteName } from './sample-problems.ts';

describe('Apache does what the page says of', needs('apache2', 'openssl'), () => {
  let sandbox: Sandbox;
  let server: RunningServer;
  before(async () => {
    sandbox = await createSandbox();
    server = await sandbox.start(overriddenFolder(sandbox));
  });
  after(async () => {
    await server.stop();
    sandbox.remove();
  });

  for (const page of rulePages()) {
    describe(page.rule.id, () => {
      for (const sample of page.reported) {
        test(`${sample.title}, ${sample.class}`, () =>
          sample.class === 'DIES' ? dies(sample, page) : has(sample, sample.class !== 'CT'));
      }
      for (const sample of page.fine) test(sample.title, () => has(sample, true));
      for (const fix of page.fixes) test(`Fix: ${fix.title}`, () => has(fix.after, true));
    });
  }

  async function has(sample: Sample, isAccepted: boolean): Promise<void> {
    const { ok, message } = sample.isHtaccess ? await verdictOnRequest(sample) : await verdictOn(sample);
    assert.equal(ok, isAccepted, `${message}\n${sample.text}`);
  }

  async function verdictOn(sample: Sample): Promise<{ ok: boolean; message: string }> {
    const text = sandbox.materialise(sample.text);
    if (!sample.isTree) return sandbox.check(text);
    fs.writeFileSync(path.join(sandbox.folder, siteName), text);
    return sandbox.check(`Include ${siteName}\n`);
  }

  /** Apache reads .htaccess anew for each request. */
  async function verdictOnRequest(sample: Sample): Promise<{ ok: boolean; message: string }> {
    fs.writeFileSync(path.join(sandbox.folder, 'work/site/.htaccess'), sample.text);
    const { status } = await ask({ port: server.port(80), host: 'example.com', path: '/page.html' });
    return { ok: status < 500, message: `the answer has status ${status}` };
  }

  async function dies(sample: Sample, page: RulePage): Promise<void> {
    await has(sample, true);
    const numbers = page.markdown.match(/\bAH\d{5}\b/g) ?? [];
    const isTold = (error: Error) =>
      numbers.some((number) => error.message.includes(number)) || assert.fail(error.message);
    await assert.rejects(startAnyway(sandbox.materialise(sample.text)), isTold);
  }

  async function startAnyway(text: string): Promise<void> {
    const started = await sandbox.start(text);
    await started.stop();
  }
});

/** One host whose folder takes every directive of a .htaccess file. */
function overriddenFolder(sandbox: Sandbox): string {
  const folder = path.join(sandbox.folder, 'work/site');
  fs.mkdirSync(folder);
  fs.writeFileSync(path.join(folder, 'page.html'), 'a page');
  const template = fs.readFileSync(path.join(process.cwd(), 'test/rules/overridden-folder.conf'), 'utf8');
  return template.replaceAll('/srv/site', folder);
}
