// The README is in step with the manifest and with the files it shows.
import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import { test } from 'node:test';

const readme = fs.readFileSync('README.md', 'utf8');

test('the README lists every setting, and no other', () => {
  const { contributes } = JSON.parse(fs.readFileSync('package.json', 'utf8'));
  const settings: Array<{ properties: object }> = contributes.configuration;
  const listed = [...readme.matchAll(/^\| `(apache\.[\w.]+)` \|/gm)].map((match) => match[1]);
  assert.deepEqual(listed.sort(), settings.flatMap(({ properties }) => Object.keys(properties)).sort());
});

test('what the README links to in this project exists', () => {
  const targets = [...readme.matchAll(/\]\((?!https:)([^)#]+)\)/g)].map((match) => match[1] ?? '');
  assert.ok(targets.length > 4);
  assert.deepEqual(
    targets.filter((target) => !fs.existsSync(target)),
    [],
  );
});
