// Files and folders on disk: those that must exist, and what there is to choose from.

import type { PathState } from '../configuration/disk.ts';
import { isOnThisMachine } from '../configuration/local.ts';
import { folderOf, isAbsolute, pathOf, resolvePath } from '../configuration/paths.ts';
import { declaredBefore } from './declarations.ts';
import { type Candidate, type Finding, refused, type Value, type ValueContext, type ValueKind } from './kind.ts';

/** Any file or folder; nothing is checked. */
export const path: ValueKind = { complete: pathCandidates };

/** A script, which mod_wsgi opens as it is written: what does not start at the root depends on where Apache was started. */
export const scriptPath: ValueKind = { complete: usualFirst(fromTheRoot(pathCandidates), [/wsgi[^/]*$/i, /\.py$/i]) };

/** A folder of that kind. */
export const rootedDirectory: ValueKind = { complete: fromTheRoot(folderCandidates) };

/** A folder as it is written. */
export const directory: ValueKind = { complete: folderCandidates };

/** A file that must exist and hold something when the configuration is tested. */
export const existingFile: ValueKind = {
  fits: (text) => !text.startsWith('pkcs11:'),
  *check(value, context) {
    const state = stateOf(value.text, context);
    if (state === 'missing') yield missing(`there is no file ${shown(value.text, context)}: Apache refuses to start`);
    else if (state === 'empty-file')
      yield missing(`the file ${shown(value.text, context)} is empty: Apache refuses to start`);
    else if (state === 'directory')
      yield missing(`${shown(value.text, context)} is a folder, but a file is needed: Apache refuses to start`);
  },
  complete: pathCandidates,
};

/** Such a file with certificates; with Let's Encrypt the one that holds the intermediate ones too comes first. */
export const certificateFile: ValueKind = {
  ...existingFile,
  complete: usualFirst(pathCandidates, [/fullchain\d*\.pem$/i, /(?<!key\d*)\.(?:pem|crt|cer|cert)$/i]),
};

/** Such a file with a private key. */
export const privateKeyFile: ValueKind = {
  ...existingFile,
  complete: usualFirst(pathCandidates, [/\.key$|key\d*\.pem$/i]),
};

/** A file that must exist when the configuration is tested; it may be empty. */
export const readableFile: ValueKind = {
  *check(value, context) {
    const state = stateOf(value.text, context);
    if (state === 'missing') yield missing(`there is no file ${shown(value.text, context)}: Apache refuses to start`);
    else if (state === 'directory')
      yield missing(`${shown(value.text, context)} is a folder, but a file is needed: Apache refuses to start`);
  },
  complete: pathCandidates,
};

/** A folder that must exist when the configuration is tested. */
export const existingDirectory: ValueKind = {
  *check(value, context) {
    const state = stateOf(value.text, context);
    if (state === 'missing') yield missing(`there is no folder ${shown(value.text, context)}: Apache refuses to start`);
    else if (state === 'file' || state === 'empty-file')
      yield missing(`${shown(value.text, context)} is a file, but a folder is needed: Apache refuses to start`);
  },
  complete: folderCandidates,
};

/** The folder of ServerRoot: judged where the server is known to live on this machine without that line. */
export const serverRoot: ValueKind = {
  *check(value, { visit, configuration }) {
    const { disk } = configuration;
    const path = pathOf(configuration.start.file.uri);
    const before = declaredBefore(configuration, 'serverroot', visit);
    if (!path || !before.some(({ name }) => disk.state(name) === 'directory')) return;
    // httpd takes a relative one from the folder in which it is started, most often the root or one above the main file.
    const folders = isAbsolute(value.text) ? ['/'] : foldersAbove(path);
    const states = folders.map((folder) => disk.state(resolvePath(folder, value.text)));
    if (states.every((state) => state !== 'directory' && state !== 'unknown'))
      yield missing(`there is no folder ${value.text}: Apache refuses to start`);
  },
  complete: folderCandidates,
};

function foldersAbove(path: string): string[] {
  const folder = folderOf(path);
  return folder === '/' ? [folder] : [folder, ...foldersAbove(folder)];
}

/** A path that starts with a slash; it need not exist. */
export const absolutePath: ValueKind = {
  fits: (text) => text.startsWith('/'),
  *check(value) {
    if (!isAbsolute(value.text))
      yield refused(`an absolute path is needed, starting with /: '${value.text}' is relative`);
  },
  complete: folderCandidates,
};

/** The state of a path as httpd takes it; `unknown` unless the server of the configuration is on this machine. */
export function stateOf(text: string, { configuration }: ValueContext): PathState {
  const { serverRoot } = configuration;
  if (text === '' || !isOnThisMachine(configuration)) return 'unknown';
  if (!isAbsolute(text) && !serverRoot) return 'unknown';
  return configuration.disk.state(resolvePath(serverRoot ?? '/', text));
}

/** A finding on a path that is not there. */
export function missing(message: string): Finding {
  return refused(message, { rule: 'missing-path' });
}

/** The folder in which a file is to be written, when it is not there. */
export function* folderFindings(text: string, context: ValueContext): Generator<Finding> {
  const { serverRoot } = context.configuration;
  if (!isAbsolute(text) && !serverRoot) return;
  const folder = folderOf(resolvePath(serverRoot ?? '/', text));
  const state = stateOf(folder, context);
  if (state === 'missing') yield missing(`there is no folder ${folder} for this file: Apache refuses to start`);
  else if (state === 'file' || state === 'empty-file')
    yield missing(`${folder} is a file, not a folder: Apache refuses to start`);
}

function shown(text: string, { configuration }: ValueContext): string {
  return isAbsolute(text) ? text : `${text} below ServerRoot ${configuration.serverRoot ?? ''}`;
}

/** The files and folders that the text may go on with. */
export function* pathCandidates(value: Value, context: ValueContext): Generator<Candidate> {
  const { configuration } = context;
  const slash = value.text.lastIndexOf('/');
  const written = value.text.slice(0, slash + 1);
  if (!isAbsolute(written) && !configuration.serverRoot) return;
  const folder = resolvePath(configuration.serverRoot ?? '/', written || '.');
  const names = configuration.disk.list(folder);
  if (typeof names === 'string') return;
  for (const name of names.slice(0, 500)) {
    const isFolder = configuration.disk.state(resolvePath(folder, name)) === 'directory';
    yield { label: written + name + (isFolder ? '/' : ''), kind: isFolder ? 'folder' : 'file' };
  }
}

/** Ranks the files by the first pattern that fits. */
function usualFirst(candidates: typeof pathCandidates, patterns: readonly RegExp[]): typeof pathCandidates {
  return function* (value, context) {
    for (const candidate of candidates(value, context)) {
      const rank = candidate.kind === 'file' ? patterns.findIndex((pattern) => pattern.test(candidate.label)) : -1;
      yield rank < 0 ? candidate : { ...candidate, rank };
    }
  };
}

function fromTheRoot(candidates: typeof pathCandidates): typeof pathCandidates {
  return function* (value, context) {
    if (isAbsolute(value.text)) yield* candidates(value, context);
    else if (value.text === '') yield { label: '/', kind: 'folder' };
  };
}

function* folderCandidates(value: Value, context: ValueContext): Generator<Candidate> {
  for (const candidate of pathCandidates(value, context)) if (candidate.kind === 'folder') yield candidate;
}
