// Opens the extension in a real VS Code on a copy of the example workspace: `npm start`, `npm run start:desktop`.
import './node-version.mjs';
import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { startCodeServer } from './editor/code-server.mjs';
import { ensureEditor } from './editor/install.mjs';
import { ensureDependencies, runScript } from './npm.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const example = path.join(root, 'examples/debian');

try {
  const { values } = parseArgs({ options: { desktop: { type: 'boolean' }, port: { type: 'string', default: '0' } } });
  ensureDependencies(root);
  if (values.desktop) startDesktop();
  else await startInBrowser(portOf(values.port));
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}

function portOf(text) {
  if (/^\d{1,5}$/.test(text) && Number(text) < 65536) return Number(text);
  throw new Error(`--port ${text}: a port is a number from 0 (any free one) to 65535`);
}

async function startInBrowser(port) {
  const { packageExtension } = await import('./package.mjs');
  const extension = packageExtension();
  // npm passes Ctrl-C on to a process that has already had it from the terminal: the second one must do nothing.
  const interrupted = new Promise((resolve) => {
    for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(name, resolve);
  });
  const server = await startCodeServer({
    editor: ensureEditor(root),
    workspace: example,
    extensions: [extension],
    environment: { CAROOT: certificateAuthority() },
    port,
  });
  console.log(`\nThe extension runs in VS Code at ${server.address}`);
  console.log('It shows a copy of examples/debian, which is deleted at the end. Try apache2/sites-available/app.conf.');
  console.log('Everybody who is logged in on this machine can open that address. Ctrl-C ends it.');
  const byItself = await Promise.race([interrupted.then(() => false), server.ended.then(() => true)]);
  await server.stop();
  if (byItself) throw new Error(`code-server has ended:\n${server.log()}`);
}

/** mkcert shall use the authority that this user's browsers may trust already, not one in a folder that is deleted. */
function certificateAuthority() {
  if (process.env.CAROOT) return process.env.CAROOT;
  return path.join(process.env.XDG_DATA_HOME || path.join(os.homedir(), '.local/share'), 'mkcert');
}

function startDesktop() {
  const code = findCode();
  if (!code) throw new Error('There is no `code` on the PATH: install VS Code, or use npm start');
  runScript(root, 'build.mjs');
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'apache-example-'));
  fs.cpSync(example, folder, { recursive: true, verbatimSymlinks: true });
  console.log(`VS Code shows a copy of examples/debian: ${folder}`);
  const result = spawnSync(code, ['--new-window', `--extensionDevelopmentPath=${root}`, folder], { stdio: 'inherit' });
  if (result.error) throw result.error;
}

/** On Windows the PATH holds a batch file, beside whose folder the program itself lies. */
function findCode() {
  const folders = (process.env.PATH ?? '').split(path.delimiter);
  const inFolder = (folder) => path.join(folder, process.platform === 'win32' ? '../Code.exe' : 'code');
  return folders
    .filter(path.isAbsolute)
    .map(inFolder)
    .find((file) => fs.existsSync(file));
}
