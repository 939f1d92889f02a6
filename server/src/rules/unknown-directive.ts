// Names that no module defines, and names whose module is not loaded.
import type { Configuration } from '../configuration/evaluate.ts';
import type { Visit } from '../configuration/visit.ts';
import { nearest } from '../text/nearest.ts';
import type { Fix, Problem } from './problem.ts';
import { problemAt, type Rule } from './rule.ts';

export const unknownDirective: Rule = {
  id: 'unknown-directive',
  severity: 'error',
  summary: 'no module defines this directive',
  *visit(visit, configuration) {
    if (visit.node.name.includes('${')) return;
    if (!visit.info) yield unknownName(visit, configuration);
    else yield* notLoaded(visit, configuration);
  },
};

function unknownName(visit: Visit, configuration: Configuration): Problem {
  const { node, file } = visit;
  const written = node.kind === 'section' ? `<${node.name}>` : node.name;
  const names = [...configuration.settings.catalogue.directives()].filter(
    (info) => info.isSection === (node.kind === 'section') && !info.absent,
  );
  const near = nearest(
    node.name,
    names.map((info) => info.name),
  );
  const severity = configuration.isComplete ? 'error' : 'warning';
  const meant = near ? `; did you mean ${near}?` : '';
  const why = configuration.isComplete ? 'Apache refuses to start' : 'no module of Apache 2.4 or mod_wsgi has it';
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

function* notLoaded(visit: Visit, configuration: Configuration): Generator<Problem> {
  const module = visit.info?.module;
  if (!configuration.isComplete || !module?.identifier || maybeBuiltIn.has(module.module)) return;
  if (configuration.modules.has(module.identifier) || visit.info?.absent) return;
  const identifier = module.identifier;
  if (identifier.startsWith('mpm_')) return;
  yield problemAt(
    unknownDirective,
    visit,
    visit.node.nameSpan,
    `${visit.node.name} belongs to ${module.module}, which no LoadModule loads: Apache refuses to start`,
  );
}
