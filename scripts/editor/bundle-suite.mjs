// Bundles the suite of test/editor, one file for each of its parts, for an extension host to load.
import * as fs from 'node:fs';
import * as path from 'node:path';
import * as esbuild from 'esbuild';

/** Writes out/editor-suite below `root` and gives back the path of its entry. */
export async function bundleSuite(root) {
  const source = path.join(root, 'test/editor/suite');
  const target = path.join(root, 'out/editor-suite');
  fs.rmSync(target, { recursive: true, force: true });
  const names = fs.readdirSync(source).filter((name) => name === 'index.ts' || name.endsWith('.editor.ts'));
  await esbuild.build({
    entryPoints: names.map((name) => path.join(source, name)),
    outdir: target,
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    sourcemap: 'inline',
    external: ['vscode', 'mocha'],
    logLevel: 'warning',
  });
  return path.join(target, 'index.js');
}
