// `<Directory>` sections that match nothing: a relative path, or the path of a file.
import type { Configuration } from '../configuration/evaluate.ts';
import { hostsOf } from '../configuration/hosts.ts';
import { folderOf, isAbsolute, withoutEndSlashes } from '../configuration/paths.ts';
import type { Visit } from '../configuration/visit.ts';
import { mountsOf } from '../configuration/wsgi.ts';
import type { Word } from '../syntax/words.ts';
import { memo } from '../text/memo.ts';
import type { Problem } from './problem.ts';
import { problemAt, type Rule, replaceFix } from './rule.ts';

export const ineffectiveDirectory: Rule = {
  id: 'ineffective-directory',
  severity: 'warning',
  summary: '<Directory> names no folder, so that its directives have no effect',
  directives: ['<Directory'],
  *visit(visit, configuration) {
    yield* problemsOf(visit, configuration);
  },
};

function* problemsOf(visit: Visit, configuration: Configuration): Generator<Problem> {
  const word = visit.words[0];
  if (!word || visit.words.length > 1 || visit.hasUnknownVariable) return;
  const path = withoutEndSlashes(word.text);
  if (/[~*?[$%\\]/.test(path) || path === '') return;
  const relative = `${word.text} is relative, and Apache compares whole paths: this section has no effect`;
  if (!isAbsolute(path)) yield problemAt(ineffectiveDirectory, visit, word.span, relative);
  else if (isFile(path, configuration)) yield fileProblem(visit, word, path);
}

function fileProblem(visit: Visit, word: Word, path: string): Problem {
  const folder = folderOf(path);
  const fixes = visit.use ? [] : [replaceFix(`Change to ${folder}`, visit.file, word.inner, folder)];
  return problemAt(
    ineffectiveDirectory,
    visit,
    word.span,
    `${path} is a file, and <Directory> is for folders: this section has no effect`,
    { fixes },
  );
}

/** A file of this machine with an extension, or one that a WSGIScriptAlias names with its extension. */
function isFile(path: string, configuration: Configuration): boolean {
  if (!/\.\w+$/.test(path)) return false;
  const state = configuration.disk.state(path);
  if (state !== 'unknown' && state !== 'missing') return state !== 'directory';
  return /\.(?:wsgi|py)$/.test(path) && scriptsOf(configuration).has(path);
}

const scriptsOf: (configuration: Configuration) => ReadonlySet<string> = memo(
  (configuration) =>
    new Set(
      hostsOf(configuration)
        .flatMap(mountsOf)
        .map((mount) => mount.script.text),
    ),
);
