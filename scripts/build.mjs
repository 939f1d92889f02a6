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

/** The certificate library is most of the client's code and rarely needed: it is loaded from a file of its own. */
const certificateLibrary = {
  name: 'certificate-library',
  setup(build) {
    build.onResolve({ filter: /\/x509\.ts$/ }, () => ({ path: './x509.js', external: true }));
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
  plugins: [certificateLibrary],
});
await esbuild.build({
  ...shared,
  entryPoints: ['client/src/certificates/x509.ts'],
  outfile: 'dist/x509.js',
});
await esbuild.build({
  ...shared,
  entryPoints: ['server/src/main.ts'],
  outfile: 'dist/apache-ls.js',
  banner: { js: '#!/usr/bin/env node' },
});
fs.chmodSync(path.join(root, 'dist/apache-ls.js'), 0o755);
