// Paths and addresses: joining as httpd does, and the way between a path and a file's URI.
import { URI } from 'vscode-uri';

/** The path of a `file:` URI with forward slashes, or undefined for any other scheme. */
export function pathOf(uri: string): string | undefined {
  const parsed = URI.parse(uri);
  return parsed.scheme === 'file' ? parsed.fsPath.replaceAll('\\', '/') : undefined;
}

/** The `file:` URI of an absolute path. */
export function uriOf(path: string): string {
  return URI.file(path).toString();
}

/** Says whether `path` starts at the root of a file system (`/x`, `C:/x`, `\\server\share`). */
export function isAbsolute(path: string): boolean {
  return path.startsWith('/') || path.startsWith('\\\\') || /^[A-Za-z]:[\\/]/.test(path);
}

/** `path` in the one spelling that two paths of a drive have in common; any other path as it is. */
export function comparable(path: string): string {
  return hasDrive(path) ? path.replaceAll('\\', '/').toLowerCase() : path;
}

/** Says whether `path` has a drive, as on Windows, where upper and lower case are one. */
export function hasDrive(path: string): boolean {
  return /^[A-Za-z]:/.test(path);
}

/** Says whether `path` is `folder` or lies below it; on a drive, whatever their case. */
export function isWithin(path: string, folder: string): boolean {
  const base = folder.endsWith('/') ? folder : `${folder}/`;
  const start = `${path}/`.slice(0, base.length);
  return hasDrive(folder) ? start.toLowerCase() === base.toLowerCase() : start === base;
}

/** `path` as seen from `base`, with `.`, `..` and doubled slashes removed. */
export function resolvePath(base: string, path: string): string {
  const joined = (isAbsolute(path) ? path : `${base}/${path}`).replaceAll('\\', '/');
  const parts: string[] = [];
  for (const part of joined.split('/')) {
    if (part === '..' && parts.length > 1) parts.pop();
    else if (part !== '.' && part !== '..' && (part !== '' || parts.length === 0)) parts.push(part);
  }
  return parts.length === 1 && parts[0] === '' ? '/' : parts.join('/');
}

/** The folder that holds `path`; on a drive a backslash parts names, too. */
export function folderOf(path: string): string {
  const slash = Math.max(path.lastIndexOf('/'), hasDrive(path) ? path.lastIndexOf('\\') : 0);
  return slash <= 0 ? '/' : path.slice(0, slash);
}

/** `path` without the slashes at its end; that of the root stays. */
export function withoutEndSlashes(path: string): string {
  let end = path.length;
  while (end > 1 && path[end - 1] === '/') end--;
  return path.slice(0, end);
}

/** The last part of `path`. */
export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
