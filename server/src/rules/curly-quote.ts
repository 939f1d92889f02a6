// Typographic quotes, as word processors and web pages write them, in the place of straight ones.
import type { Visit } from '../configuration/visit.ts';
import type { Fix, Problem } from './problem.ts';
import { problemAt, type Rule } from './rule.ts';

export const curlyQuote: Rule = {
  id: 'curly-quote',
  severity: 'warning',
  summary: 'a typographic quote is taken as a part of the argument',
  line: (visit) => (curly.test(visit.node.line.text) ? problemsOf(visit) : []),
};

function* problemsOf(visit: Visit): Generator<Problem> {
  const word = visit.node.words.find(({ quote, text: written }) => quote === '' && opening.test(written));
  if (!word) return;
  const prefix = opening.exec(word.text)?.[0] ?? '';
  const mark = prefix.slice(-1);
  const start = word.span.start + prefix.length - 1;
  const span = { start, end: start + 1 };
  const message = `${mark} is not a quote for Apache, which takes it as a part of the argument: only " and ' are`;
  yield problemAt(curlyQuote, visit, span, message, { fixes: fixesOf(visit) });
}

const curly = /[“”„«‘’‚]/;
/** At the start of a word, or of the value in `name=value`. */
const opening = /^(?:[\w-]+=)?[“”„«‘‚]/;

/** Straight quotes for all of the line, where they come in pairs and no straight one stands between them. */
function fixesOf(visit: Visit): Fix[] {
  const { file, node } = visit;
  const written = file.text.slice(node.line.start, node.line.end);
  const marks = [...written.matchAll(/[“”„«»‘’‚]/g)];
  if (visit.use || marks.length % 2 > 0 || /["']/.test(written)) return [];
  const edits = marks.map(({ 0: mark, index }) => ({
    uri: file.uri,
    span: { start: node.line.start + index, end: node.line.start + index + mark.length },
    text: '"',
  }));
  return [{ title: 'Change to straight quotes', edits, isPreferred: true }];
}
