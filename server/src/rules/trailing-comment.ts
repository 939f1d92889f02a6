// Comments behind the arguments of a directive that takes any number of them: each word is one more argument.
import type { Visit } from '../configuration/visit.ts';
import type { Fix, Problem } from './problem.ts';
import { problemAt, type Rule } from './rule.ts';
import { insertBefore } from './whole-lines.ts';

export const trailingComment: Rule = {
  id: 'trailing-comment',
  severity: 'warning',
  summary: 'a comment behind a list is taken for further values',
  line: (visit) => (visit.line.text.includes('#') ? problemsOf(visit) : []),
};

function* problemsOf(visit: Visit): Generator<Problem> {
  if (visit.node.kind === 'section' || !takesAnyNumber(visit)) return;
  const at = visit.words.findIndex(({ text, quote }) => quote === '' && /^#(?:$|[A-Za-z#])/.test(text));
  const last = visit.words.at(-1);
  const first = visit.words[at];
  if (at < 1 || !first || !last) return;
  const values = visit.words.slice(at, at + 3).map(({ text }) => `'${text}'`);
  const span = { start: first.span.start, end: last.span.end };
  const message = `a comment needs a line of its own: Apache takes ${values.join(', ')}${visit.words.length > at + 3 ? ' and so on' : ''} for further values of ${visit.node.name}`;
  yield problemAt(trailingComment, visit, span, message, { fixes: fixesOf(visit, span.start) });
}

/** Where the number of arguments is fixed, Apache refuses the line. */
function takesAnyNumber({ info }: Visit): boolean {
  return info?.arity === 'iterate' || info?.arity === 'iterate2' || readLists.has(info?.key ?? '');
}

/** Directives that read their own line as a list. */
const readLists = new Set(['require', 'serveralias', 'directoryindex']);

function fixesOf(visit: Visit, start: number): Fix[] {
  const { file, node, use } = visit;
  const written = file.text.slice(start, node.line.end);
  if (use || written.includes('\n')) return [];
  const blanks = /[ \t]*$/.exec(file.text.slice(0, start))?.[0].length ?? 0;
  const removal = { uri: file.uri, span: { start: start - blanks, end: node.line.end }, text: '' };
  return [{ title: 'Move the comment above', isPreferred: true, edits: [insertBefore(visit, written), removal] }];
}
