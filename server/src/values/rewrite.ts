// Flags and conditions of mod_rewrite.
import type { Visit } from '../configuration/visit.ts';
import { expressionFindings } from './expression.ts';
import { type Finding, partOf, refused, type Value, type ValueContext, type ValueKind } from './kind.ts';
import { regexFindings } from './regex.ts';

interface Flag {
  readonly names: readonly string[];
  readonly summary: string;
  readonly takes?: 'optional' | 'required';
}

const flags: readonly Flag[] = [
  { names: ['B'], summary: 'escapes the groups that are put into the target again', takes: 'optional' },
  { names: ['BNP', 'backrefnoplus'], summary: 'escapes spaces as %20, not as +' },
  { names: ['BCTLS'], summary: 'escapes control characters and spaces only' },
  { names: ['BNE'], summary: 'characters that B leaves alone', takes: 'optional' },
  { names: ['C', 'chain'], summary: 'when this rule does not match, the next one is passed over' },
  { names: ['CO', 'cookie'], summary: 'sets a cookie: CO=name:value:domain', takes: 'required' },
  { names: ['DPI', 'discardpath'], summary: 'drops the path info' },
  { names: ['E', 'env'], summary: 'sets a variable: E=name:value', takes: 'optional' },
  { names: ['END'], summary: 'ends all rewriting of this request' },
  { names: ['F', 'forbidden'], summary: 'answers 403' },
  { names: ['G', 'gone'], summary: 'answers 410' },
  { names: ['H', 'handler'], summary: 'sets the handler: H=name', takes: 'required' },
  { names: ['L', 'last'], summary: 'ends this round of rules' },
  { names: ['N', 'next'], summary: 'starts again with the first rule', takes: 'optional' },
  { names: ['NC', 'nocase'], summary: 'ignores case' },
  { names: ['NE', 'noescape'], summary: 'does not escape the target' },
  { names: ['NS', 'nosubreq'], summary: 'not for sub-requests' },
  { names: ['P', 'proxy'], summary: 'hands the request on through mod_proxy' },
  { names: ['PT', 'passthrough'], summary: 'lets Alias and the like see the target' },
  { names: ['QSA', 'qsappend'], summary: 'keeps the query string and adds to it' },
  { names: ['QSD', 'qsdiscard'], summary: 'drops the query string' },
  { names: ['QSL', 'qslast'], summary: 'the query string begins at the last question mark' },
  { names: ['R', 'redirect'], summary: 'redirects, with 302 or the given status', takes: 'optional' },
  { names: ['S', 'skip'], summary: 'passes over so many rules: S=2', takes: 'required' },
  { names: ['T', 'type'], summary: 'sets the MIME type: T=text/plain', takes: 'required' },
  { names: ['UnsafeAllow3F'], summary: 'allows an encoded question mark in the target' },
  { names: ['UnsafePrefixStat'], summary: 'allows a target whose first part is a variable' },
  { names: ['UNC'], summary: 'keeps several slashes at the beginning, for Windows shares' },
];
const conditionFlags: readonly Flag[] = [
  { names: ['NC', 'nocase'], summary: 'ignores case' },
  { names: ['OR', 'ornext'], summary: 'this condition or the next one' },
  { names: ['NV', 'novary'], summary: 'adds nothing to the Vary header' },
];

export const rewriteFlags = flagList(flags);
export const rewriteConditionFlags = flagList(conditionFlags);

