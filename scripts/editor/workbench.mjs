// What a person does in the workbench: open a file, look at the editor in front.

/** Opens a file by its name, as one does with Ctrl+P, and waits until its text is there. */
export async function openFile(page, name) {
  await page.keyboard.press('Control+P');
  const input = page.locator('.quick-input-widget:visible input');
  await input.fill(name);
  await page.locator('.quick-input-list .monaco-list-row', { hasText: name }).first().waitFor();
  await page.keyboard.press('Enter');
  await page.locator('.tab.active', { hasText: name }).waitFor();
  await visibleEditor(page).locator('.view-line').first().waitFor();
}

/** The editor in front. */
export function visibleEditor(page) {
  return page.locator('.editor-group-container.active .editor-instance .monaco-editor');
}
