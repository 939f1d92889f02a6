// Opens code-server's workbench in a headless Chromium that reaches nothing else.
import * as fs from 'node:fs';
import { chromium } from 'playwright-core';

const quiet = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-dev-shm-usage',
];

/** The Chromium to use: the one that CHROMIUM names, or an installed one; undefined where there is none. */
export function findChromium() {
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
  const places = [process.env.CHROMIUM, ...names.map((name) => `/usr/bin/${name}`)];
  return places.find((place) => place && fs.existsSync(place));
}

/** Starts Chromium and gives back `{ page, close }`; the page may talk to `address` only. */
export async function openBrowser(address, viewport = { width: 1280, height: 800 }, deviceScaleFactor = 1) {
  const executablePath = findChromium();
  if (!executablePath)
    throw new Error('There is no Chromium: install the package chromium, or set CHROMIUM to its path');
  // Chromium's sandbox does not work for root.
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const browser = await chromium.launch({ executablePath, args: [...quiet, ...sandbox] });
  const context = await browser.newContext({ viewport, deviceScaleFactor, locale: 'en-US' });
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: address });
  await context.route(
    (url) => /^https?:$/.test(url.protocol) && url.origin !== address,
    (route) => route.abort(),
  );
  return { page: await context.newPage(), close: () => browser.close() };
}

/** Opens a folder in the workbench; `payload` is VS Code's own list of switches. */
export async function openWorkbench(page, address, folder, payload = []) {
  const query = payload.length > 0 ? `&payload=${encodeURIComponent(JSON.stringify(payload))}` : '';
  await page.goto(`${address}/?folder=${encodeURIComponent(folder)}${query}`);
  await page.locator('.monaco-workbench').waitFor({ timeout: 60_000 });
}
