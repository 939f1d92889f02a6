// Runs the editor suite in a desktop VS Code, which is downloaded once: `npm run test:desktop`.
import '../../scripts/node-version.mjs';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureDependencies, runScript } from '../../scripts/npm.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
const scratch = fs.mkdtempSync(path.join(os.tmpdir(), 'apache-desktop-'));

try {
  ensureDependencies(root);
  runScript(root, 'build.mjs');
  await runInDesktop();
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
} finally {
  fs.rmSync(scratch, { recursive: true, force: true });
}

/** The suite changes files, so it works on a copy; VSCODE_VERSION chooses another version than the newest. */
async function runInDesktop() {
  const { runTests } = await import('@vscode/test-electron');
  const { bundleSuite } = await import('../../scripts/editor/bundle-suite.mjs');
  const workspace = path.join(scratch, 'workspace');
  const results = path.join(scratch, 'results.json');
  fs.cpSync(path.join(root, 'test/editor/workspace'), workspace, { recursive: true, verbatimSymlinks: true });
  await runTests({
    version: process.env.VSCODE_VERSION ?? 'stable',
    extensionDevelopmentPath: root,
    extensionTestsPath: await bundleSuite(root),
    extensionTestsEnv: { EDITOR_SUITE_RESULTS: results },
    launchArgs: [
      workspace,
      '--disable-extensions',
      '--disable-workspace-trust',
      '--skip-welcome',
      '--skip-release-notes',
    ],
  });
  const { passed, failed, skipped } = JSON.parse(fs.readFileSync(results, 'utf8'));
  console.log(`\n${passed} passed, ${failed} failed, ${skipped} skipped`);
}
