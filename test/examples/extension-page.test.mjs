// The page that the editor shows for the installed extension has no picture and no link that leads nowhere.
import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import { test } from 'node:test';
import { extensionPage } from '../../scripts/extension-page.mjs';

const readme = fs.readFileSync('README.md', 'utf8');
const page = extensionPage(readme);

test('it shows no picture, and links to public pages only', () => {
  const targets = [...page.matchAll(/\]\(([^)]*)\)/g)].map((match) => match[1]);
  assert.ok(targets.length > 0);
  for (const target of targets) assert.match(target, /^https:/);
  assert.doesNotMatch(page, /!\[/);
});

test('it is about the extension and not about its repository', () => {
  assert.match(page, /^## Settings$/m);
  assert.doesNotMatch(page, /npm (start|test|ci)/);
});

test('a section of the README that is called otherwise does not slip in', () => {
  assert.throws(() => extensionPage(readme.replace('## Try it', '## Try')), /no section: Try it/);
});
