// Where a path leads once links are followed.
import * as fs from 'node:fs';
import { folderOf, nameOf } from '../configuration/paths.ts';

/** `path` without links; what does not exist keeps its name below the folder that does. */
export function realPath(path: string): string {
  try {
    return fs.realpathSync.native(path).replaceAll('\\', '/');
  } catch {
    const folder = folderOf(path);
    return folder === path || !path.includes('/') ? path : `${realPath(folder).replace(/\/$/, '')}/${nameOf(path)}`;
  }
}

/** Says whether something stands at `path`. */
export function isThere(path: string): boolean {
  return fs.existsSync(path);
}

/** Says whether this process may write to `path`. */
export function isWritable(path: string): boolean {
  try {
    fs.accessSync(path, fs.constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
