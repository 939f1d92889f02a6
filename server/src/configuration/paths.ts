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

/** Says whether `path` starts at the root of a file system (`/x`, `C:/x`). */
export function isAbsolute(path: string): boolean {
  return path.startsWith('/') || /^[A-Za-z]:[\\/]/.test(path);
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

/** The folder that holds `path`. */
export function folderOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash <= 0 ? '/' : path.slice(0, slash);
}

/** The last part of `path`. */
export function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
