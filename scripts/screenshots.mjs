// Makes the pictures of the README from the example workspace: `npm run screenshots`.
import './node-version.mjs';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { fileURLToPath } from 'node:url';
import { openBrowser, openWorkbench } from './editor/browser.mjs';
import { startCodeServer } from './editor/code-server.mjs';
import { ensureEditor } from './editor/install.mjs';
import { openFile, pointAt, visibleEditor } from './editor/workbench.mjs';
import { packageExtension } from './package.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const folder = path.join(root, 'docs/images');

/** Large enough to read, and nothing around the editor that does not matter here. */
const settings = {
  'workbench.colorTheme': 'Default Light Modern',
  'workbench.activityBar.location': 'hidden',
  'workbench.layoutControl.enabled': false,
  'window.commandCenter': false,
  'window.menuBarVisibility': 'hidden',
  'editor.minimap.enabled': false,
  'editor.fontSize': 14,
  'editor.cursorBlinking': 'solid',
  'breadcrumbs.enabled': false,
  // Whether mkcert is installed here must not show.
  'apache.certificates.tool': 'self-signed',
};

/** High enough for the whole of app.conf. */
const size = { width: 1000, height: 640 };

/** Each opens its own state and says nothing; the picture is taken afterwards. */
const scenes = {
  problems: async (page) => {
    await openFile(page, 'apache2/sites-available/mistakes.conf');
    await page.locator('.editor-instance .squiggly-error').first().waitFor();
    await page.keyboard.press('Control+Shift+M');
    await page.locator('.markers-panel .monaco-list-row', { hasText: 'maybe' }).waitFor();
  },
  hover: async (page) => {
    await openFile(page, 'apache2/sites-available/app.conf');
    await pointAt(page, 'WSGIDaemonProcess');
  },
  completion: async (page) => {
    await openFile(page, 'apache2/sites-available/app.conf');
    await visibleEditor(page).getByText('display-name=').click();
    await page.keyboard.press('End');
    await page.keyboard.type(' ');
    await page.keyboard.press('Control+Space');
    await page.locator('.suggest-widget.visible .monaco-list-row').first().waitFor();
    await showDetails(page);
  },
  certificate: async (page) => {
    await openFile(page, 'apache2/sites-available/app.conf');
    await page.keyboard.press('Control+Home');
    await visibleEditor(page)
      .locator('.codelens-decoration a', { hasText: /certificate/i })
      .first()
      .click();
    await page.locator('.notifications-toasts', { hasText: /certificate/i }).waitFor();
    const passing = [
      page.locator('.notification-toast', { hasText: 'Generating' }),
      page.locator('.codelens-decoration a'),
    ];
    for (const locator of passing) await locator.first().waitFor({ state: 'detached' });
    // The new lines are at the end of the host.
    await page.keyboard.press('Control+End');
    await visibleEditor(page).locator('.view-line', { hasText: 'SSLCertificateKeyFile' }).waitFor();
  },
};

const server = await startCodeServer({
  editor: ensureEditor(root),
  workspace: path.join(root, 'examples/debian'),
  extensions: [packageExtension()],
  settings,
});
try {
  fs.mkdirSync(folder, { recursive: true });
  for (const [name, show] of Object.entries(scenes)) await takePicture(name, show);
} finally {
  await server.stop();
}

/** Every scene has a browser of its own, so none shows what another left behind. */
async function takePicture(name, show) {
  const { page, close } = await openBrowser(server.address, size);
  try {
    await openWorkbench(page, server.address, server.workspace);
    await page.keyboard.press('Control+B');
    await show(page);
    const file = path.join(folder, `${name}.png`);
    await page.screenshot({ path: file, animations: 'disabled' });
    console.log(`${path.relative(root, file)}: ${Math.ceil(fs.statSync(file).size / 1000)} KB`);
  } finally {
    await close();
  }
}

/** The documentation beside the list stays open once it was asked for. */
async function showDetails(page) {
  const details = page.locator('.suggest-details:visible');
  if ((await details.count()) === 0) await page.keyboard.press('Control+Space');
  await details.waitFor();
}
