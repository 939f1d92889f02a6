// Gives a test a folder of its own that is gone afterwards.
import * as fs from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import type { TestContext } from 'node:test';

/** A new empty folder, with links resolved, removed when the test or suite `context` ends. */
export function temporaryFolder(context: Pick<TestContext, 'after'>): string {
  const folder = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'apache-test-')));
  context.after(() => fs.rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** The permission bits of a file, such as 0o600. */
export function modeOf(file: string): number {
  return fs.statSync(file).mode & 0o777;
}
