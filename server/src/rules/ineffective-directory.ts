// `<Directory>` sections that match nothing: a relative path, or the path of a file.
import type { Configuration } from '../configuration/evaluate.ts';
import { hostsOf } from '../configuration/hosts.ts';
import { folderOf, isAbsolute } from '../configuration/paths.ts';
import type { Visit } from '../configuration/visit.ts';
import { mountsOf } from '../configuration/wsgi.ts';
import { memo } from '../text/memo.ts';
import { problemAt, replaceFix, type Rule } from './rule.ts';

export const ineffectiveDirectory: Rule = {
  id: 'ineffective-directory',
  severity: 'warning',
  summary: '<Directory> names no folder, so that its directives have no effect',
  *visit(visit, configuration) {
    const word = visit.words[0];
    if (visit.info?.key !== '<directory' || !word || visit.words.length > 1 || visit.hasUnknownVariable) return;
    const path = word.text.replace(/(?<=.)\/+$/, '');
    if (/[~*?[$%\\]/.test(path) || path === '') return;
    if (!isAbsolute(path)) yield problemAt(ineffectiveDirectory, visit, word.span, `${word.text} is relative, and Apache compares whole paths: this section has no effect`);
    else if (isFile(path, configuration)) yield fileProblem(visit, path);
  },
};

function fileProblem(visit: Visit, path: string) {
  const word = visit.words[0];
  const folder = folderOf(path);
  const fixes = word && !visit.use ? [replaceFix(`Change to ${folder}`, visit.file, word.inner, folder)] : [];
  return problemAt(ineffectiveDirectory, visit, word?.span ?? visit.node.nameSpan, `${path} is a file, and <Directory> is for folders: this section has no effect`, { fixes });
}

/** A file of this machine with an extension, or one that a WSGIScriptAlias names with its extension. */
function isFile(path: string, configuration: Configuration): boolean {
  if (!/\.\w+$/.test(path)) return false;
  const state = configuration.disk.state(path);
  if (state !== 'unknown' && state !== 'missing') return state !== 'directory';
  return /\.(?:wsgi|py)$/.test(path) && scriptsOf(configuration).has(path);
}

const scriptsOf: (configuration: Configuration) => ReadonlySet<string> = memo((configuration) =>
  new Set(hostsOf(configuration).flatMap(mountsOf).map((mount) => mount.script.text)),
);
