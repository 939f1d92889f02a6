// Runs suites of node:test in a process each and counts their tests.
import { spawnSync } from 'node:child_process';
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';

const reporter = new URL('counting-reporter.mjs', import.meta.url).href;

/** The paths below `folder` that end in .test.ts or .test.mjs, sorted, as seen from `root`. */
export function findSuites(root, folder) {
  return fs
    .readdirSync(path.join(root, folder), { withFileTypes: true })
    .flatMap((entry) => {
      const place = path.posix.join(folder, entry.name);
      if (entry.isDirectory()) return findSuites(root, place);
      return /\.test\.(ts|mjs)$/.test(entry.name) ? [place] : [];
    })
    .sort();
}

/** Runs `files`, shows the report and gives back `{ passed, failed, skipped }`; a run that reports nothing has failed. */
export function runNodeSuites(root, files, environment = {}) {
  if (files.length === 0) return { passed: 0, failed: 0, skipped: 0 };
  const counts = path.join(fs.mkdtempSync(path.join(os.tmpdir(), 'apache-counts-')), 'counts.json');
  const reporters = [
    ...['--test-reporter=spec', '--test-reporter-destination=stdout'],
    ...[`--test-reporter=${reporter}`, `--test-reporter-destination=${counts}`],
  ];
  const parameters = [
    '--import',
    'tsx',
    '--test',
    '--test-concurrency=2',
    '--test-timeout=600000',
    ...reporters,
    ...files,
  ];
  const result = spawnSync(process.execPath, parameters, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...environment },
  });
  return readCounts(counts, result.status);
}

function readCounts(file, status) {
  try {
    const counts = JSON.parse(fs.readFileSync(file, 'utf8'));
    return counts.failed === 0 && status !== 0 ? { ...counts, failed: 1 } : counts;
  } catch {
    return { passed: 0, failed: 1, skipped: 0 };
  } finally {
    fs.rmSync(path.dirname(file), { recursive: true, force: true });
  }
}
