// Prints as JSON how long VS Code says that the packaged extension took to become active, start after start; null
// where there is no VS Code to ask. A program of its own, which the bench runs.
import * as path from 'node:path';
import { findChromium, openBrowser, openWorkbench } from '../../scripts/editor/browser.mjs';
import { startCodeServer } from '../../scripts/editor/code-server.mjs';
import { installedEditor } from '../../scripts/editor/install.mjs';
import { openFile, runCommand, visibleEditor } from '../../scripts/editor/workbench.mjs';
import { packageExtension } from '../../scripts/package.mjs';

const root = process.cwd();
const rounds = Number(process.argv[2]);

const editor = findChromium() && installedEditor(root);
console.log(JSON.stringify(editor ? await activationTimes() : null));

async function activationTimes() {
  const server = await startCodeServer({
    editor,
    workspace: path.join(root, 'examples/debian'),
    extensions: [packageExtension()],
  });
  try {
    const times = [];
    for (let round = 0; round < rounds; round++) times.push(await activationTime(server));
    return times;
  } finally {
    await server.stop();
  }
}

/** Each start has a browser of its own: one that knows the workspace would open the file while the editor starts. */
async function activationTime({ address, workspace }) {
  const { page, close } = await openBrowser(address);
  try {
    await openWorkbench(page, address, workspace);
    // The editor shows its figures once its own start is over.
    await startupPerformance(page);
    await openFile(page, 'apache2/sites-available/mistakes.conf');
    await page.locator('.editor-instance .squiggly-error').first().waitFor();
    return timeIn(await startupPerformance(page));
  } finally {
    await close();
  }
}

/** The text of the page; it is too long to be on the screen as a whole. */
async function startupPerformance(page) {
  await runCommand(page, 'Developer: Startup Performance');
  await page.locator('.tab.active', { hasText: 'Startup Performance' }).waitFor();
  await visibleEditor(page).locator('.view-line', { hasText: 'System Info' }).click();
  await page.keyboard.press('Control+A');
  await page.keyboard.press('Control+C');
  const text = await page.evaluate(() => navigator.clipboard.readText());
  await page.keyboard.press('Control+W');
  return text;
}

/** To load the code, to call activate, and until what it gave back is settled. */
function timeIn(text) {
  const row = /^\| apache-wsgi\.apache-wsgi +\| \w+ +\| (\d+) +\| (\d+) +\| (\d+) +\|/m.exec(text);
  if (row === null) throw new Error(`Startup Performance has no times of the extension:\n${text}`);
  return row.slice(1).reduce((sum, time) => sum + Number(time), 0);
}
