// The entry that an extension host calls: runs every part of the suite with mocha and writes down how many passed.
import * as fs from 'node:fs';
import * as path from 'node:path';
import Mocha from 'mocha';

/** Runs the suite; rejects when a test fails or when there was none. */
export async function run(): Promise<void> {
  const mocha = new Mocha({ ui: 'tdd', color: false, reporter: 'spec', timeout: 60_000, forbidOnly: true });
  for (const name of fs.readdirSync(__dirname).sort()) {
    if (name.endsWith('.editor.js')) mocha.addFile(path.join(__dirname, name));
  }
  const stats = await statsOf(mocha);
  writeResults(stats);
  if (stats.tests === 0) throw new Error('No test ran.');
  if (stats.failures > 0) throw new Error(`${stats.failures} tests failed.`);
}

function statsOf(mocha: Mocha): Promise<Mocha.Stats> {
  return new Promise((resolve, reject) => {
    const runner = mocha.run(() => {
      if (runner.stats === undefined) reject(new Error('mocha kept no count.'));
      else resolve(runner.stats);
    });
  });
}

function writeResults({ tests, passes, failures, pending }: Mocha.Stats): void {
  const file = process.env.EDITOR_SUITE_RESULTS;
  const failed = tests === 0 ? 1 : failures;
  if (file !== undefined) fs.writeFileSync(file, JSON.stringify({ passed: passes, failed, skipped: pending }));
}
