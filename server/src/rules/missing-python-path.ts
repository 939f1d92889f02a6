// Folders of python-path= and WSGIPythonPath that do not exist.
import type { Configuration } from '../configuration/evaluate.ts';
import { isAbsolute, withoutEndSlashes } from '../configuration/paths.ts';
import { pythonDirectives, pythonPathsIn, type WrittenPath } from '../configuration/wsgi.ts';
import { optionsOf } from '../configuration/wsgi-options.ts';
import { isMissingHere } from './here.ts';
import { problemAt, type Rule } from './rule.ts';

export const missingPythonPath: Rule = {
  id: 'missing-python-path',
  severity: 'warning',
  summary: 'a folder of the Python path does not exist',
  directives: pythonDirectives,
  *visit(visit, configuration) {
    for (const path of pythonPathsIn(visit)) {
      const reason = reasonFor(path, configuration);
      const message = `${path.path} ${reason}: imports from there fail`;
      if (reason) yield problemAt(missingPythonPath, visit, path.span, message);
    }
  },
};

/** A daemon process works in its home=, or in the home of its own user; else where Apache was started. */
function reasonFor({ visit, path }: WrittenPath, { disk }: Configuration): string | undefined {
  if (isAbsolute(path)) return isMissingHere(withoutEndSlashes(path), disk) ? 'does not exist' : undefined;
  const isDaemon = visit.node.name.toLowerCase() === 'wsgidaemonprocess';
  const hasHome = isDaemon && ['home', 'user'].some((name) => optionsOf(visit).has(name));
  return hasHome ? undefined : 'is relative, and Apache does not start in a folder that is known';
}