function flagList(known: readonly Flag[]): ValueKind {
  return {
    fits: (text) => text.startsWith('['),
    *check(value, context) {
      if (!/^\[[\s\S]*\]$/.test(value.text))
        yield refused(
          'flags stand in square brackets without spaces, such as [R=301,L]',
          joinedFlags(value, context.visit),
        );
      else for (const part of partsOf(value)) yield* flagFindings(part, known);
    },
    *complete(value) {
      const from = Math.max(value.text.lastIndexOf(','), value.text.lastIndexOf('[')) + 1;
      const span = partOf(value, from, value.text.replace(/\]$/, '').length);
      for (const { names, summary, takes } of known)
        yield {
          label: (value.text === '' ? '[' : '') + names[0] + (takes === 'required' ? '=' : ''),
          detail: summary,
          span,
          kind: 'keyword',
        };
    },
    hover: (value) =>
      partsOf(value)
        .flatMap((part) => explained(part.text, known))
        .join('\n') || undefined,
  };
}

/** The flags that begin with `value`, without the spaces that tear them apart. */
function joinedFlags({ text, span }: Value, { words }: Visit): Partial<Finding> {
  const behind = words.filter((word) => word.span.start > span.start);
  const torn = behind.slice(0, behind.findIndex((word) => word.text.endsWith(']')) + 1);
  const last = torn.at(-1);
  if (!last || !text.startsWith('[')) return {};
  const whole = text + torn.map((word) => word.text).join('');
  return { span: { start: span.start, end: last.span.end }, replacements: [whole], isSameMeaning: true };
}

/** The flags between the brackets, each with its place; a comma in quotes belongs to the flag. */
function partsOf(value: Value): Value[] {
  const parts: Value[] = [];
  let at = value.text.startsWith('[') ? 1 : 0;
  for (const text of value.text.replace(/^\[/, '').replace(/\]$/, '').split(',')) {
    const lead = text.length - text.trimStart().length;
    parts.push({ text: text.trim(), span: partOf(value, at + lead, at + Math.max(text.trimEnd().length, lead)) });
    at += text.length + 1;
  }
  return parts;
}

function flagNamed(text: string, known: readonly Flag[]): Flag | undefined {
  const name = text.split('=')[0]?.toLowerCase() ?? '';
  return known.find((flag) => flag.names.some((candidate) => candidate.toLowerCase() === name));
}

function* flagFindings(part: Value, known: readonly Flag[]): Generator<Finding> {
  const flag = flagNamed(part.text, known);
  if (!flag) yield refused(`there is no flag '${part.text}'`, { span: part.span });
  else if (/^(?:R|redirect)=/i.test(part.text)) yield* statusFindings(part);
}

function* statusFindings(part: Value): Generator<Finding> {
  const status = part.text.slice(part.text.indexOf('=') + 1);
  if (/^(?:permanent|temp|seeother)$/i.test(status) || status === '' || !/^\d/.test(status)) return;
  const code = Number.parseInt(status, 10);
  if (code < 100 || code > 599) yield refused(`'${status}' is no HTTP status code`, { span: part.span });
}

function explained(text: string, known: readonly Flag[]): string[] {
  const flag = flagNamed(text, known);
  return flag ? [`- \`${text}\`: ${flag.summary}`] : [];
}

/** What RewriteCond compares with: a test such as -f, a comparison, or a regular expression. */
export const rewriteCondition: ValueKind = {
  *check(value, context: ValueContext) {
    const bare = value.text.startsWith('!') ? value.text.slice(1) : value.text;
    if (context.visit.words[0]?.text.toLowerCase() === 'expr') return yield* expressionFindings(value, context);
    if (/^-[a-zA-Z]$|^-(?:eq|ne|lt|le|gt|ge|strmatch|ipmatch)|^[<>=]/i.test(bare)) return;
    yield* regexFindings(value, value.text.length - bare.length, context);
  },
  *complete() {
    const tests = {
      '-f': 'is a file',
      '-d': 'is a folder',
      '-s': 'is a file with content',
      '-l': 'is a symbolic link',
      '-x': 'may be executed',
      '-F': 'is a file that may be read',
      '-U': 'is a URL that may be read',
    };
    for (const [label, detail] of Object.entries(tests)) {
      yield { label, detail };
      yield { label: `!${label}`, detail: `not: ${detail}` };
    }
  },
};
