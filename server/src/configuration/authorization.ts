// Whether Apache may serve what is in a folder, as far as Require in the sections around it tells for sure.
import { passingMemo } from '../text/memo.ts';
import type { Configuration } from './evaluate.ts';
import { allDirectivesOf, type Host, mainOf } from './hosts.ts';
import { comparable, isAbsolute, withoutEndSlashes } from './paths.ts';
import { coveringPaths, withSingleSlashes } from './url-paths.ts';
import type { Scope, Visit } from './visit.ts';

/** The `Require all denied` by which the content of `folder`, mounted at `url` in `host`, is certainly refused; undefined where it is not, or may not be. */
export function denialOf(folder: string, url: string, host: Host, configuration: Configuration): Visit | undefined {
  if (!isAbsolute(folder) || /[$%]/.test(folder)) return undefined;
  const owners = [...new Set([mainOf(configuration), host])].map(accessOf);
  const covering = foldersAround(comparable(folder)).flatMap((path) =>
    owners.flatMap((access) => access.folders.get(path) ?? []),
  );
  const nearest = covering.findLast((each) => each.requires.length > 0);
  if (!nearest?.requires.every(isDenial) || covering.some((each) => each.isOverridable)) return undefined;
  const mayBeGranted = owners.some((access) => access.isUnclear || access.grants.some((scope) => mayReach(scope, url)));
  return mayBeGranted ? undefined : nearest.requires[0];
}

/** `folder` and those it lies in, from the root on, without a slash at the end. */
function foldersAround(folder: string): string[] {
  const path = withSingleSlashes(folder);
  const folders = path.startsWith('/') ? ['/'] : [];
  for (let slash = path.indexOf('/', 1); slash >= 0; slash = path.indexOf('/', slash + 1))
    folders.push(path.slice(0, slash));
  if (!path.endsWith('/')) folders.push(path);
  return folders;
}

interface Folder {
  readonly requires: Visit[];
  /** A .htaccess file may change it. */
  isOverridable: boolean;
}

interface Access {
  /** By the path of `<Directory>`, without a slash at the end. */
  readonly folders: ReadonlyMap<string, Folder>;
  /** Sections other than plain `<Directory>` in which a Require grants something. */
  readonly grants: readonly Scope[];
  /** Something makes it impossible to say who gets in. */
  readonly isUnclear: boolean;
}

const accessOf: (host: Host) => Access = passingMemo((host) => {
  const folders = new Map<string, Folder>();
  const grants: Scope[] = [];
  for (const visit of allDirectivesOf(host, 'Require')) {
    const path = folderPath(visit.scope);
    if (path !== undefined) folderAt(folders, path).requires.push(visit);
    else if (!isDenial(visit)) grants.push(visit.scope);
  }
  for (const visit of ['AllowOverride', 'AllowOverrideList'].flatMap((name) => allDirectivesOf(host, name))) {
    const path = folderPath(visit.scope);
    if (path !== undefined && visit.words[0]?.text.toLowerCase() !== 'none')
      folderAt(folders, path).isOverridable = true;
  }
  const isUnclear = ['AuthMerging', 'Satisfy'].some((name) => allDirectivesOf(host, name).length > 0);
  return { folders, grants, isUnclear };
});

function folderAt(folders: Map<string, Folder>, path: string): Folder {
  const folder = folders.get(path) ?? { requires: [], isOverridable: false };
  folders.set(path, folder);
  return folder;
}

/** The path of a plain `<Directory>`, undefined for patterns and for other sections. */
function folderPath({ context, section }: Scope): string | undefined {
  const path = section?.words[0]?.text;
  if (context !== 'directory' || section?.node.name.toLowerCase() !== 'directory' || path === undefined)
    return undefined;
  if (section.words.length > 1 || !isAbsolute(path) || /[~*?[$]/.test(path)) return undefined;
  return withoutEndSlashes(withSingleSlashes(comparable(path)));
}

/** A plain `<Location>` that is not above the URL cannot open all of it. */
function mayReach({ section }: Scope, url: string): boolean {
  const path = section?.words[0]?.text;
  if (section?.node.name.toLowerCase() !== 'location' || !path || section.words.length > 1 || /[~*?[$]/.test(path))
    return true;
  return coveringPaths(url).includes(withSingleSlashes(path));
}

function isDenial(visit: Visit): boolean {
  const isPlain = visit.certainty === 'certain' && visit.container === undefined;
  return (
    isPlain && visit.words.length === 2 && visit.words.map((word) => word.text.toLowerCase()).join(' ') === 'all denied'
  );
}
