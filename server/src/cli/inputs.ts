// Finds and reads what the command line names: files, the configurations in folders, standard input.
import * as fs from 'node:fs';
import * as path from 'node:path';
import { catalogue } from '../catalogue/catalogue.ts';
import { pathOf, uriOf } from '../configuration/paths.ts';
import { isConfigurationPlace } from '../configuration/places.ts';
import { looksLikeApache } from '../configuration/recognise.ts';
import { decode, type NodeDisk } from '../host/node-disk.ts';
import type { SourceFile } from '../text/source-file.ts';

/** A file or folder that cannot be read; the message says which and why. */
export class InputError extends Error {}

/** The absolute path of the file `name`, or those of the configurations below the folder `name`. Throws an InputError where it cannot be read. */
export function filesOf(name: string): string[] {
  const resolved = normalised(name);
  const stat = fs.statSync(resolved, { throwIfNoEntry: false });
  if (!stat) throw new InputError(`${name} does not exist`);
  if (!stat.isDirectory()) return [resolved];
  return [...filesBelow(resolved)].filter(isConfiguration).sort();
}

/** The file `name` as `disk` sees it. Throws an InputError that says why where it cannot be read. */
export function readInput(name: string, disk: NodeDisk): SourceFile {
  const file = disk.read(normalised(name));
  if (typeof file === 'string') throw new InputError(`cannot read ${name}: ${reason(name)}`);
  return file;
}

/** All of standard input as text. */
export async function readStandardInput(): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(Buffer.from(chunk));
  return decode(Buffer.concat(chunks));
}

/** The place of a file on disk behind all links, to tell whether two paths are one file. */
export function realPathOf(file: string): string {
  try {
    return fs.realpathSync(file);
  } catch {
    return file;
  }
}

/** Absolute, with forward slashes, as the core writes paths. */
function normalised(name: string): string {
  const resolved = path.resolve(name);
  return pathOf(uriOf(resolved)) ?? resolved;
}

function reason(name: string): string {
  try {
    const stat = fs.statSync(name);
    if (stat.isDirectory()) return 'it is a folder';
    if (!stat.isFile()) return 'it is not a file';
    fs.accessSync(name, fs.constants.R_OK);
    return 'it is too large';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Folders behind links are not entered, so that no circle is walked. */
function* filesBelow(folder: string): Generator<string> {
  for (const entry of entriesOf(folder)) {
    const name = `${folder === '/' ? '' : folder}/${entry.name}`;
    if (!entry.isDirectory()) yield name;
    else if (entry.name !== 'node_modules' && entry.name !== '.git') yield* filesBelow(name);
  }
}

function entriesOf(folder: string): fs.Dirent[] {
  try {
    return fs.readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    throw new InputError(`cannot read the folder ${folder}: ${error instanceof Error ? error.message : error}`);
  }
}

function isConfiguration(file: string): boolean {
  const isCandidate = isConfigurationPlace(file) || file.endsWith('.conf');
  if (!isCandidate || fs.statSync(file, { throwIfNoEntry: false })?.isFile() !== true) return false;
  if (isConfigurationPlace(file)) return true;
  try {
    return looksLikeApache(decode(fs.readFileSync(file)), catalogue);
  } catch {
    return false;
  }
}
