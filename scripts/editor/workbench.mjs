// What a person does in the workbench: open a file, run a command, look at the editor in front.
import * as path from 'node:path';

/** Opens a file, named as seen from the workspace, with Ctrl+P and a click, and waits until its text is there. */
export async function openFile(page, file) {
  const name = path.posix.basename(file);
  await page.keyboard.press('Control+P');
  await page.locator('.quick-input-widget:visible input').fill(file);
  const rows = page.locator('.quick-input-list .monaco-list-row', { hasText: name });
  await rows
    .filter({ hasText: path.posix.dirname(file) })
    .first()
    .click();
  await page.locator('.tab.active', { hasText: name }).waitFor();
  await visibleEditor(page).locator('.view-line').first().waitFor();
}

/** Runs the command that has this title. */
export async function runCommand(page, title) {
  await page.keyboard.press('F1');
  await page.locator('.quick-input-widget:visible input').fill(`>${title}`);
  await page.locator('.quick-input-list .monaco-list-row', { hasText: title }).first().click();
}

/** The editor in front. */
export function visibleEditor(page) {
  return page.locator('.editor-group-container.active .editor-instance .monaco-editor');
}

/**
 * Points at the first `text` in the editor in front and gives back the hover that contains it.
 * A server that is still starting has no answer, and the editor asks again only after the mouse has moved.
 */
export async function pointAt(page, text) {
  const hover = page.locator('.monaco-hover:visible', { hasText: text });
  for (let attempt = 0; attempt < 15; attempt += 1) {
    await page.mouse.move(0, 0);
    await visibleEditor(page).getByText(text, { exact: true }).first().hover();
    const appeared = hover.waitFor({ timeout: 2000 }).then(() => true);
    if (await appeared.catch(() => false)) return hover;
  }
  throw new Error(`Pointing at ${text} showed no hover about it`);
}
