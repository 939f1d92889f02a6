// What a file's name and place say about it.
import { folderOf, nameOf } from './paths.ts';

const mainNames = new Set(['httpd.conf', 'apache2.conf', 'httpd2.conf']);
const serverFolders =
  /^(?:(?:sites|conf|mods)-(?:available|enabled)|conf\.d|vhosts\.d|conf\.modules\.d|extra|conf-enabled)$/;

const systemFolders = /^(?:\/private)?\/(?:etc|usr\/local|opt)\//;

/** Says whether the path is below a folder where systems keep the configuration of their servers. */
export function isSystemPlace(path: string): boolean {
  return systemFolders.test(path);
}

/** Says whether the name is one that main files have. */
export function isMainName(path: string): boolean {
  return mainNames.has(nameOf(path));
}

/** The ServerRoot of a main file that names none: httpd has its own in a folder `conf` below it, Debian beside it. */
export function usualServerRoot(path: string): string {
  const folder = folderOf(path);
  return nameOf(path) === 'httpd.conf' && nameOf(folder) === 'conf' ? folderOf(folder) : folder;
}

/** Says whether the file is read for each request, in the folder where it stands, or is a variant of such a one. */
export function isHtaccess(path: string): boolean {
  return /^\.htaccess(?!.*\.conf$)/.test(nameOf(path));
}

/** What the top level of a file that stands alone is, as far as its name and place tell. */
export function contextOfPlace(path: string): 'server' | 'htaccess' | 'unknown' {
  if (isHtaccess(path)) return 'htaccess';
  if (isMainName(path) || nameOf(path) === 'ports.conf') return 'server';
  return serverFolders.test(nameOf(folderOf(path))) ? 'server' : 'unknown';
}

/** Says whether the name or place alone tells that the file is an Apache configuration. */
export function isConfigurationPlace(path: string): boolean {
  const name = nameOf(path);
  if (isMainName(path) || isHtaccess(path) || name === 'ports.conf' || name.endsWith('.vhost')) return true;
  const folder = nameOf(folderOf(path));
  if (/^(?:sites|conf|mods)-(?:available|enabled)$/.test(folder)) return /\.(?:conf|load)$|^[^.]+$/.test(name);
  return false;
}

/** Folders in which a main file looks for the files of its tree: its own, and those around it. */
export function mainCandidates(path: string): string[] {
  const candidates: string[] = [];
  for (let folder = folderOf(path), up = 0; up < 4; up++, folder = folderOf(folder)) {
    candidates.push(...mainFilesIn(folder));
    if (folder === '/') break;
  }
  return candidates;
}

/** The main files that a server root may have. */
export function mainFilesIn(root: string): string[] {
  const folder = root === '/' ? '' : root;
  return [...mainNames].flatMap((name) => [`${folder}/${name}`, `${folder}/conf/${name}`]);
}
