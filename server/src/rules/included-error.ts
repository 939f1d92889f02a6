// Errors in included files, told at the Include line too: whoever looks at the main file sees why Apache refuses it.
import type { Configuration } from '../configuration/evaluate.ts';
import { nameOf, pathOf, uriOf } from '../configuration/paths.ts';
import type { IncludeLink } from '../configuration/segment.ts';
import { memo } from '../text/memo.ts';
import type { SourceFile } from '../text/source-file.ts';
import type { Problem } from './problem.ts';
import { problemAt, type Rule } from './rule.ts';

export const includedError: Rule = {
  id: 'included-error',
  severity: 'error',
  summary: 'Apache refuses a file that this line includes',
};

/** One problem for each Include line and each file behind it with errors, directly or through further files. */
export function* includedErrors(problems: readonly Problem[], configuration: Configuration): Generator<Problem> {
  const erroneous = new Map<SourceFile, Problem>();
  for (const problem of problems) {
    if (problem.severity !== 'error' || problem.file === configuration.start.file) continue;
    if (!erroneous.has(problem.file)) erroneous.set(problem.file, problem);
  }
  if (erroneous.size === 0) return;
  const includers = includersByFile(configuration);
  for (const [file, problem] of erroneous)
    for (const link of linesAbove(file.uri, includers)) if (link.visit.file !== file) yield problemOf(problem, link);
}

function includersByFile(configuration: Configuration): Map<string, IncludeLink[]> {
  const includers = new Map<string, IncludeLink[]>();
  for (const link of configuration.includes) {
    for (const uri of urisOf(link.paths)) {
      const links = includers.get(uri) ?? [];
      includers.set(uri, links);
      links.push(link);
    }
  }
  return includers;
}

/** A pattern may match thousands of files, the same ones at each reading. */
const urisOf = memo((paths: readonly string[]) => paths.map(uriOf));

/** The Include lines that lead to a file, through any number of files. */
function linesAbove(uri: string, includers: ReadonlyMap<string, readonly IncludeLink[]>): Set<IncludeLink> {
  const found = new Set<IncludeLink>();
  const waiting = [uri];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    for (const link of includers.get(file) ?? []) {
      if (found.has(link)) continue;
      found.add(link);
      waiting.push(link.visit.file.uri);
    }
  }
  return found;
}

function problemOf(problem: Problem, { visit }: IncludeLink): Problem {
  const path = pathOf(problem.file.uri) ?? problem.file.uri;
  const line = problem.file.positionAt(problem.span.start).line + 1;
  const message = `${nameOf(path)}:${line}: ${problem.message}`;
  const related = [{ file: problem.file, span: problem.span, message: problem.message }];
  return problemAt(includedError, visit, visit.words[0]?.span ?? visit.node.nameSpan, message, { related });
}
