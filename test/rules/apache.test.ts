// Proves that a real Apache does with the configurations of the rules' pages what the pages say.
import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { createSandbox, type Sandbox } from '../support/apache.ts';
import type { RunningServer } from '../support/apache-server.ts';
import type { Verdict } from '../support/apache-verdict.ts';
import { needs } from '../support/programs.ts';
import { ask } from '../support/request.ts';
import { type RulePage, rulePages, type Sample } from './rule-pages.ts';
import { problemsOf, siteName } from './sample-problems.ts';

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
      for (const sample of page.reported) test(`${sample.title}, ${sample.class}`, () => behaves(sample, page));
      for (const sample of page.fine) test(sample.title, () => accepts(sample));
      for (const { title, before: sample, after: mended } of page.fixes) {
        test(`Fix: ${title}`, async () => {
          if (sample.class) await behaves(sample, page);
          await accepts(mended);
        });
      }
    });
  }

  async function behaves(sample: Sample, page: RulePage): Promise<void> {
    if (sample.class === 'CT') await refuses(sample, page);
    else if (sample.class === 'DIES') await dies(sample, page);
    else await accepts(sample);
  }

  async function accepts(sample: Sample): Promise<void> {
    const { ok, message } = await verdictOn(sample);
    assert.ok(ok, `${message}\n${sample.text}`);
  }

  /** Apache stops at the first mistake, on a line that the rule marks too. */
  async function refuses(sample: Sample, page: RulePage): Promise<void> {
    const { ok, line, message } = await verdictOn(sample);
    assert.equal(ok, false, sample.text);
    const own = problemsOf(sample).filter((problem) => problem.rule === page.rule.id);
    const marked = own.map(({ file, span }) => file.positionAt(span.start).line + 1);
    assert.ok(line === undefined || marked.includes(line), `Apache names line ${line}, we ${marked}: ${message}`);
  }

  async function verdictOn(sample: Sample): Promise<Pick<Verdict, 'ok' | 'line' | 'message'>> {
    if (sample.isHtaccess) return verdictOnRequest(sample);
    const text = sandbox.materialise(sample.text);
    if (!sample.isTree) return sandbox.check(text);
    writeInto(sandbox.folder, { ...sample.files, [siteName]: text });
    const verdict = await sandbox.check(`Include ${siteName}\n`);
    const isBeside = verdict.file !== undefined && path.basename(verdict.file) !== siteName;
    return isBeside ? { ...verdict, line: undefined } : verdict;
  }

  /** Apache reads .htaccess anew for each request. */
  async function verdictOnRequest(sample: Sample): Promise<Pick<Verdict, 'ok' | 'line' | 'message'>> {
    const folder = sample.isUnread ? 'unread' : '.';
    fs.writeFileSync(path.join(sandbox.folder, 'work/site', folder, '.htaccess'), sample.text);
    const { status } = await ask({ port: server.port(80), host: 'example.com', path: `/${folder}/page.html` });
    return {
      ok: sample.isUnread ? status === 200 : status < 500,
      line: undefined,
      message: `the answer has status ${status}`,
    };
  }

  async function dies(sample: Sample, page: RulePage): Promise<void> {
    await accepts(sample);
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

function writeInto(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    fs.writeFileSync(path.join(folder, name), text);
  }
}

/** One host whose folder takes every directive of a .htaccess file. */
function overriddenFolder(sandbox: Sandbox): string {
  const folder = path.join(sandbox.folder, 'work/site');
  for (const each of [folder, path.join(folder, 'unread')]) {
    fs.mkdirSync(each);
    fs.writeFileSync(path.join(each, 'page.html'), 'a page');
  }
  const template = fs.readFileSync(path.join(process.cwd(), 'test/rules/overridden-folder.conf'), 'utf8');
  return template.replaceAll('/srv/site', folder);
}
