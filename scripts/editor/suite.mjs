// Runs the mocha suite of test/editor inside the extension host of code-server's workbench.
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { openBrowser, openWorkbench } from './browser.mjs';
import { startCodeServer } from './code-server.mjs';

/** What a workbench says about itself while it starts and ends; it has nothing to do with a test. */
const noise =
  /^(%c|Resolv(ing|ed) connection token|Creating a socket|\[|Updating additional builtin|Ignoring fetching|Creation of workbench)/;

/**
 * Runs the bundled suite against `extension`: the folder of the sources, or a .vsix that gets installed.
 * Gives back mocha's `{ passed, failed, skipped }`; throws when the suite could not be run.
 */
export async function runSuite({ editor, extension, tests, workspace, timeout = 300_000 }) {
  const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'apache-suite-'));
  const isPackage = extension.endsWith('.vsix');
  const results = path.join(scratch, 'results.json');
  const server = await startCodeServer({
    editor,
    workspace,
    extensions: isPackage ? [extension] : [],
    // Without this switch the workbench does not read the payload below.
    parameters: ['--vscode-option', 'enable-smoke-test-driver'],
    environment: { EDITOR_SUITE_RESULTS: results, HOME: scratch },
  });
  try {
    const development = isPackage ? emptyExtension(scratch) : extension;
    await runInWorkbench(server, development, tests, timeout);
    return readResults(results, server);
  } finally {
    await server.stop();
    fs.rmSync(scratch, { recursive: true, force: true });
  }
}

/** A test run always develops an extension; beside an installed one it is this. */
function emptyExtension(scratch) {
  const folder = path.join(scratch, 'harness');
  fs.mkdirSync(folder);
  const manifest = { name: 'harness', publisher: 'apache-wsgi', version: '0.0.1', engines: { vscode: '*' } };
  fs.writeFileSync(path.join(folder, 'package.json'), JSON.stringify(manifest));
  return folder;
}

async function runInWorkbench(server, development, tests, timeout) {
  const { page, close } = await openBrowser(server.address);
  const remote = (file) => `vscode-remote://${new URL(server.address).host}${file}`;
  try {
    const finished = finish(page, server, timeout);
    await openWorkbench(page, server.address, server.workspace, [
      ['extensionDevelopmentPath', remote(development)],
      ['extensionTestsPath', remote(tests)],
      ['skipWelcome', 'true'],
      ['skipReleaseNotes', 'true'],
    ]);
    await finished;
  } finally {
    await close();
  }
}

/** The workbench calls two functions of the page: one for what the suite prints, one when it is through. */
async function finish(page, server, timeout) {
  let timer;
  const through = new Promise((resolve, reject) => {
    const fail = (why) => reject(new Error(`The suite did not end: ${why}\n${server.log()}`));
    timer = setTimeout(() => fail(`it took more than ${timeout / 1000} s`), timeout);
    server.ended.then(() => fail('code-server ended'));
    page.on('crash', () => fail('the page crashed'));
    page.exposeFunction('codeAutomationExit', resolve).catch(reject);
    page.exposeFunction('codeAutomationLog', print).catch(reject);
  });
  through.catch(() => {});
  return through.finally(() => clearTimeout(timer));
}

function print(_type, values) {
  if (!noise.test(String(values[0]))) console.log(...values);
}

function readResults(file, server) {
  if (fs.existsSync(file)) return JSON.parse(fs.readFileSync(file, 'utf8'));
  throw new Error(`The suite wrote no results\n${server.log()}`);
}
