// The disk of a spec: the files that it writes down.
import type { Disk, PathState } from '../../server/src/configuration/disk.ts';
import { folderOf, nameOf, pathOf } from '../../server/src/configuration/paths.ts';
import type { SourceFile } from '../../server/src/text/source-file.ts';

/** Everything below `known` is as written; what lies elsewhere and is not written down was never looked at. */
export function memoryDisk(files: readonly SourceFile[], known: string | undefined): Disk {
  const byPath = new Map(files.map((file) => [pathOf(file.uri) ?? '', file]));
  const folders = foldersAbove([...byPath.keys()]);
  const absent = (path: string) => (known !== undefined && path.startsWith(`${known}/`) ? 'missing' : 'unknown');
  return {
    generation: 0,
    read: (path) => byPath.get(path) ?? absent(path),
    state: (path): PathState => stateOf(byPath.get(path)) ?? (folders.has(path) ? 'directory' : absent(path)),
    list: (path) => folders.get(path) ?? absent(path),
    isClosed: () => false,
    realPath: (path) => path,
    pem: () => 'unknown',
  };
}

function stateOf(file: SourceFile | undefined): PathState | undefined {
  if (!file) return undefined;
  return file.text === '' ? 'empty-file' : 'file';
}

/** Each folder above `paths` with the names in it, sorted. */
function foldersAbove(paths: readonly string[]): Map<string, string[]> {
  const names = new Map<string, Set<string>>();
  for (let path of paths) {
    for (; path !== '/' && path !== ''; path = folderOf(path)) {
      const siblings = names.get(folderOf(path)) ?? new Set();
      names.set(folderOf(path), siblings.add(nameOf(path)));
    }
  }
  return new Map([...names].map(([folder, set]) => [folder, [...set].sort()]));
}
