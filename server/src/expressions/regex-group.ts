// Reads what an opening parenthesis begins in a regular expression.
import type { Group, RegexReader } from './regex-reader.ts';

/** Reads the parenthesis at the place, and what belongs to it, up to where the inside of the group begins. */
export function readGroup(reader: RegexReader): void {
  if (reader.ahead(1) === '*') readVerb(reader);
  else if (reader.ahead(1) === '?') readSpecial(reader);
  else openCounted(reader, 1);
}

/** Leaves the group that is closed at the place. */
export function closeGroup(reader: RegexReader): void {
  const group = reader.groups.pop();
  if (!group) reader.fail("')' has no opening '('");
  if (group?.kind === 'branch-reset') reader.groupCount = Math.max(reader.groupCount, group.countReached);
  reader.at++;
  reader.isRepeatable = true;
}

/** Begins the next branch of the innermost group. */
export function nextBranch(reader: RegexReader): void {
  const group = reader.groups.at(-1);
  reader.at++;
  reader.isRepeatable = false;
  if (!group) return;
  group.branches++;
  if (group.kind === 'condition' && group.branches > 2)
    reader.fail('a conditional group has two branches at most', reader.at - 1, reader.at);
  if (group.kind !== 'branch-reset') return;
  group.countReached = Math.max(group.countReached, reader.groupCount);
  reader.groupCount = group.countBefore;
}

function open(reader: RegexReader, kind: Group['kind'], length: number): void {
  const outer = reader.groups.at(-1)?.wantsLength === true;
  const wantsLength = kind === 'lookbehind' || (outer && kind !== 'lookahead');
  const count = reader.groupCount;
  reader.groups.push({ kind, start: reader.at, wantsLength, branches: 1, countBefore: count, countReached: count });
  reader.at += length;
  reader.isRepeatable = false;
}

/** Opens a group that has a number. */
function openCounted(reader: RegexReader, length: number): void {
  reader.groupCount++;
  open(reader, 'plain', length);
}

/** `(*…)`: few people know verbs, and versions differ; a quantifier is what was meant to be written. */
function readVerb(reader: RegexReader): void {
  if (/[A-Za-z:]/.test(reader.ahead(2))) reader.giveUp();
  else reader.fail("'*' has nothing to repeat here; any text is .*", reader.at + 1);
}

const openings: readonly (readonly [string, Group['kind']])[] = [
  ['(?:', 'plain'],
  ['(?>', 'plain'],
  ['(?|', 'branch-reset'],
  ['(?=', 'lookahead'],
  ['(?!', 'lookahead'],
  ['(?*', 'lookahead'],
  ['(?<=', 'lookbehind'],
  ['(?<!', 'lookbehind'],
  ['(?<*', 'lookbehind'],
];

function readSpecial(reader: RegexReader): void {
  const opening = openings.find(([text]) => reader.text.startsWith(text, reader.at));
  const next = reader.ahead(2);
  if (opening) open(reader, opening[1], opening[0].length);
  else if (next === '#') readComment(reader);
  else if (next === '(') readCondition(reader);
  else if (next === '<' || next === "'") readNamedGroup(reader, 3);
  else if (next === 'P') readPython(reader);
  else if (next === 'C' || next === '[') reader.giveUp();
  else if (/[R&\d+]/.test(next) || (next === '-' && /\d/.test(reader.ahead(3)))) readRecursion(reader);
  else readOptions(reader);
}

function readComment(reader: RegexReader): void {
  const end = reader.text.indexOf(')', reader.at);
  if (end < 0) reader.fail("the comment has no closing ')'", reader.at, reader.text.length);
  else reader.at = end + 1;
}

