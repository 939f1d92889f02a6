// Installs, builds, checks and runs every suite: `npm test`, or `npm test -- syntax` for those whose path has the word.
import './node-version.mjs';
import { spawnSync } from 'node:child_process';
import * as path from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureDependencies, runScript } from './npm.mjs';

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');
const filters = process.argv.slice(2);
const isWanted = (name) => filters.length === 0 || filters.some((filter) => name.includes(filter));

try {
  ensureDependencies(root);
  const { passed, failed, skipped } = await runEverything();
  if (passed + failed === 0)
    console.error(filters.length > 0 ? `No test ran for: ${filters.join(' ')}` : 'No test ran');
  console.log(`\n${passed} passed, ${failed} failed, ${skipped} skipped`);
  process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
} catch (error) {
  console.error(error.message);
  console.log('\n0 passed, 1 failed, 0 skipped');
  process.exitCode = 1;
}

/** The runners are loaded once the packages they use are installed. */
async function runEverything() {
  const { ensureSystemPrograms } = await import('./test/system-programs.mjs');
  const { findSuites, runNodeSuites } = await import('./test/node-suites.mjs');
  const { editorSuites, runEditorSuites } = await import('./test/editor-suites.mjs');
  ensureSystemPrograms();
  runScript(root, 'build.mjs');
  const suites = findSuites(root, 'test').filter((file) => !file.startsWith('test/editor/'));
  return sum([
    check('typecheck', 'typescript/bin/tsc', '-p', 'tsconfig.json'),
    check('lint', '@biomejs/biome/bin/biome', 'check', '.'),
    runNodeSuites(root, suites.filter(isWanted)),
    await runEditorSuites(root, editorSuites.filter(isWanted)),
  ]);
}

/** A check is no test: it counts only when it fails, so that the closing line cannot say that all is well. */
function check(name, tool, ...parameters) {
  if (!isWanted(name)) return {};
  console.log(name);
  const file = path.join(root, 'node_modules', tool);
  const { status } = spawnSync(process.execPath, [file, ...parameters], { cwd: root, stdio: 'inherit' });
  return { failed: status === 0 ? 0 : 1 };
}

function sum(results) {
  const total = (kind) => results.reduce((count, result) => count + (result[kind] ?? 0), 0);
  return { passed: total('passed'), failed: total('failed'), skipped: total('skipped') };
}
