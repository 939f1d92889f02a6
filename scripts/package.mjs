// Packs the extension into apache-wsgi.vsix and says how large it is.
import './node-version.mjs';
import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { fileURLToPath } from 'node:url';
import { extensionPage } from './extension-page.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

/** Writes the .vsix with a minified build and gives back its path; throws when vsce does not succeed. */
export function packageExtension() {
  const file = path.join(root, 'apache-wsgi.vsix');
  const vsce = path.join(root, 'node_modules/@vscode/vsce/vsce');
  // Dependencies are bundled, so vsce must not look for them; no repository is known that links could lead to.
  const parameters = [
    'package',
    '--no-dependencies',
    '--allow-missing-repository',
    '--no-rewrite-relative-links',
    '--readme-path',
    writePage(),
    '--out',
    file,
  ];
  const result = spawnSync(process.execPath, [vsce, ...parameters], { cwd: root, encoding: 'utf8', stdio: 'pipe' });
  if (result.status !== 0) throw new Error(`vsce failed:\n${result.stdout}${result.stderr}`);
  const kilobytes = Math.ceil(fs.statSync(file).size / 1000);
  console.log(`${path.relative(process.cwd(), file)}: ${kilobytes} KB`);
  return file;
}

/** Gives back the path of the page as seen from the root, as vsce wants it. */
function writePage() {
  const page = 'out/extension-page.md';
  fs.mkdirSync(path.join(root, 'out'), { recursive: true });
  fs.writeFileSync(path.join(root, page), extensionPage(fs.readFileSync(path.join(root, 'README.md'), 'utf8')));
  return page;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) packageExtension();
