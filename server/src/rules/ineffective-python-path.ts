// WSGIPythonPath beside applications that all run in daemon processes, which do not look at it.
import { hasUnseenParts } from '../configuration/certainty.ts';
import type { Configuration } from '../configuration/evaluate.ts';
import { directivesOf, everywhere, hostsOf, mainOf } from '../configuration/hosts.ts';
import type { Visit } from '../configuration/visit.ts';
import { daemonNamed, mountsOf, runnerOf } from '../configuration/wsgi.ts';
import { optionsOf } from '../configuration/wsgi-options.ts';
import type { Fix, Problem } from './problem.ts';
import { problemAt, type Rule } from './rule.ts';
import { appendArgument, removeLines } from './whole-lines.ts';

export const ineffectivePythonPath: Rule = {
  id: 'ineffective-python-path',
  severity: 'warning',
  summary: 'WSGIPythonPath is set while all applications run in daemon processes',
  *tree(configuration) {
    const visit = directivesOf(mainOf(configuration), 'WSGIPythonPath').at(-1);
    if (!visit?.words[0] || hasOtherApplications(configuration)) return;
    const daemons = poolsOf(configuration);
    const lacking = daemons?.filter((daemon) => !optionsOf(daemon).has('python-path')) ?? [];
    if (lacking.length > 0) yield problemOf(visit, lacking);
  },
};

/** Whether something besides WSGIScriptAlias may run Python code in Apache's own processes. */
function hasOtherApplications(configuration: Configuration): boolean {
  if (hasUnseenParts(configuration)) return true;
  if (others.some((name) => everywhere(configuration, name).length > 0)) return true;
  return handlers.some((name) => everywhere(configuration, name).some(namesWsgi));
}

const scripts = ['Handler', 'Import', 'Access', 'AuthUser', 'AuthGroup', 'Dispatch'].map((name) => `WSGI${name}Script`);
const others = ['WSGIScriptAliasMatch', ...scripts];
const handlers = ['SetHandler', 'AddHandler', 'Action', 'RewriteRule'];

function namesWsgi(visit: Visit): boolean {
  return visit.line.text.toLowerCase().includes('wsgi');
}

/** The pools that run the applications; undefined where one application may run elsewhere. */
function poolsOf(configuration: Configuration): Visit[] | undefined {
  const runners = hostsOf(configuration)
    .flatMap(mountsOf)
    .map((mount) => runnerOf(mount, configuration));
  const pools = new Set<Visit>();
  for (const runner of runners) {
    const daemon = runner.type === 'daemon' ? daemonNamed(runner.name, configuration) : undefined;
    if (!daemon || daemon.hasUnknownVariable) return undefined;
    pools.add(daemon);
  }
  return [...pools];
}

function problemOf(visit: Visit, lacking: readonly Visit[]): Problem {
  const names = lacking.map((daemon) => `'${daemon.words[0]?.text}'`).join(', ');
  const message = `WSGIPythonPath has no effect on the daemon ${lacking.length === 1 ? 'process' : 'processes'} ${names}, where all applications run: give it as python-path= of WSGIDaemonProcess`;
  const related = lacking.map(({ file, node }) => ({
    file,
    span: node.span,
    message: 'This pool has no python-path=',
  }));
  const fixes = fixesOf(visit, lacking);
  return problemAt(ineffectivePythonPath, visit, visit.node.nameSpan, message, { related, fixes });
}

function fixesOf(visit: Visit, lacking: readonly Visit[]): Fix[] {
  const word = visit.words[0];
  if (!word || visit.use || lacking.some((daemon) => daemon.use)) return [];
  const written = visit.file.text.slice(word.span.start, word.span.end);
  const edits = [removeLines(visit), ...lacking.map((daemon) => appendArgument(daemon, `python-path=${written}`))];
  return [{ title: 'Move it to WSGIDaemonProcess', edits, isPreferred: true }];
}
