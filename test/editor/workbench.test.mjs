// The packaged extension in the workbench, driven with mouse and keyboard and judged by what is on the screen.
import * as assert from 'node:assert/strict';
import { X509Certificate } from 'node:crypto';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { after, afterEach, before, describe, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { openBrowser, openWorkbench } from '../../scripts/editor/browser.mjs';
import { startCodeServer } from '../../scripts/editor/code-server.mjs';
import { ensureEditor } from '../../scripts/editor/install.mjs';
import { openFile, pointAt, runCommand, visibleEditor } from '../../scripts/editor/workbench.mjs';
import { packageExtension } from '../../scripts/package.mjs';

const root = process.cwd();

describe('the packaged extension in the workbench', () => {
  let server;
  let browser;
  let page;

  before(async () => {
    const extension = process.env.EXTENSION_PACKAGE ?? packageExtension();
    const workspace = path.join(root, 'test/editor/workspace');
    server = await startCodeServer({ editor: ensureEditor(root), workspace, extensions: [extension] });
    browser = await openBrowser(server.address);
    page = browser.page;
    await openWorkbench(page, server.address, server.workspace);
  });

  after(async () => {
    await browser?.close();
    await server?.stop();
  });

  /** What was on the screen says most about a failure. */
  afterEach(async (context) => {
    if (page === undefined || context.passed !== false) return;
    const folder = path.join(root, 'out/screens');
    fs.mkdirSync(folder, { recursive: true });
    await page.screenshot({ path: path.join(folder, `${context.name.replace(/\W+/g, '-')}.png`) });
  });

  test('a wrong value is underlined and listed among the problems', async () => {
    await openFile(page, 'sites-available/wrong.conf');
    await page.locator('.editor-instance .squiggly-error').first().waitFor();
    assert.match(await page.locator('#status\\.editor\\.mode').textContent(), /Apache/);
    await page.keyboard.press('Control+Shift+M');
    await page.locator('.markers-panel .monaco-list-row', { hasText: 'maybe' }).waitFor();
    await page.keyboard.press('Control+J');
  });

  test('the problem of a file that is not open is listed, and leads to it', async () => {
    await openFile(page, 'unopened/httpd.conf');
    await page.keyboard.press('Control+Shift+M');
    const row = page.locator('.markers-panel .monaco-list-row', { hasText: /eternal.*invalid-value/ });
    await row.dblclick();
    await visibleEditor(page).locator('.view-line', { hasText: 'unopened.test' }).waitFor();
    await page.keyboard.press('Control+J');
  });

  test('the mouse on a directive shows its documentation', async () => {
    await openFile(page, 'sites-available/secure.conf');
    const hover = await pointAt(page, 'WSGIDaemonProcess');
    assert.ok((await hover.locator('a').count()) > 0, 'the hover has a link');
  });

  test('typing offers directives, and Enter takes the chosen one', async () => {
    await openFile(page, 'sites-available/typing.conf');
    await page.keyboard.press('Control+End');
    await page.keyboard.type('WSGIPythonHo');
    await page.locator('.suggest-widget.visible .monaco-list-row', { hasText: 'WSGIPythonHome' }).waitFor();
    await page.keyboard.press('Enter');
    await visibleEditor(page).locator('.view-line', { hasText: 'WSGIPythonHome' }).waitFor();
  });

  test('behind the name of a section its first argument can be chosen', async () => {
    await openFile(page, 'sites-available/typing.conf');
    await page.keyboard.press('Control+End');
    await page.keyboard.type('\n<IfMod');
    await page.locator('.suggest-widget.visible .monaco-list-row', { hasText: '<IfModule>' }).waitFor();
    await page.keyboard.press('Enter');
    await page.locator('.suggest-widget.visible .monaco-list-row', { hasText: '_module' }).first().waitFor();
    await page.keyboard.type('mod_ssl.');
    await page.locator('.suggest-widget.visible .monaco-list-row', { hasText: 'mod_ssl.c' }).waitFor();
    await page.keyboard.press('Enter');
    await visibleEditor(page).locator('.view-line', { hasText: 'mod_ssl.c>' }).waitFor();
  });

  test('one click above a host puts a certificate on disk and three lines into the host', async () => {
    await openFile(page, 'sites-available/secure.conf');
    await visibleEditor(page)
      .locator('.codelens-decoration a', { hasText: /certificate/i })
      .click();
    for (const name of ['SSLEngine', 'SSLCertificateFile', 'SSLCertificateKeyFile']) {
      await visibleEditor(page).locator('.view-line', { hasText: name }).first().waitFor();
    }
    await page.locator('.notifications-toasts', { hasText: 'shop.test' }).waitFor();
    const files = filesBelow(server.workspace);
    const certificate = readAs(files, (text) => new X509Certificate(text));
    assert.equal(certificate.checkHost('shop.test'), 'shop.test');
    const key = files.find((file) => fs.readFileSync(file, 'utf8').includes('PRIVATE KEY'));
    assert.equal(fs.statSync(key ?? '').mode & 0o777, 0o600);
  });

  test('one undo takes the certificate out of both files that it changed', async () => {
    const ports = path.join(server.workspace, 'two-files/httpd.conf');
    await openFile(page, 'two-files/site.conf');
    await visibleEditor(page).locator('.view-line', { hasText: 'ServerName' }).click();
    await runCommand(page, 'Generate HTTPS Certificate');
    await page
      .locator('.notifications-toasts', { hasText: /two-files\.test.*httpd\.conf is changed and saved/ })
      .waitFor();
    assert.match(fs.readFileSync(ports, 'utf8'), /^Listen 443$/m);
    await visibleEditor(page).locator('.view-line', { hasText: 'ServerName' }).first().click();
    await page.keyboard.press('Control+Z');
    await visibleEditor(page).locator('.view-line', { hasText: 'SSLEngine' }).waitFor({ state: 'detached' });
    // The editor in a browser saves by itself.
    await until(() => !/Listen 443/.test(fs.readFileSync(ports, 'utf8')));
  });

  test('the walkthrough shows as done what was done before it was opened', async () => {
    await runCommand(page, 'Open Walkthrough');
    await page.locator('.quick-input-list .monaco-list-row', { hasText: 'Apache and mod_wsgi' }).first().click();
    const step = page.locator('.getting-started-step', { hasText: 'Open a configuration' });
    await step.locator('[role=checkbox][aria-checked=true]').waitFor();
  });
});

/** Waits for a condition, 30 s at most. */
async function until(isTrue) {
  for (const end = Date.now() + 30_000; !isTrue(); await delay(50)) assert.ok(Date.now() < end, `never: ${isTrue}`);
}

function filesBelow(folder) {
  const entries = fs.readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath ?? entry.path, entry.name));
}

function readAs(files, parse) {
  const file = files.find((candidate) => fs.readFileSync(candidate, 'utf8').includes('BEGIN CERTIFICATE'));
  assert.ok(file, `no certificate among ${files.join(' ')}`);
  return parse(fs.readFileSync(file));
}
