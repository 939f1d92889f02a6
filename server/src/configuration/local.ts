// Says whether the server of a configuration lives on this machine, so that what is not on this disk is nowhere.
import { memo } from '../text/memo.ts';
import type { Configuration } from './evaluate.ts';
import { pathOf } from './paths.ts';

const systemFolders = /^\/(?:etc|usr\/local|opt)\//;

/**
 * True for a main file whose ServerRoot is here, or that lies where systems keep it.
 * A copy of another machine's configuration in a workspace is not: its paths cannot be judged.
 * Folders such as /etc/apache2 are on most machines, so as ServerRoot they tell nothing of a file that lies elsewhere.
 */
export const isOnThisMachine: (configuration: Configuration) => boolean = memo((configuration) => {
  const { start, disk, serverRoot, hasServerRoot } = configuration;
  if (!start.isMain) return false;
  const isInSystem = systemFolders.test(pathOf(start.file.uri) ?? '');
  if (!hasServerRoot) return isInSystem;
  if (serverRoot === undefined || disk.state(serverRoot) !== 'directory') return false;
  return isInSystem || !systemFolders.test(`${serverRoot}/`);
});

/** True for the server's own files: the main file lies below its ServerRoot, or where systems keep it. */
export const isInstalledHere: (configuration: Configuration) => boolean = memo((configuration) => {
  const path = pathOf(configuration.start.file.uri) ?? '';
  if (!isOnThisMachine(configuration)) return false;
  return systemFolders.test(path) || path.startsWith(`${configuration.serverRoot}/`);
});