/** `(?<name>`, `(?'name'` and `(?P<name>`; `length` is how many characters stand before the name. */
function readNamedGroup(reader: RegexReader, length: number): void {
  const terminator = reader.ahead(length - 1) === '<' ? '>' : "'";
  const start = reader.at + length;
  const name = /^\w*/.exec(reader.text.slice(start, start + 200))?.[0] ?? '';
  const end = start + name.length;
  // Newer versions take longer names, and letters outside of ASCII.
  if (name.length > 32 || (reader.text.codePointAt(end) ?? 0) > 0x7f) reader.giveUp();
  else if (/^\d/.test(name)) reader.fail('the name of a group must not begin with a digit', start, end);
  else if (name === '') reader.fail('a name for the group must stand here, or = or ! for a look behind', start);
  else if (reader.text[end] !== terminator) reader.fail(`'${terminator}' must follow the group's name`, start, end);
  reader.names.add(name);
  openCounted(reader, end + 1 - reader.at);
}

function readPython(reader: RegexReader): void {
  if (reader.ahead(3) === '<') readNamedGroup(reader, 4);
  else readPythonReference(reader);
}

/** `(?P=name)` and `(?P>name)` */
function readPythonReference(reader: RegexReader): void {
  const found = reader.match(/\(\?P[=>]([A-Za-z_]\w*)\)/y);
  const start = reader.at;
  if (!found) reader.fail('(?P must be followed by <name>, =name) or >name)', start, start + 3);
  reader.at += found?.[0].length ?? 0;
  reader.refer(found?.[1] ?? '', start);
  reader.isRepeatable = true;
}

function readRecursion(reader: RegexReader): void {
  const start = reader.at;
  const found = reader.match(/\(\?(?:R|&([A-Za-z_]\w*)|([+-]?)(\d+))\)/y);
  if (!found) reader.fail('the number or name of a group and a closing parenthesis must follow', start, start + 3);
  reader.at += found?.[0].length ?? 0;
  reader.isRepeatable = true;
  const [, name, sign = '', digits] = found ?? [];
  if (name !== undefined) reader.refer(name, start);
  else if (digits !== undefined && !(Number(digits) === 0 && sign === '')) reader.referRelative(sign, digits, start);
}

function readOptions(reader: RegexReader): void {
  const found = reader.match(/\(\?\^?([a-zA-Z]*)(?:-([a-zA-Z]*))?([:)])/y);
  if (!found) failedOptions(reader);
  else if (found[3] === ':') open(reader, 'plain', found[0].length);
  else skipOptions(reader, found[0].length);
  checkOptions(reader, (found?.[1] ?? '') + (found?.[2] ?? ''));
}

function skipOptions(reader: RegexReader, length: number): void {
  reader.at += length;
  reader.isRepeatable = false;
}

/** `x` changes what white space and `#` mean, `n` what counts as a group; newer versions know more letters. */
function checkOptions(reader: RegexReader, letters: string): void {
  const wrong = /[^imsnxJUaDSWPTr]/.exec(letters)?.[0];
  if (wrong) reader.fail(`'${wrong}' cannot follow (?`, reader.text.lastIndexOf('(?', reader.at - 1), reader.at);
  else if (/[^imsJU]/.test(letters)) reader.giveUp();
}

function failedOptions(reader: RegexReader): void {
  const start = reader.at;
  const read = reader.match(/\(\?\^?[a-zA-Z-]*/y)?.[0] ?? '(?';
  const wrong = reader.ahead(read.length);
  if (wrong === '') reader.fail("'(' has no closing ')'", start, start + 1);
  else reader.fail(`'${wrong}' cannot follow ${read}`, start, start + read.length + 1);
}

/** `(?(1)yes|no)`: the condition is a group that has matched, or an assertion. */
function readCondition(reader: RegexReader): void {
  const start = reader.at;
  const assertion = reader.match(/\(\?(?=\(\?<?[=!])/y);
  const found = reader.match(/\(\?\((?:([+-]?)(\d+)|<([A-Za-z_]\w*)>|'([A-Za-z_]\w*)')\)/y);
  // The others (names without brackets, R, DEFINE, VERSION) can mean several things.
  if (!found && !assertion) reader.giveUp();
  open(reader, 'condition', found?.[0].length ?? 2);
  const [, sign = '', digits, bracketed, quoted] = found ?? [];
  const name = bracketed ?? quoted;
  if (digits !== undefined) reader.referRelative(sign, digits, start);
  else if (name !== undefined) reader.refer(name, start);
}
