// Says whether the server of a configuration lives on this machine, so that what is not on this disk is nowhere.
import { memo } from '../text/memo.ts';
import { isReadWhole } from './certainty.ts';
import type { Configuration } from './evaluate.ts';
import { everywhere } from './hosts.ts';
import { pathOf, resolvePath } from './paths.ts';
import { mainFilesIn } from './places.ts';

const systemFolders = /^\/(?:etc|usr\/local|opt)\//;

/**
 * True for a main file whose ServerRoot is here, or that lies where systems keep it.
 * A copy of another machine's configuration in a workspace is not: its paths cannot be judged.
 */
export const isOnThisMachine: (configuration: Configuration) => boolean = memo((configuration) => {
  const { start, disk, serverRoot, hasServerRoot } = configuration;
  if (!start.isMain) return false;
  if (hasServerRoot) return serverRoot !== undefined && disk.state(serverRoot) === 'directory';
  return systemFolders.test(pathOf(start.file.uri) ?? '');
});

/** True for the server's own files: the main file lies below its ServerRoot, or where systems keep it, or all that it reads is here. */
export const isInstalledHere: (configuration: Configuration) => boolean = memo((configuration) => {
  const path = pathOf(configuration.start.file.uri) ?? '';
  if (!isOnThisMachine(configuration)) return false;
  return systemFolders.test(path) || path.startsWith(`${configuration.serverRoot}/`) || isWhollyHere(configuration);
});

/**
 * Every module and every included file is here, under a ServerRoot without a main file of its own.
 * A ServerRoot that has one is that of another server, whose paths a copied configuration shares.
 */
function isWhollyHere(configuration: Configuration): boolean {
  const { disk, hasServerRoot, serverRoot = '/' } = configuration;
  if (!hasServerRoot || !isReadWhole(configuration)) return false;
  if (mainFilesIn(serverRoot).some((path) => disk.state(path) !== 'missing')) return false;
  const modules = everywhere(configuration, 'LoadModule').filter((visit) => visit.certainty === 'certain');
  return (
    modules.length > 0 &&
    modules.every((visit) => disk.state(resolvePath(serverRoot, visit.words[1]?.text ?? '')) === 'file')
  );
}
