// The extension starts by itself when a file of its language is opened; nothing here activates it.
import * as assert from 'node:assert/strict';
import { eventually, extensionUnderTest, open } from './workspace.ts';

suite('activation', () => {
  test('opening a configuration activates the extension', async () => {
    const document = await open('httpd.conf');
    assert.equal(document.languageId, 'apacheconf');
    await eventually('active extension', () => extensionUnderTest().isActive || undefined);
  });

  test('a site is known by its folder, linked or not', async () => {
    const documents = [await open('sites-available/secure.conf'), await open('sites-enabled/secure.conf')];
    assert.deepEqual(
      documents.map((document) => document.languageId),
      ['apacheconf', 'apacheconf'],
    );
  });
});
