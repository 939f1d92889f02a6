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
  const lost = references.find(({ target }) =>
    typeof target === 'string' ? !names.has(target) : target < 1 || target > groupCount,
  );
  if (!lost) return undefined;
  const message =
    typeof lost.target === 'string'
      ? `there is no group named '${lost.target}'`
      : `there is no group ${lost.target}; there are ${groupCount}`;
  return { start: lost.start, end: lost.end, message };
}

function readItem(reader: RegexReader): void {
  const first = reader.ahead();
  if (first === '\\') readBackslash(reader);
  else if (first === '[') readBracket(reader);
  else if (first === '(') readGroup(reader);
  else if (first === ')') closeGroup(reader);
  else if (first === '|') nextBranch(reader);
  else if (first === '*' || first === '+' || first === '?') readQuantifier(reader, 1, first !== '?');
  else if (first === '{') readBraces(reader);
  else readPlain(reader, first !== '^' && first !== '$');
}

function readPlain(reader: RegexReader, isRepeatable: boolean): void {
  reader.at++;
  reader.isRepeatable = isRepeatable;
}

function readBackslash(reader: RegexReader): void {
  const found = readEscape(reader);
  if (found.kind === 'literal') readQuoted(reader);
  else if (found.kind !== 'nothing') reader.isRepeatable = found.kind !== 'anchor';
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
  else if (end !== undefined)
    reader.fail('a class such as [:alpha:] must stand inside brackets: [[:alpha:]]', reader.at, end);
  else readClass(reader);
  reader.isRepeatable = true;
}

function readQuantifier(reader: RegexReader, length: number, isUnbounded: boolean): void {
  const start = reader.at;
  const text = reader.text.slice(start, start + length);
  const isInLookBehind = reader.groups.at(-1)?.wantsLength === true;
  if (!reader.isRepeatable) reader.fail(nothingToRepeat(reader, text), start, start + length);
  else if (isUnbounded && isInLookBehind) reader.fail(unlimitedLookBehind, start, start + length);
  reader.at += length;
  if (reader.ahead() === '?' || reader.ahead() === '+') reader.at++;
  reader.isRepeatable = false;
  // Behind a comment or \E another quantifier is taken by some versions.
  if (/^(?:\(\?#|\\[EQ])/.test(reader.text.slice(reader.at, reader.at + 3))) reader.isRepeatable = true;
}

const unlimitedLookBehind = 'a look behind needs a known length, so nothing in it can repeat without limit';

function nothingToRepeat({ at }: RegexReader, text: string): string {
  if (at === 0 && text === '*') return "'*' has nothing to repeat; in a regular expression any text is .*";
  return `'${text}' has nothing to repeat`;
}

/** `{2}`, `{2,}`, `{2,3}`; any other brace stands for itself. */
function readBraces(reader: RegexReader): void {
  const found = reader.match(/\{(\d+)(,(\d*))?\}/y);
  if (found) readCount(reader, found);
  else skipBraces(reader);
}

function readCount(reader: RegexReader, [all, least = '', comma, most = '']: RegExpExecArray): void {
  const end = reader.at + all.length;
  if (Number(least) > 65535 || Number(most) > 65535) reader.fail('a quantifier goes up to 65535', reader.at, end);
  else if (most && Number(most) < Number(least)) reader.fail(`${all} is the wrong way round`, reader.at, end);
  else readQuantifier(reader, all.length, comma !== undefined && most === '');
}

/** `{,3}` and braces with white space inside are quantifiers in newer versions. */
function skipBraces(reader: RegexReader): void {
  const doubtful = reader.match(/\{[ \t]*\d*[ \t]*(?:,[ \t]*\d*[ \t]*)?\}/y);
  reader.at += doubtful?.[0].length ?? 1;
  reader.isRepeatable = true;
}
