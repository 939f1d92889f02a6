// Installs code-server, a real VS Code for the browser, from the npm registry when it is first needed.
import * as fs from 'node:fs';
import * as path from 'node:path';
import { fileURLToPath } from 'node:url';
import { npm } from '../npm.mjs';

const codeServerVersion = '4.139.1';
/** This code-server wants Node 24, whatever runs these scripts. */
const nodeVersion = '24.21.0';

/**
 * Says where the editor is, `{ node, entry }`, after installing it into `.editor/` of `root` where it is missing.
 * APACHE_EDITOR_HOME names an installation to use instead.
 * Throws where neither exists and this system has no code-server.
 */
export function ensureEditor(root) {
  const home = process.env.APACHE_EDITOR_HOME;
  if (home) return existing(path.resolve(home));
  const folder = path.join(root, '.editor');
  if (!isComplete(folder)) install(folder);
  return programs(folder);
}

/** The same for whoever would rather do without than wait for a download: undefined where none is installed yet. */
export function installedEditor(root) {
  return process.env.APACHE_EDITOR_HOME || isComplete(path.join(root, '.editor')) ? ensureEditor(root) : undefined;
}

function existing(home) {
  const found = programs(home);
  const missing = Object.values(found).find((file) => !fs.existsSync(file));
  if (missing)
    throw new Error(`APACHE_EDITOR_HOME=${home} is not an installation of code-server: ${missing} is missing`);
  return found;
}

function programs(folder) {
  return {
    node: path.join(folder, 'node_modules', nodePackage(), 'bin/node'),
    entry: path.join(folder, 'node_modules/code-server/out/node/entry.js'),
  };
}

function nodePackage() {
  const name = `${process.platform}-${process.arch}`;
  if (name === 'linux-x64' || name === 'linux-arm64') return `node-${name}`;
  throw new Error(`There is no code-server for ${name}; use an installed VS Code: npm run start:desktop`);
}

/** The last number counts changes of what is done after the download. */
const versions = () => JSON.stringify({ codeServer: codeServerVersion, node: nodeVersion, recipe: 1 });
const marker = (folder) => path.join(folder, 'installed.json');

/** The marker is written last, so an installation that was interrupted does not count. */
function isComplete(folder) {
  return fs.existsSync(marker(folder)) && fs.readFileSync(marker(folder), 'utf8') === versions();
}

function install(folder) {
  const node = nodePackage();
  console.log(`Installing code-server ${codeServerVersion} into ${folder} (once, about a minute) …`);
  fs.rmSync(folder, { recursive: true, force: true });
  fs.mkdirSync(folder, { recursive: true });
  fs.writeFileSync(path.join(folder, 'package.json'), '{ "private": true }\n');
  // --force: the npm that runs here sees another Node than the one that will run code-server.
  const quiet = ['--no-audit', '--no-fund', '--ignore-scripts', '--force', '--loglevel=error'];
  npm(folder, 'install', '--no-save', ...quiet, `${node}@${nodeVersion}`, `code-server@${codeServerVersion}`);
  const vscode = path.join(folder, 'node_modules/code-server/lib/vscode');
  npm(vscode, 'install', '--omit=dev', ...quiet);
  replaceNativeModules(vscode);
  prune(folder, vscode, node);
  fs.writeFileSync(marker(folder), versions());
}

/** The two modules that would need a C++ compiler, a watchdog and a writer of log files, do nothing here. */
function replaceNativeModules(vscode) {
  const watchdog = 'exports.start = () => {};\n';
  const logger = "const silent = new Proxy({}, { get: (_, name) => (name === 'then' ? undefined : () => {}) });\n";
  const log = `${logger}exports.setFlushOn = () => {};\nexports.createAsyncRotatingLogger = async () => silent;\n`;
  fs.writeFileSync(path.join(vscode, 'node_modules/@vscode/native-watchdog/index.js'), watchdog);
  fs.writeFileSync(path.join(vscode, 'node_modules/@vscode/spdlog/index.js'), log);
}

/** Removes what only other uses of VS Code need, more than half of the installation. */
function prune(folder, vscode, node) {
  const unused = [
    ...['copilot', 'mermaid-markdown-features', 'microsoft-authentication'].map(
      (name) => `${vscode}/extensions/${name}`,
    ),
    ...['@github', '@microsoft/mxc-sdk', 'node-pty/deps', 'node-pty/third_party'].map(
      (name) => `${vscode}/node_modules/${name}`,
    ),
    ...['include', 'share'].map((name) => `${folder}/node_modules/${node}/${name}`),
  ];
  for (const place of unused) fs.rmSync(place, { recursive: true, force: true });
  const searchTools = `${vscode}/node_modules/@vscode/ripgrep-universal/bin`;
  for (const system of fs.existsSync(searchTools) ? fs.readdirSync(searchTools) : []) {
    if (system !== `${process.platform}-${process.arch}`)
      fs.rmSync(path.join(searchTools, system), { recursive: true });
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  console.log(ensureEditor(path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..')).entry);
}
