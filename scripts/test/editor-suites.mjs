// Runs the suites that need a real VS Code, one after another.
import * as path from 'node:path';
import { findChromium } from '../editor/browser.mjs';
import { bundleSuite } from '../editor/bundle-suite.mjs';
import { ensureEditor } from '../editor/install.mjs';
import { runSuite } from '../editor/suite.mjs';
import { packageExtension } from '../package.mjs';
import { findSuites, runNodeSuites } from './node-suites.mjs';

/** The names that a filter is compared with; packing leaves a minified build behind, so the sources come first. */
export const editorSuites = ['editor/sources', 'editor/package', 'editor/workbench'];

/**
 * Runs the named suites and gives back `{ passed, failed, skipped }`.
 * Without Chromium or without a code-server for this system each of them is skipped, or fails under CI=true.
 */
export async function runEditorSuites(root, names) {
  if (names.length === 0) return { passed: 0, failed: 0, skipped: 0 };
  const obstacle = findObstacle();
  if (obstacle) return without(names, obstacle);
  const editor = ensureEditor(root);
  const tests = await bundleSuite(root);
  const workspace = path.join(root, 'test/editor/workspace');
  const total = { passed: 0, failed: 0, skipped: 0 };
  for (const name of names) {
    console.log(`\n${name}`);
    const counts = await runOne(name, { root, editor, tests, workspace });
    for (const kind of Object.keys(total)) total[kind] += counts[kind];
  }
  return total;
}

function findObstacle() {
  if (!findChromium()) return 'apt-get install chromium';
  if (process.platform !== 'linux') return 'code-server runs on Linux only; npm run test:desktop uses a VS Code';
  return undefined;
}

function without(names, obstacle) {
  for (const name of names) console.log(`${name} skipped: ${obstacle}`);
  const kind = process.env.CI === 'true' ? 'failed' : 'skipped';
  return { passed: 0, failed: 0, skipped: 0, [kind]: names.length };
}

async function runOne(name, { root, ...options }) {
  try {
    if (name === 'editor/workbench') return runWorkbench(root);
    const extension = name === 'editor/sources' ? root : packaged();
    return await runSuite({ ...options, extension });
  } catch (error) {
    console.error(error.message);
    return { passed: 0, failed: 1, skipped: 0 };
  }
}

let extensionPackage;
function packaged() {
  extensionPackage ??= packageExtension();
  return extensionPackage;
}

function runWorkbench(root) {
  return runNodeSuites(root, findSuites(root, 'test/editor'), { EXTENSION_PACKAGE: packaged() });
}
