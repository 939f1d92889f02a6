// Says whether PCRE2 refuses a regular expression, as httpd compiles it (ap_regcomp in server/util_pcre.c): bytes, no UTF.
import { namedClassEnd, readClass } from './regex-class.ts';
import { readEscape } from './regex-escape.ts';
import { closeGroup, nextBranch, readGroup } from './regex-group.ts';
import { type RegexProblem, RegexReader } from './regex-reader.ts';

/** The first mistake in `pattern`; undefined where PCRE2 takes it, and in doubt. */
export function regexProblem(pattern: string): RegexProblem | undefined {
  const reader = new RegexReader(pattern);
  while (!reader.isOver) readItem(reader);
  if (reader.hasGivenUp) return undefined;
  return reader.problem ?? openGroup(reader) ?? missingGroup(reader);
}

function openGroup({ groups }: RegexReader): RegexProblem | undefined {
  const group = groups.at(-1);
  return group && { start: group.start, end: group.start + 1, message: "'(' has no closing ')'" };
}

function missingGroup({ references, groupCount, names }: RegexReader): RegexProblem | undefined {
  const lost = references.find(({ target }) => (typeof target === 'string' ? !names.has(target) : target < 1 || target > groupCount));
  if (!lost) return undefined;
  const message = typeof lost.target === 'string' ? `there is no group named '${lost.target}'` : `there is no group ${lost.target}; there are ${groupCount}`;
  return { start: lost.start, end: lost.end, message };
}

function readItem(reader: RegexReader): void {
  const first = reader.ahead();
  if (first === '\\') return readBackslash(reader);
  if (first === '[') return readBracket(reader);
  if (first === '(') return readGroup(reader);
  if (first === ')') return closeGroup(reader);
  if (first === '|') return nextBranch(reader);
  if (first === '*' || first === '+' || first === '?') return readQuantifier(reader, 1, first !== '?');
  if (first === '{') return readBraces(reader);
  reader.at++;
  reader.isRepeatable = first !== '^' && first !== '$';
}

function readBackslash(reader: RegexReader): void {
  const escape = readEscape(reader);
  if (escape.kind === 'literal') readQuoted(reader);
  else if (escape.kind !== 'nothing') reader.isRepeatable = escape.kind !== 'anchor';
}

/** `\Q…\E` */
function readQuoted(reader: RegexReader): void {
  const end = reader.text.indexOf('\\E', reader.at);
  const stop = end < 0 ? reader.text.length : end;
  if (stop > reader.at) reader.isRepeatable = true;
  reader.at = end < 0 ? stop : stop + 2;
}

function readBracket(reader: RegexReader): void {
  const wordEdge = /\[\[:[<>]:\]\]/y;
  const edge = reader.match(wordEdge);
  const end = edge ? undefined : namedClassEnd(reader.text, reader.at);
  if (edge) reader.at += edge[0].length;
  else if (end !== undefined) reader.fail('a class such as [:alpha:] must stand inside brackets: [[:alpha:]]', reader.at, end);
  else readClass(reader);
  reader.isRepeatable = true;
}

function readQuantifier(reader: RegexReader, length: number, isUnbounded: boolean): void {
  const start = reader.at;
  const text = reader.text.slice(start, start + length);
  if (!reader.isRepeatable) return reader.fail(nothingToRepeat(reader, text), start, start + length);
  if (isUnbounded && reader.groups.at(-1)?.wantsLength) {
    return reader.fail('a look behind needs a known length, so nothing in it can repeat without limit', start, start + length);
  }
  reader.at += length;
  if (reader.ahead() === '?' || reader.ahead() === '+') reader.at++;
  reader.isRepeatable = false;
  // Behind a comment or \E another quantifier is taken by some versions.
  if (/^(?:\(\?#|\\[EQ])/.test(reader.text.slice(reader.at, reader.at + 3))) reader.isRepeatable = true;
}

function nothingToRepeat({ at }: RegexReader, text: string): string {
  if (at === 0 && text === '*') return "'*' has nothing to repeat; in a regular expression any text is .*";
  return `'${text}' has nothing to repeat`;
}

/** `{2}`, `{2,}`, `{2,3}`; any other brace stands for itself. */
function readBraces(reader: RegexReader): void {
  const found = reader.match(/\{(\d+)(,(\d*))?\}/y);
  if (!found) {
    reader.at++;
    // `{,3}` and braces with white space inside are quantifiers in newer versions.
    if (/^\{[ \t]*\d*[ \t]*(?:,[ \t]*\d*[ \t]*)?\}/.test(reader.text.slice(reader.at - 1))) skipDoubtfulBraces(reader);
    reader.isRepeatable = true;
    return;
  }
  const [all, least = '', comma, most] = found;
  if (Number(least) > 65535 || Number(most || 0) > 65535) return reader.fail('a quantifier goes up to 65535', reader.at, reader.at + all.length);
  if (most && Number(most) < Number(least)) return reader.fail(`${all} is the wrong way round`, reader.at, reader.at + all.length);
  readQuantifier(reader, all.length, comma !== undefined && most === '');
}

function skipDoubtfulBraces(reader: RegexReader): void {
  reader.at = reader.text.indexOf('}', reader.at) + 1;
}
