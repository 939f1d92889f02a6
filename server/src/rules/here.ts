// Whether a path is one of this machine, as far as the disk tells.
import type { Disk } from '../configuration/disk.ts';
import { isStandardFolder } from '../configuration/machine.ts';
import { folderOf } from '../configuration/paths.ts';

/** Says whether `path` is missing on this machine while the folder around it is there, and is not one that every machine has. */
export function isMissingHere(path: string, disk: Disk): boolean {
  const folder = folderOf(path);
  return !isOnEveryMachine(folder) && disk.state(folder) === 'directory' && disk.state(path) === 'missing';
}

/** That such a folder exists here does not tell that this is the machine of the server. */
export function isOnEveryMachine(folder: string): boolean {
  return isStandardFolder(folder) || /^\/(?:var\/)?(?:run|tmp)(?:\/|$)/.test(folder);
}
