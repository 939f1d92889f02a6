// Builds everything that runs: the catalogue's JSON, the extension and the language server.
import * as fs from 'node:fs';
import { createRequire } from 'node:module';
import * as path from 'node:path';
import { fileURLToPath } from 'node:url';
import * as esbuild from 'esbuild';
import { buildCatalogue } from './catalogue.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const minify = process.argv.includes('--minify');

/** The catalogue lies beside the program: as a string in it, its half a million characters would be read twice. */
const catalogueFile = {
  name: 'catalogue-file',
  setup(build) {
    build.onLoad({ filter: /catalogue\.generated\.json$/ }, ({ path: file }) => {
      fs.copyFileSync(file, path.join(root, 'dist/catalogue.json'));
      const text = "require('node:fs').readFileSync(require('node:path').join(__dirname, 'catalogue.json'), 'utf8')";
      return { contents: `module.exports = JSON.parse(${text});`, loader: 'js' };
    });
  },
};

/** Libraries that are most of the code and not always needed: each is loaded from a file of its own. */
const late = ['client/src/certificates/x509.ts', 'client/src/language-client.ts', 'server/src/lsp/protocol-library.ts'];
const lateFiles = {
  name: 'late-files',
  setup(build) {
    build.onResolve({ filter: /\/(?:x509|language-client)\.ts$/ }, ({ path: file }) =>
      lateFile(path.basename(file, '.ts')),
    );
    build.onResolve({ filter: /^\.\/protocol-library\.js$/ }, () => lateFile('protocol-library'));
    build.onResolve({ filter: /^vscode-languageserver(?:\/node)?$/ }, () => ({ path: 'protocol', namespace: 'late' }));
    build.onLoad({ filter: /./, namespace: 'late' }, () => ({ contents: lateProtocol() }));
  },
};
const lateFile = (name) => ({ path: `./${name}.js`, external: true });

/** The protocol's library with each name looked up when it is used; so the server can be imported without loading it. */
function lateProtocol() {
  const names = Object.keys(createRequire(import.meta.url)('vscode-languageserver/node'));
  return `for (const name of ${JSON.stringify(names)})
    Object.defineProperty(exports, name, { enumerable: true, get: () => require('./protocol-library.js')[name] });
  exports.__esModule = true;`;
}

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
  // The first import() makes VS Code's extension host wait for a thread of its own; require has the file at once.
  supported: { 'dynamic-import': false },
  logLevel: 'warning',
};

fs.mkdirSync(path.join(root, 'dist'), { recursive: true });
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
  plugins: [catalogueFile, lateFiles],
  banner: { js: '#!/usr/bin/env node' },
});
fs.chmodSync(path.join(root, 'dist/apache-ls.js'), 0o755);
