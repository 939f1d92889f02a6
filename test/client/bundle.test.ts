// The form of the built extension that decides how fast it starts.
import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import { test } from 'node:test';

const bundle = (name: string) => fs.readFileSync(`dist/${name}.js`, 'utf8');

test('nothing is loaded with import(), for which the extension host starts a thread first', () => {
  for (const name of ['extension', 'language-client', 'x509']) {
    assert.doesNotMatch(bundle(name), /(?<![\w.$])import\(\s*['"`]/, name);
  }
});

test('the protocol and the certificate library are not in the file that activation loads', () => {
  const text = bundle('extension');
  for (const name of ['language-client', 'x509'])
    assert.match(text, new RegExp(`require\\(["']\\./${name}\\.js["']\\)`));
  assert.ok(text.length < 200_000, `extension.js has ${text.length} characters`);
});
