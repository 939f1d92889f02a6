// Writes a private key and its certificate so that both appear or neither does.
import { randomBytes } from 'node:crypto';
import * as fs from 'node:fs/promises';
import * as path from 'node:path';
import type { PemPair } from './self-signed.ts';

/** Where the two files go; both paths are absolute. */
export interface PairPlace {
  readonly certificateFile: string;
  readonly keyFile: string;
}

/** Something done that can be taken back until all the rest is done too. */
interface Step {
  undo(): Promise<unknown>;
  finish(): Promise<unknown>;
}

type Publish = (temporary: string, target: string) => Promise<Step>;

const KEY_MODE = 0o600;
const CERTIFICATE_MODE = 0o644;
const FOLDER_MODE = 0o700;

/**
 * Writes both files; fails with code EEXIST, and changes nothing, where one of them exists in any form.
 * A symbolic link counts as existing and is never followed.
 */
export function writeNewPair(place: PairPlace, pair: PemPair): Promise<void> {
  return writePair(place, pair, create);
}

/**
 * Writes both files in place of what is there, each replaced in one step. A symbolic link is replaced, not followed.
 * Where the second file cannot be replaced, the first is put back, with its owner and mode, and the call fails.
 */
export function replacePair(place: PairPlace, pair: PemPair): Promise<void> {
  return writePair(place, pair, replace);
}

async function writePair(place: PairPlace, pair: PemPair, publish: Publish): Promise<void> {
  if (path.resolve(place.keyFile) === path.resolve(place.certificateFile)) {
    throw new Error(`The key and the certificate would be the same file: ${place.keyFile}`);
  }
  const steps: Step[] = [];
  try {
    const key = await stage(place.keyFile, pair.key, KEY_MODE, steps);
    const certificate = await stage(place.certificateFile, pair.certificate, CERTIFICATE_MODE, steps);
    steps.push(await publish(key, place.keyFile));
    steps.push(await publish(certificate, place.certificateFile));
  } catch (error) {
    await undoAll(steps, error);
    throw error;
  }
  for (const step of steps) await step.finish();
}

/** Writes a file of a random name beside `target`, whole and on the disk, and gives back its path. */
async function stage(target: string, text: string, mode: number, steps: Step[]): Promise<string> {
  await makeFolder(path.dirname(target), steps);
  const temporary = besides(target);
  // `wx` makes a new file or fails: it neither follows a link nor takes over a file that another user put there.
  const handle = await fs.open(temporary, 'wx', mode);
  const remove = () => fs.rm(temporary, { force: true });
  steps.push({ undo: remove, finish: remove });
  try {
    await handle.chmod(mode);
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  return temporary;
}

/** One folder after the other: below /proc, where none can be made, Node's own `recursive` never ends. */
async function makeFolder(folder: string, steps: Step[]): Promise<void> {
  const parent = path.dirname(folder);
  if (parent === folder || (await isFolder(folder))) return;
  await makeFolder(parent, steps);
  try {
    await fs.mkdir(folder, FOLDER_MODE);
  } catch (error) {
    // Somebody else may have made it meanwhile, and it is theirs then.
    if (await isFolder(folder)) return;
    throw error;
  }
  steps.push({ undo: () => fs.rmdir(folder), finish: nothing });
}

function isFolder(folder: string): Promise<boolean> {
  return fs.stat(folder).then(
    (status) => status.isDirectory(),
    () => false,
  );
}

/** A hard link never replaces a file, which a rename would. */
async function create(temporary: string, target: string): Promise<Step> {
  await fs.link(temporary, target).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EEXIST') throw error;
    // FAT and some network file systems have no hard links.
    return fs.copyFile(temporary, target, fs.constants.COPYFILE_EXCL);
  });
  return { undo: () => fs.unlink(target), finish: nothing };
}

async function replace(temporary: string, target: string): Promise<Step> {
  const backup = await backUp(target);
  const dropBackup = () => (backup === undefined ? nothing() : fs.rm(backup, { force: true }));
  try {
    await fs.rename(temporary, target);
  } catch (error) {
    await dropBackup();
    throw error;
  }
  const undo = () => (backup === undefined ? fs.unlink(target) : fs.rename(backup, target));
  return { undo, finish: dropBackup };
}

/** A second name for what is at `target`, so that putting it back keeps its owner and mode; undefined if nothing is. */
async function backUp(target: string): Promise<string | undefined> {
  const found = await fs.lstat(target).catch(() => undefined);
  if (found === undefined || found.isDirectory()) return undefined;
  const backup = besides(target);
  if (found.isSymbolicLink()) await fs.symlink(await fs.readlink(target), backup);
  else await fs.link(target, backup).catch(() => fs.copyFile(target, backup, fs.constants.COPYFILE_EXCL));
  return backup;
}

function besides(target: string): string {
  return path.join(path.dirname(target), `.${path.basename(target)}.${randomBytes(8).toString('hex')}`);
}

async function undoAll(steps: Step[], cause: unknown): Promise<void> {
  const failures: unknown[] = [];
  for (const step of steps.reverse()) await step.undo().catch((error: unknown) => failures.push(error));
  if (failures.length > 0) throw new AggregateError([cause, ...failures], `${cause}; not all could be undone`);
}

async function nothing(): Promise<void> {}
