// Names as the disk writes them: Windows, and so a configuration for it, does not tell upper from lower case.
import type { Disk } from './disk.ts';
import { resolvePath } from './paths.ts';

/** The path of `parts` below `folder`, each as it stands on the disk where only its case differs. */
export function trueCase(folder: string, parts: readonly string[], disk: Disk): string {
  return parts.reduce((path, part) => resolvePath(path, nameIn(path, part, disk)), folder);
}

function nameIn(folder: string, name: string, disk: Disk): string {
  const names = disk.list(folder);
  if (typeof names === 'string' || names.includes(name)) return name;
  return names.find((candidate) => candidate.toLowerCase() === name.toLowerCase()) ?? name;
}
