// Says whether the server of a configuration lives on this machine, so that what is not on this disk is nowhere.
import { memo } from '../text/memo.ts';
import { isReadWhole } from './certainty.ts';
import type { PathState } from './disk.ts';
import type { Configuration } from './evaluate.ts';
import { everywhere } from './hosts.ts';
import { isStandardFolder } from './machine.ts';
import { isWithin, pathOf, resolvePath } from './paths.ts';
import { isSystemPlace, mainFilesIn } from './places.ts';

/**
 * True for a main file whose ServerRoot is here, or that lies where systems keep it.
 * A copy of another machine's configuration in a workspace is not: its paths cannot be judged.
 * Folders such as /etc/apache2, or /usr on macOS, are on most machines: as ServerRoot they tell nothing of a file that lies elsewhere.
 */
export const isOnThisMachine: (configuration: Configuration) => boolean = memo((configuration) => {
  const { start, serverRoot, hasServerRoot, isCopy, disk } = configuration;
  return livesHere({ start, serverRoot, hasServerRoot, isCopy, stateOf: (path) => disk.state(path) });
});

/** What is known of a tree while it is being read. */
interface Known extends Pick<Configuration, 'start' | 'serverRoot' | 'hasServerRoot' | 'isCopy'> {
  readonly stateOf: (path: string) => PathState;
}

/** The same of a tree that is being read. */
export function livesHere({ start, serverRoot, hasServerRoot, isCopy, stateOf }: Known): boolean {
  if (!start.isMain || isCopy) return false;
  const isSystem = isSystemPlace(pathOf(start.file.uri) ?? '');
  if (!hasServerRoot) return isSystem;
  if (serverRoot === undefined || stateOf(serverRoot) !== 'directory') return false;
  return isSystem || !(isStandardFolder(serverRoot) || isSystemPlace(`${serverRoot}/`));
}

/** True for the server's own files: the main file lies below its ServerRoot, or where systems keep it, or all that it reads is here. */
export const isInstalledHere: (configuration: Configuration) => boolean = memo((configuration) => {
  const path = pathOf(configuration.start.file.uri) ?? '';
  if (!isOnThisMachine(configuration)) return false;
  return isSystemPlace(path) || isWithin(path, configuration.serverRoot ?? path) || isWhollyHere(configuration);
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
