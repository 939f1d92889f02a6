// A module that is loaded from two files: Apache keeps the first.
import type { Configuration } from '../configuration/evaluate.ts';
import { everywhere } from '../configuration/hosts.ts';
import { nameOf } from '../configuration/paths.ts';
import type { Visit } from '../configuration/visit.ts';
import { memo } from '../text/memo.ts';
import { problemAt, type Rule } from './rule.ts';

export const repeatedModule: Rule = {
  id: 'repeated-module',
  severity: 'warning',
  summary: 'a module is loaded already, from another file',
  directives: ['LoadModule'],
  *visit(visit, configuration) {
    const [name, path] = visit.words;
    const earlier = firstLines(configuration).get(name?.text ?? '');
    if (!path || !earlier || earlier === visit || !isSure(visit) || isSameFile(earlier, visit)) return;
    const message = `${name?.text} is loaded already, from ${earlier.words[1]?.text}: Apache keeps that one, skips this line and warns with AH01574`;
    const related = [{ file: earlier.file, span: earlier.node.span, message: 'this one is kept' }];
    yield problemAt(repeatedModule, visit, path.span, message, { related, tag: 'unnecessary' });
  },
};

const firstLines: (configuration: Configuration) => ReadonlyMap<string, Visit> = memo((configuration) => {
  const lines = everywhere(configuration, 'LoadModule').filter(isSure);
  return new Map(lines.toReversed().map((visit) => [visit.words[0]?.text ?? '', visit]));
});

function isSure(visit: Visit): boolean {
  return visit.certainty === 'certain' && !visit.hasUnknownVariable;
}

/** Distributions link one file from several folders, and `mod_wsgi.so` to one whose name goes on. */
function isSameFile(a: Visit, b: Visit): boolean {
  const [one, other] = [a, b].map((visit) => nameOf(visit.words[1]?.text ?? ''));
  return one?.startsWith(other ?? '') === true || other?.startsWith(one ?? '') === true;
}
