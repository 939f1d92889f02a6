// Packages of another Python version than the one that mod_wsgi was built with.
import type { Configuration } from '../configuration/evaluate.ts';
import { everywhere } from '../configuration/hosts.ts';
import { folderOf, isAbsolute, nameOf, resolvePath } from '../configuration/paths.ts';
import type { Visit } from '../configuration/visit.ts';
import { pythonDirectives, pythonHomesIn, pythonPathsIn, type WrittenPath } from '../configuration/wsgi.ts';
import { memo } from '../text/memo.ts';
import type { Problem } from './problem.ts';
import { problemAt, type Rule } from './rule.ts';

export const otherPythonVersion: Rule = {
  id: 'other-python-version',
  severity: 'warning',
  summary: 'the packages belong to another Python version than mod_wsgi',
  directives: pythonDirectives,
  *visit(visit, configuration) {
    const paths = [...pythonHomesIn(visit), ...pythonPathsIn(visit)];
    const runtime = paths.length > 0 ? runtimeOf(configuration) : undefined;
    if (runtime) for (const path of paths) yield* problemsOf(path, runtime, configuration);
  },
};

/** The Python that mod_wsgi runs, and the line that loads it. */
interface Runtime {
  readonly version: string;
  readonly module: Visit;
}

/** Undefined where it is not known. */
const runtimeOf: (configuration: Configuration) => Runtime | undefined = memo((configuration) => {
  const module = moduleOf(configuration);
  const version = module && versionOf(module, configuration);
  return version ? { version, module } : undefined;
});

/** The LoadModule that counts: the first. */
function moduleOf(configuration: Configuration): Visit | undefined {
  const [first] = everywhere(configuration, 'LoadModule').filter((visit) => visit.words[0]?.text === 'wsgi_module');
  return first?.certainty === 'certain' && !first.hasUnknownVariable ? first : undefined;
}

/** The Python version in the name of the module's file; Debian links `mod_wsgi.so` to a neighbour that has it in its name. */
function versionOf({ words }: Visit, { disk, serverRoot }: Configuration): string | undefined {
  const path = words[1]?.text ?? '';
  const own = /(?:so-|python|py|cp)(\d)\.?(\d{1,2})(?!\d)/.exec(nameOf(path));
  if (own) return `${own[1]}.${own[2]}`;
  const folder = folderOf(isAbsolute(path) ? path : resolvePath(serverRoot ?? '/', path));
  const names = nameOf(path) === 'mod_wsgi.so' ? disk.list(folder) : [];
  const linked = typeof names === 'string' ? [] : names.flatMap((name) => /^mod_wsgi\.so-(.+)$/.exec(name)?.[1] ?? []);
  return linked.length === 1 ? linked[0] : undefined;
}

function* problemsOf(
  { visit, path, span, isHome }: WrittenPath,
  { version, module }: Runtime,
  configuration: Configuration,
): Generator<Problem> {
  const found = isHome ? librariesIn(path, configuration) : versionsNamed(path);
  if (found.length === 0 || found.includes(version)) return;
  const where = isHome ? `${path} holds packages` : 'these packages are';
  const message = `${where} for Python ${found.join(' and ')}, and mod_wsgi runs Python ${version}: ${isHome ? 'it finds none of them' : 'those with compiled parts cannot be loaded'}`;
  const related = [{ file: module.file, span: module.node.span, message: `this module runs Python ${version}` }];
  yield problemAt(otherPythonVersion, visit, span, message, { related });
}

/** The versions for which there is a `lib/pythonX.Y`. */
function librariesIn(home: string, { disk }: Configuration): string[] {
  if (!isAbsolute(home)) return [];
  const names = ['lib', 'lib64'].flatMap((folder) => disk.list(resolvePath(home, folder)));
  return [...new Set(names.flatMap((name) => /^python(\d\.\d+)$/.exec(name)?.[1] ?? []))];
}

function versionsNamed(path: string): string[] {
  const [, version] = /\/lib(?:64)?\/python(\d\.\d+)(?:\/|$)/.exec(path) ?? [];
  return version ? [version] : [];
}
