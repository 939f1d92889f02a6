// Decides where a certificate and its key go, in order of preference.
import * as os from 'node:os';
import * as path from 'node:path';
import type { PairPlace } from './write.ts';

/** What the choice depends on; all paths are absolute unless it says otherwise. */
export interface PlaceRequest {
  /** The configuration file that holds the host. */
  readonly configurationFile: string;
  /** The main file of its tree, where one is known. */
  readonly mainFile?: string;
  readonly workspaceFolder?: string;
  readonly documentRoot?: string;
  /** The setting `apache.certificates.folder`: absolute, below `~`, relative to the workspace folder, or empty. */
  readonly folder: string;
  /** Where the host's directives point already. */
  readonly certificateFile?: string;
  readonly keyFile?: string;
  /** The first name of the certificate. */
  readonly name: string;
}

/** Folders whose every file Apache may read as configuration. */
const INCLUDE_FOLDER = /^((sites|conf|mods)-(available|enabled)|conf\.d|conf\.modules\.d|vhosts\.d)$/;

/**
 * The places to try, best first; never empty. The first is where the host points already, if it does; then the folder
 * of the setting, or `certificates` beside the main file; then `certificates` in the workspace folder.
 * No place is chosen below DocumentRoot, from where Apache would hand out the key.
 */
export function placesFor(request: PlaceRequest): PairPlace[] {
  const base = baseName(request.name);
  const folders = [chosenFolder(request), workspaceCertificates(request)].filter((folder) => folder !== undefined);
  const safe = folders.filter((folder) => !isBelow(folder, request.documentRoot));
  const root = request.documentRoot;
  const usable = safe.length > 0 || root === undefined ? safe : [path.join(path.dirname(root), 'certificates')];
  const fresh = usable.map((folder) => ({
    certificateFile: path.join(folder, `${base}.crt`),
    keyFile: path.join(folder, `${base}.key`),
  }));
  return [...wired(request), ...fresh].filter(isFirst);
}

/** The same place under the name with a number at its end: `app.crt`, `app-2.crt`. */
export function numbered(place: PairPlace, number: number): PairPlace {
  const rename = (file: string) => {
    const { dir, name, ext } = path.parse(file);
    return path.join(dir, `${name}-${number}${ext}`);
  };
  return { certificateFile: rename(place.certificateFile), keyFile: rename(place.keyFile) };
}

/** Whether `file` is `folder` or inside it. */
export function isBelow(file: string, folder: string | undefined): boolean {
  if (folder === undefined) return false;
  const relative = path.relative(folder, file);
  return !path.isAbsolute(relative) && relative !== '..' && !relative.startsWith(`..${path.sep}`);
}

/** A host that names only one of the files gets the other beside it; one file for both is left alone. */
function wired(request: PlaceRequest): PairPlace[] {
  const { certificateFile, keyFile } = request;
  const certificate = certificateFile ?? (keyFile === undefined ? undefined : withEnding(keyFile, '.crt'));
  const key = keyFile ?? (certificateFile === undefined ? undefined : withEnding(certificateFile, '.key'));
  if (certificate === undefined || key === undefined || certificate === key) return [];
  return [{ certificateFile: certificate, keyFile: key }];
}

function withEnding(file: string, ending: string): string {
  const { dir, name } = path.parse(file);
  return path.join(dir, `${name}${ending}`);
}

function chosenFolder(request: PlaceRequest): string {
  const home = request.folder.replace(/^~(?=$|[\\/])/, os.homedir());
  const configurations = folderOfTree(request);
  if (home === '') return path.join(configurations, 'certificates');
  return path.resolve(request.workspaceFolder ?? configurations, home);
}

function folderOfTree({ mainFile, configurationFile }: PlaceRequest): string {
  if (mainFile !== undefined) return path.dirname(mainFile);
  const folder = path.dirname(configurationFile);
  return INCLUDE_FOLDER.test(path.basename(folder)) ? path.dirname(folder) : folder;
}

function workspaceCertificates({ workspaceFolder }: PlaceRequest): string | undefined {
  return workspaceFolder === undefined ? undefined : path.join(workspaceFolder, 'certificates');
}

/** `*.example.com` → `_wildcard.example.com`, `::1` → `__1`: the characters that some file system does not allow. */
function baseName(name: string): string {
  return name.replace(/^\*\./, '_wildcard.').replaceAll(':', '_');
}

function isFirst(place: PairPlace, index: number, all: readonly PairPlace[]): boolean {
  return all.findIndex((other) => other.keyFile === place.keyFile) === index;
}
