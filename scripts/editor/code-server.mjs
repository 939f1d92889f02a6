// Starts and stops a throw-away code-server on a loopback port, with settings and extensions of its own.
import { spawn, spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';

/** Nothing that asks, greets, updates, reports or moves while somebody looks on. */
const quietSettings = {
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.enableExperiments': false,
  'workbench.welcomePage.walkthroughs.openOnInstall': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'security.workspace.trust.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'update.mode': 'none',
  'update.showReleaseNotes': false,
  'chat.disableAIFeatures': true,
  'git.openRepositoryInParentFolders': 'never',
  'window.restoreWindows': 'none',
};

/**
 * Starts code-server on a copy of the folder `workspace`.
 * `editor` is what ensureEditor gives back, `extensions` are .vsix files, `port` 0 takes a free one.
 * Gives back `{ address, workspace, log, ended, stop }`; throws with code-server's own words when it does not start.
 */
export async function startCodeServer({ editor, workspace, extensions = [], settings = {}, ...rest }) {
  const folder = temporaryFolder();
  const run = { editor, folder, environment: environmentOf(folder, rest.environment), log: '' };
  const removeFolder = () => fs.rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  process.once('exit', removeFolder);
  cleanUpWhenInterrupted();
  try {
    fs.cpSync(workspace, path.join(folder, 'workspace'), { recursive: true, verbatimSymlinks: true });
    fs.writeFileSync(path.join(folder, 'data/User/settings.json'), JSON.stringify({ ...quietSettings, ...settings }));
    fs.writeFileSync(path.join(folder, 'config.yaml'), 'auth: none\n');
    for (const extension of extensions) installExtension(run, extension);
    return await start(run, rest, removeFolder);
  } catch (error) {
    removeFolder();
    throw error;
  }
}

/** A signal ends Node without its exit handlers, which end code-server; a caller with handlers of its own is left alone. */
function cleanUpWhenInterrupted() {
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    if (process.listenerCount(name) === 0) process.on(name, () => process.exit(1));
  }
}

/** VS Code puts Unix sockets below this folder, and their paths may have 107 bytes. */
function temporaryFolder() {
  const parent = os.tmpdir().length > 40 ? '/tmp' : os.tmpdir();
  const folder = fs.realpathSync(fs.mkdtempSync(path.join(parent, 'apache-')));
  for (const name of ['t', 'data/User', 'extensions']) fs.mkdirSync(path.join(folder, name), { recursive: true });
  return folder;
}

/** code-server hears nothing from an editor around us, and asks no marketplace. */
function environmentOf(folder, additions = {}) {
  const foreign = /^(VSCODE_|CODE_SERVER_|NODE_OPTIONS$|NODE_COMPILE_CACHE$|PORT$|CAROOT$|PASSWORD$|HASHED_PASSWORD$)/;
  return {
    ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.test(name))),
    TMPDIR: path.join(folder, 't'),
    XDG_CONFIG_HOME: path.join(folder, 'config'),
    XDG_DATA_HOME: path.join(folder, 'share'),
    XDG_CACHE_HOME: path.join(folder, 'cache'),
    EXTENSIONS_GALLERY: '{"serviceUrl":""}',
    ...additions,
  };
}

function commonArguments({ editor, folder }) {
  const at = (name) => path.join(folder, name);
  return [
    editor.entry,
    '--config',
    at('config.yaml'),
    '--user-data-dir',
    at('data'),
    '--extensions-dir',
    at('extensions'),
  ];
}

function installExtension(run, file) {
  const parameters = [...commonArguments(run), '--install-extension', path.resolve(file)];
  const result = spawnSync(run.editor.node, parameters, { cwd: run.folder, env: run.environment, encoding: 'utf8' });
  if (result.status === 0 && /successfully installed/.test(result.stdout)) return;
  throw new Error(`code-server did not install ${file}:\n${result.stdout}${result.stderr}`);
}

async function start(run, { port = 0, parameters = [] }, removeFolder) {
  const quiet = ['--disable-telemetry', '--disable-update-check', '--disable-getting-started-override'];
  const own = [
    path.join(run.folder, 'workspace'),
    '--auth',
    'none',
    '--bind-addr',
    `127.0.0.1:${port}`,
    '--disable-workspace-trust',
    '--ignore-last-opened',
  ];
  // Detached: the process gets a group of its own, which can be ended as a whole.
  const server = spawn(run.editor.node, [...commonArguments(run), ...own, ...quiet, ...parameters], {
    cwd: run.folder,
    env: run.environment,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const ended = new Promise((resolve) => server.once('close', resolve).once('error', resolve));
  const endGroup = () => signal(-server.pid, 'SIGKILL');
  process.once('exit', endGroup);
  const stop = async () => {
    signal(server.pid, 'SIGTERM');
    await Promise.race([ended, after(5000)]);
    endGroup();
    removeFolder();
    process.off('exit', endGroup).off('exit', removeFolder);
  };
  try {
    const address = await listening(run, server, ended);
    return { address, workspace: path.join(run.folder, 'workspace'), log: () => run.log, ended, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** code-server says its address once it listens. */
function listening(run, server, ended) {
  return new Promise((resolve, reject) => {
    const fail = (why) => reject(new Error(`code-server ${why}\n${run.log}`));
    const timer = setTimeout(() => fail('did not listen within 60 s'), 60_000);
    const read = (data) => {
      run.log += data;
      const found = /HTTP server listening on (http:\/\/127\.0\.0\.1:\d+)/.exec(run.log);
      if (found) resolve(found[1]);
      if (found) clearTimeout(timer);
    };
    server.stdout.on('data', read);
    server.stderr.on('data', read);
    ended.then(() => {
      clearTimeout(timer);
      fail('ended at once');
    });
  });
}

function signal(pid, name) {
  try {
    if (pid) process.kill(pid, name);
  } catch {
    // It has ended already.
  }
}

const after = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds).unref());
