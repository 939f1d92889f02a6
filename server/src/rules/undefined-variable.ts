// Variables that a Define spells differently, or defines too late.

import { isReadWhole } from '../configuration/certainty.ts';
import type { Configuration } from '../configuration/evaluate.ts';
import { everywhere } from '../configuration/hosts.ts';
import type { Visit } from '../configuration/visit.ts';
import { memo } from '../text/memo.ts';
import { nearest } from '../text/nearest.ts';
import type { Span } from '../text/span.ts';
import type { Problem } from './problem.ts';
import { problemAt, type Rule, replaceFix } from './rule.ts';

export const undefinedVariable: Rule = {
  id: 'undefined-variable',
  severity: 'warning',
  summary: 'a variable is misspelt, or defined only further down',
  line(visit, configuration) {
    if (!visit.hasUnknownVariable || visit.certainty !== 'certain' || !isReadWhole(configuration)) return [];
    return problemsOf(visit, definesOf(configuration), configuration);
  },
};

/** Each name with the Define that comes first; Define may stand anywhere, and holds from there on. */
const definesOf: (configuration: Configuration) => ReadonlyMap<string, Visit> = memo(
  (configuration) =>
    new Map(
      everywhere(configuration, 'Define')
        .toReversed()
        .map((visit) => [visit.words[0]?.text ?? '', visit]),
    ),
);

/** `${map:key}` belongs to mod_rewrite. */
const variable = /\$\{([^}:]*)\}/g;

function* problemsOf(
  visit: Visit,
  defines: ReadonlyMap<string, Visit>,
  configuration: Configuration,
): Generator<Problem> {
  for (const match of visit.line.text.matchAll(variable)) {
    const name = match[1] ?? '';
    const span = visit.line.spanOf(match.index + 2, match.index + 2 + name.length);
    const later = defines.get(name);
    if (configuration.environment.has(name)) continue;
    if (later) yield lateProblem(visit, name, span, later);
    else yield* misspeltProblem(visit, name, span, meantBy(name, defines, configuration));
  }
}

/** The name that may be meant; one that usually comes from the environment must be a slip away from what the file envvars sets. */
function meantBy(name: string, defines: ReadonlyMap<string, Visit>, configuration: Configuration): string | undefined {
  const isAnother = (known: string) => withoutDigits(known) !== withoutDigits(name);
  const inherited = [...configuration.environment.keys()].filter(isAnother);
  if (isEnvironmental(name, configuration)) return nearest(name, inherited, 1);
  return nearest(name, [...[...defines.keys()].filter(isAnother), ...inherited]);
}

/** The environment is not all known here: Debian's variables, and those that every process has. */
function isEnvironmental(name: string, { settings }: Configuration): boolean {
  return (
    /^(?:APACHE_|HTTPD_|PATH$|HOME$|USER$|LANG$|HOSTNAME$|PWD$|TMP)/.test(name) ||
    settings.defines.some((define) => define.split('=')[0] === name)
  );
}

function lateProblem(visit: Visit, name: string, span: Span, later: Visit): Problem {
  const message = `\${${name}} is defined only further down: Apache reads in order, warns with AH00111 and takes the text \${${name}} as it stands, unless its environment has the variable`;
  return problemAt(undefinedVariable, visit, span, message, {
    related: [{ file: later.file, span: later.node.span, message: `${name} is defined here` }],
  });
}

function* misspeltProblem(visit: Visit, name: string, span: Span, near: string | undefined): Generator<Problem> {
  if (near === undefined) return;
  const message = `\${${name}} is not defined; did you mean ${near}? Apache warns with AH00111 and takes the text as it stands`;
  yield problemAt(undefinedVariable, visit, span, message, {
    fixes: visit.use ? [] : [replaceFix(`Change to ${near}`, visit.file, span, near)],
  });
}

/** `APP2_HOME` beside `APP1_HOME` or `APP_HOME` is a name of its own. */
function withoutDigits(name: string): string {
  return name.replace(/\d+/g, '');
}
