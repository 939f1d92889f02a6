// Names that no module defines, and names whose module is not loaded.
import type { DirectiveInfo } from '../catalogue/directive-info.ts';
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
  visit(visit, configuration) {
    if (visit.info) return notLoaded(visit, visit.info, configuration);
    return visit.node.name.includes('${') ? [] : [unknownName(visit, configuration)];
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

function unknownName(visit: Visit, configuration: Configuration): Problem {
  const { isComplete, effect } = serverOf(configuration);
  const { node } = visit;
  const written = node.kind === 'section' ? `<${node.name}>` : node.name;
  const names = [...configuration.settings.catalogue.directives()].filter(
    (info) => info.isSection === (node.kind === 'section') && !info.absent,
  );
  const near = nearest(
    node.name,
    names.map((info) => info.name),
  );
  const isFatal = isComplete && !allowanceOf(configuration)?.nonfatal.has('unknown');
  const severity = isFatal ? 'error' : 'warning';
  const meant = near ? `; did you mean ${near}?` : '';
  const why = isFatal ? effect : 'no module of Apache 2.4 or mod_wsgi has it';
  return problemAt(unknownDirective, visit, node.nameSpan, `unknown directive ${written}: ${why}${meant}`, {
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

function notLoaded(visit: Visit, { module, absent }: DirectiveInfo, configuration: Configuration): Problem[] {
  const { isComplete, modules, effect } = serverOf(configuration);
  if (!isComplete || !module.identifier || modules.has(module.identifier)) return [];
  if (maybeBuiltIn.has(module.module) || absent) return [];
  const message = `${visit.node.name} belongs to ${module.module}, which no LoadModule loads: ${effect}`;
  const isFatal = !allowanceOf(configuration)?.nonfatal.has('unknown');
  return [problemAt(unknownDirective, visit, visit.node.nameSpan, message, isFatal ? {} : { severity: 'warning' })];
}
