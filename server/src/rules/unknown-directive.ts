// Names that no module defines, and names whose module is not loaded.
import { allowanceOf } from '../configuration/allow-override.ts';
import type { Configuration } from '../configuration/evaluate.ts';
import type { Visit } from '../configuration/visit.ts';
import { nearest } from '../text/nearest.ts';
import type { Fix, Problem } from './problem.ts';
import { problemAt, type Rule } from './rule.ts';

export const unknownDirective: Rule = {
  id: 'unknown-directive',
  severity: 'error',
  summary: 'no module defines this directive',
  line(visit, configuration) {
    if (visit.info)
      return lacksModule(visit, configuration)
        ? [notLoadedProblem(visit, visit.info.module.module, configuration)]
        : [];
    // A quoted tag opens or closes a section all the same.
    return visit.node.name.includes('${') || visit.node.name.startsWith('<') ? [] : unknownName(visit, configuration);
  },
};

/** What is known for sure, and what Apache does: a .htaccess file is as well known as the tree that reads it. */
function serverOf(configuration: Configuration) {
  const { start } = configuration;
  const tree = start.context === 'htaccess' ? start.tree : undefined;
  const effect = tree ? 'Apache answers every request below with status 500' : 'Apache refuses to start';
  const { isComplete, modules } = tree ?? configuration;
  return { isComplete, modules, effect };
}

function unknownName(visit: Visit, configuration: Configuration): Problem[] {
  const { isComplete } = serverOf(configuration);
  const owner = configuration.settings.catalogue.thirdParty.ownerOf(writtenName(visit));
  // All modules of a complete tree are Apache's own; in any other one this module may be loaded.
  if (owner) return isComplete ? [notLoadedProblem(visit, owner.module, configuration)] : [];
  if (isForUnknownModule(visit, configuration)) return [];
  const near = nearName(visit, configuration);
  const isForeign = near === undefined && loadsForeignModule(configuration);
  return isForeign ? [] : [nobodysName(visit, near, configuration)];
}

/** Inside `<IfModule mod_gzip.c>` stands what that module brings, and Apache reads it only where it is loaded. */
function isForUnknownModule({ node }: Visit, configuration: Configuration): boolean {
  const { catalogue } = configuration.settings;
  for (let section = node.parent; section; section = section.parent) {
    const name = section.words[0]?.text ?? '!';
    const isKnown = name.startsWith('!') || catalogue.module(name) || catalogue.thirdParty.module(name);
    if (/^ifmodule$/i.test(section.name) && !isKnown) return true;
  }
  return false;
}

/** A module that nobody here knows may bring any name. */
function loadsForeignModule(configuration: Configuration): boolean {
  const { catalogue } = configuration.settings;
  const isForeign = (name: string) => !catalogue.module(name) && !catalogue.thirdParty.module(name);
  return [...serverOf(configuration).modules].some(isForeign);
}

function nearName({ node }: Visit, configuration: Configuration): string | undefined {
  const names = [...configuration.settings.catalogue.directives()].filter(
    (info) => info.isSection === (node.kind === 'section') && !info.absent,
  );
  return nearest(
    node.name,
    names.map((info) => info.name),
  );
}

function writtenName({ node }: Visit): string {
  return node.kind === 'section' ? `<${node.name}>` : node.name;
}

function nobodysName(visit: Visit, near: string | undefined, configuration: Configuration): Problem {
  const { isComplete, effect } = serverOf(configuration);
  const { node } = visit;
  const isFatal = isComplete && !allowanceOf(configuration)?.nonfatal.has('unknown');
  const severity = isFatal ? 'error' : 'warning';
  const meant = near ? `; did you mean ${near}?` : '';
  const why = isFatal ? effect : 'no module of Apache 2.4 or mod_wsgi has it';
  return problemAt(unknownDirective, visit, node.nameSpan, `unknown directive ${writtenName(visit)}: ${why}${meant}`, {
    severity,
    fixes: near && !visit.use ? [renameFix(visit, near)] : [],
  });
}

/** Both tags of a section change together. */
function renameFix({ node, file }: Visit, name: string): Fix {
  const spans = node.kind === 'section' && node.closing ? [node.nameSpan, node.closing.nameSpan] : [node.nameSpan];
  const edits = spans.map((span) => ({ uri: file.uri, span, text: name }));
  return { title: `Change to ${name}`, edits, isPreferred: true };
}

/** Modules that may be compiled into the server, so that no LoadModule line shows them. */
const maybeBuiltIn = new Set([
  'core',
  'mod_so',
  'mod_unixd',
  'mod_log_config',
  'mod_logio',
  'mod_version',
  'mod_watchdog',
  'mpm_common',
]);

/** Says whether the directive's module is known not to be loaded, so that Apache does not know the directive. */
export function lacksModule({ info }: Visit, configuration: Configuration): boolean {
  const { isComplete, modules } = serverOf(configuration);
  if (!isComplete || !info?.module.identifier || modules.has(info.module.identifier)) return false;
  return !info.absent && !maybeBuiltIn.has(info.module.module);
}

function notLoadedProblem(visit: Visit, module: string, configuration: Configuration): Problem {
  const { effect } = serverOf(configuration);
  const message = `${visit.node.name} belongs to ${module}, which no LoadModule loads: ${effect}`;
  const isTolerated = allowanceOf(configuration)?.nonfatal.has('unknown') === true;
  return problemAt(unknownDirective, visit, visit.node.nameSpan, message, isTolerated ? { severity: 'warning' } : {});
}
