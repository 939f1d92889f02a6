// Finds the program that tests a configuration: apachectl, httpd or what the distribution calls them.
import * as path from 'node:path';
import { configuredProgram, isProgram } from '../programs.ts';

/** Where it is looked for. */
export interface ProgramSearch {
  /** What the user set; empty means the usual names. */
  readonly configured: string;
  readonly path: string;
  readonly platform: NodeJS.Platform;
}

/** The control scripts come first: they set the environment that the configuration of Debian needs. */
const NAMES = ['apache2ctl', 'apachectl', 'httpd', 'apache2'];

/** Ordinary users do not have these on their PATH. */
const SERVER_FOLDERS = ['/usr/sbin', '/usr/local/sbin', '/sbin', '/opt/homebrew/bin', '/usr/local/bin'];

/**
 * The absolute path of the program, or undefined where there is none.
 * Fails where the user named one that cannot be run.
 */
export function findServerProgram(search: ProgramSearch): string | undefined {
  if (search.configured !== '') return configuredProgram('apache.httpdPath', search.configured);
  const isWindows = search.platform === 'win32';
  // A relative folder on the PATH would let the opened folder bring its own httpd.
  const onPath = search.path.split(isWindows ? ';' : ':').filter((folder) => path.isAbsolute(folder));
  const folders = isWindows ? onPath : [...onPath, ...SERVER_FOLDERS];
  const names = isWindows ? ['httpd.exe'] : NAMES;
  return names.flatMap((name) => folders.map((folder) => path.join(folder, name))).find(isProgram);
}
