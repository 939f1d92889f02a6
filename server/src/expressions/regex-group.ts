// Reads what an opening parenthesis begins in a regular expression.
import type { Group, RegexReader } from './regex-reader.ts';

/** Reads the parenthesis at the place, and what belongs to it, up to where the inside of the group begins. */
export function readGroup(reader: RegexReader): void {
  if (reader.ahead(1) === '*') return readVerb(reader);
  if (reader.ahead(1) === '?') return readSpecial(reader);
  reader.groupCount++;
  open(reader, 'plain', 1);
}

/** Leaves the group that is closed at the place. */
export function closeGroup(reader: RegexReader): void {
  const group = reader.groups.pop();
  if (!group) return reader.fail("')' has no opening '('");
  if (group.kind === 'branch-reset') reader.groupCount = Math.max(reader.groupCount, group.countReached);
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
  if (group.kind === 'condition' && group.branches > 2) reader.fail('a conditional group has two branches at most', reader.at - 1, reader.at);
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

/** `(*…)`: few people know verbs, and versions differ; a quantifier is what was meant to be written. */
function readVerb(reader: RegexReader): void {
  if (/[A-Za-z:]/.test(reader.ahead(2))) return reader.giveUp();
  reader.fail("'*' has nothing to repeat here; any text is .*", reader.at + 1);
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
  if (opening) return open(reader, opening[1], opening[0].length);
  const next = reader.ahead(2);
  if (next === '#') return readComment(reader);
  if (next === '(') return readCondition(reader);
  if (next === '<' || next === "'") return readNamedGroup(reader, 3);
  if (next === 'P') return readPython(reader);
  if (next === 'C' || next === '[') return reader.giveUp();
  if (/[R&\d+]/.test(next) || (next === '-' && /\d/.test(reader.ahead(3)))) return readRecursion(reader);
  readOptions(reader);
}

function readComment(reader: RegexReader): void {
  const end = reader.text.indexOf(')', reader.at);
  if (end < 0) return reader.fail("the comment has no closing ')'", reader.at, reader.text.length);
  reader.at = end + 1;
}

/** `(?<name>`, `(?'name'` and `(?P<name>`; `length` is how many characters stand before the name. */
function readNamedGroup(reader: RegexReader, length: number): void {
  const terminator = reader.ahead(length - 1) === '<' ? '>' : "'";
  const start = reader.at + length;
  const name = /^\w*/.exec(reader.text.slice(start, start + 200))?.[0] ?? '';
  const end = start + name.length;
  if (name.length > 32) return reader.giveUp();
  if (/[^\0-\x7f]/.test(reader.text[end] ?? '')) return reader.giveUp();
  if (/^\d/.test(name)) return reader.fail('the name of a group must not begin with a digit', start, end);
  if (name === '') return reader.fail('a name for the group must stand here, or one of = and ! for a look behind', start);
  if (reader.text[end] !== terminator) return reader.fail(`a '${terminator}' must follow the name of the group`, start, end);
  reader.names.add(name);
  reader.groupCount++;
  open(reader, 'plain', end + 1 - reader.at);
}

function readPython(reader: RegexReader): void {
  if (reader.ahead(3) === '<') return readNamedGroup(reader, 4);
  const found = reader.match(/\(\?P[=>]([A-Za-z_]\w*)\)/y);
  const start = reader.at;
  if (!found) return reader.fail('(?P must be followed by <name>, =name) or >name)', start, Math.min(start + 3, reader.text.length));
  reader.at += found[0].length;
  reader.refer(found[1] ?? '', start);
  reader.isRepeatable = true;
}

function readRecursion(reader: RegexReader): void {
  const start = reader.at;
  const found = reader.match(/\(\?(?:R|&([A-Za-z_]\w*)|([+-]?)(\d+))\)/y);
  if (!found) return reader.fail('the number or name of a group and a closing parenthesis must follow', start, Math.min(start + 3, reader.text.length));
  reader.at += found[0].length;
  reader.isRepeatable = true;
  const [, name, sign = '', digits] = found;
  if (name !== undefined) reader.refer(name, start);
  else if (digits !== undefined && !(Number(digits) === 0 && sign === '')) reader.referRelative(sign, digits, start);
}

function readOptions(reader: RegexReader): void {
  const start = reader.at;
  const found = reader.match(/\(\?\^?([a-zA-Z]*)(?:-([a-zA-Z]*))?([:)])/y);
  if (!found) return failedOptions(reader);
  const letters = (found[1] ?? '') + (found[2] ?? '');
  // `x` changes what white space and `#` mean, `n` what counts as a group; letters other than these came with newer versions.
  if (/[^imsJU]/.test(letters)) {
    const wrong = /[^imsnxJUaDSWPTr]/.exec(letters)?.[0];
    if (!wrong) return reader.giveUp();
    return reader.fail(`'${wrong}' cannot follow (?`, start, start + found[0].length);
  }
  if (found[3] === ':') return open(reader, 'plain', found[0].length);
  reader.at += found[0].length;
  reader.isRepeatable = false;
}

function failedOptions(reader: RegexReader): void {
  const start = reader.at;
  const rest = reader.text.slice(start);
  if (/^\(\?\^?[a-zA-Z-]*$/.test(rest)) return reader.fail("'(' has no closing ')'", start, start + 1);
  const wrong = /^\(\?\^?[a-zA-Z-]*/.exec(rest)?.[0].length ?? 2;
  reader.fail(`${JSON.stringify(rest.slice(wrong, wrong + 1)).replaceAll('"', "'")} cannot follow ${rest.slice(0, wrong)}`, start, start + wrong + 1);
}

/** `(?(1)yes|no)`: the condition is a group that has matched, or an assertion. */
function readCondition(reader: RegexReader): void {
  const start = reader.at;
  if (/^\(\?\(\?(?:=|!|<=|<!)/.test(reader.text.slice(start, start + 6))) return open(reader, 'condition', 2);
  const found = reader.match(/\(\?\((?:([+-]?)(\d+)|<([A-Za-z_]\w*)>|'([A-Za-z_]\w*)')\)/y);
  // The others (names without brackets, R, DEFINE, VERSION) can mean several things.
  if (!found) return reader.giveUp();
  open(reader, 'condition', found[0].length);
  const name = found[3] ?? found[4];
  if (name === undefined) reader.referRelative(found[1] ?? '', found[2] ?? '', start);
  else reader.refer(name, start);
}
