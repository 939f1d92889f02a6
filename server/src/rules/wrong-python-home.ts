// python-home= and WSGIPythonHome with a path that is not the root of a Python installation.
import type { Configuration } from '../configuration/evaluate.ts';
import { folderOf, isAbsolute, resolvePath, withoutEndSlashes } from '../configuration/paths.ts';
import type { Visit } from '../configuration/visit.ts';
import { optionsOf } from '../configuration/wsgi-options.ts';
import type { Span } from '../text/span.ts';
import { isMissingHere, isOnEveryMachine } from './here.ts';
import type { Problem } from './problem.ts';
import { problemAt, type Rule, replaceFix } from './rule.ts';

export const wrongPythonHome: Rule = {
  id: 'wrong-python-home',
  severity: 'warning',
  summary: 'the Python home is not the root of a Python installation or virtual environment',
  directives: ['WSGIDaemonProcess', 'WSGIPythonHome'],
  *visit(visit, configuration) {
    const [word] = visit.words;
    if (!word) return;
    const isOption = visit.info?.key === 'wsgidaemonprocess';
    const home = isOption ? optionsOf(visit).get('python-home') : { value: word.text, span: word.inner };
    yield* problemsOf(visit, home, configuration);
  },
};

interface Home {
  readonly value: string;
  readonly span: Span;
}

function* problemsOf(visit: Visit, home: Home | undefined, configuration: Configuration): Generator<Problem> {
  const path = home && withoutEndSlashes(home.value);
  if (!home || !path || /[$%*:]/.test(path)) return;
  const root = rootOf(path);
  const reason = root ? `is inside the virtual environment, whose root is ${root}` : reasonFor(path, configuration);
  if (!reason) return;
  const fixes = root && !visit.use ? [replaceFix(`Change to ${root}`, visit.file, home.span, root)] : [];
  const message = `${home.value} ${reason}: Python cannot start, and requests hang`;
  yield problemAt(wrongPythonHome, visit, home.span, message, { fixes });
}

/** The part of the path before `bin/python` and the like. */
function rootOf(path: string): string | undefined {
  return /^(\/.+?)\/(?:bin(?:\/(?:python[\d.]*|activate\w*(?:\.\w+)?))?|lib\/python\d[\d.]*(?:\/site-packages)?)$/.exec(
    path,
  )?.[1];
}

/** What is wrong as far as the disk tells; nothing where the path may be on another machine. */
function reasonFor(path: string, { disk }: Configuration): string | undefined {
  if (!isAbsolute(path)) return 'is relative, and a daemon process does not start in a folder that is known';
  const state = disk.state(path);
  if (state === 'file' || state === 'empty-file') return 'is a file';
  if (isMissingHere(path, disk)) return 'does not exist';
  return state === 'directory' && !isOnEveryMachine(folderOf(path)) && !holdsPython(path, disk)
    ? 'holds no Python'
    : undefined;
}

function holdsPython(path: string, disk: Configuration['disk']): boolean {
  const names = disk.list(path);
  if (typeof names === 'string' || names.length === 0) return true;
  if (['pyvenv.cfg', 'Lib', 'Scripts', 'Frameworks'].some((name) => names.includes(name))) return true;
  const libraries = ['lib', 'lib64'].flatMap((name) => disk.list(resolvePath(path, name)));
  return libraries.some((name) => name === 'unknown' || /^(?:python|pypy)\d/.test(name));
}
