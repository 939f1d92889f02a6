// Builds everything that runs: the catalogue's JSON, the extension and the language server.
import * as fs from 'node:fs';
import * as path from 'node:path';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';
import { buildCatalogue } from './catalogue.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const minify = process.argv.includes('--minify');

/** Large JSON is parsed by JSON.parse, which V8 does several times faster than an object literal. */
const jsonText = {
  name: 'json-text',
  setup(build) {
    build.onLoad({ filter: /\.generated\.json$/ }, (args) => ({
      contents: `module.exports = JSON.parse(${JSON.stringify(fs.readFileSync(args.path, 'utf8'))});`,
      loader: 'js',
    }));
  },
};

/** Libraries that are most of the client's code and not needed at activation: each is loaded from a file of its own. */
const late = ['client/src/certificates/x509.ts', 'client/src/language-client.ts'];
const lateFiles = {
  name: 'late-files',
  setup(build) {
    build.onResolve({ filter: /\/(?:x509|language-client)\.ts$/ }, ({ path: file, kind }) =>
      kind === 'entry-point' ? undefined : { path: `./${path.basename(file, '.ts')}.js`, external: true },
    );
  },
};

const shared = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  minify,
  sourcemap: minify ? false : 'linked',
  mainFields: ['module', 'main'],
  loader: { '.md': 'text' },
  plugins: [jsonText],
  logLevel: 'warning',
};

buildCatalogue(root);
await esbuild.build({
  ...shared,
  entryPoints: ['client/src/extension.ts'],
  outfile: 'dist/extension.js',
  external: ['vscode'],
  plugins: [lateFiles],
});
await esbuild.build({ ...shared, entryPoints: late, outdir: 'dist', entryNames: '[name]', external: ['vscode'] });
await esbuild.build({
  ...shared,
  entryPoints: ['server/src/main.ts'],
  outfile: 'dist/apache-ls.js',
  banner: { js: '#!/usr/bin/env node' },
});
fs.chmodSync(path.join(root, 'dist/apache-ls.js'), 0o755);
