// Names in the arguments of a directive, found by the kinds of its syntax line.
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { DirectiveInfo } from '../catalogue/directive-info.ts';
import type { Term } from '../catalogue/syntax-line.ts';
import type { Word } from '../syntax/words.ts';
import { memo } from '../text/memo.ts';
import { argumentsOf } from '../values/arguments.ts';
import { valueTerms } from '../values/findings.ts';
import { type Assignment, matchArguments, termFor } from '../values/match.ts';
import { optionParts } from '../values/option-parts.ts';
import { type Mention, mentionIn } from './mention.ts';
import { identifierOf, isNamed, namedMentions } from './named-mentions.ts';
import type { Reading } from './reading.ts';
import type { Role, SymbolKind } from './symbol.ts';

/** The names that stand in the arguments of `reading`. */
export function* argumentMentions(reading: Reading, catalogue: Catalogue): Generator<Mention> {
  const { info } = reading;
  if (!info) return;
  yield* namedMentions(info, reading, catalogue);
  if (info.key === 'logformat' || !fits(hintOf(info, catalogue), reading)) return;
  const { assignments } = matchArguments(info.slots(reading.isInLocation), argumentsOf(reading), catalogue);
  for (const assignment of assignments) yield* assignedMentions(assignment, reading, catalogue);
  if (takesCondition(info)) yield* conditionMentions(reading);
}

/** Says whether names can stand in the arguments of `reading`, whose directive `info` is. */
export function mayHoldNames(info: DirectiveInfo, reading: Reading, catalogue: Catalogue): boolean {
  return isNamed(info) || fits(hintOf(info, catalogue), reading);
}

/** `env=NAME` may stand behind texts that can be left out, so its place alone does not tell it from them. */
function* conditionMentions(reading: Reading): Generator<Mention> {
  for (const word of reading.words) {
    const name = /^env=!?(.+)$/i.exec(word.text)?.[1];
    if (name) yield mentionIn(reading, word, word.text.indexOf(name, 4), name, 'environment-variable', 'use');
  }
}

const takesCondition = memo((info: DirectiveInfo) =>
  info.slots().some(({ alternatives }) => alternatives.some((term) => term.type === 'option' && term.name === 'env')),
);

/** What a value kind says of names: the first group of `pattern` is the name, a mark such as `!` in front makes it a use. */
interface Naming {
  readonly kind: SymbolKind;
  readonly role: Role;
  readonly pattern: RegExp;
}

const whole = /^(.+)$/;
const behindSign = /^!?([^!].*)$/;

const namings: Readonly<Record<string, Naming>> = {
  'daemon-name': { kind: 'daemon-process', role: 'use', pattern: /^(?!%\{GLOBAL\}$)(.+)$/ },
  'process-group': { kind: 'daemon-process', role: 'use', pattern: /^(?!%\{GLOBAL\}$)(.+)$/ },
  'fixed-process-group': { kind: 'daemon-process', role: 'use', pattern: /^(?!%\{GLOBAL\}$)(.+)$/ },
  'define-test': { kind: 'variable', role: 'use', pattern: behindSign },
  'module-identifier': { kind: 'module', role: 'declaration', pattern: whole },
  'module-test': { kind: 'module', role: 'use', pattern: behindSign },
  'env-variable': { kind: 'environment-variable', role: 'use', pattern: whole },
  'env-pattern': { kind: 'environment-variable', role: 'declaration', pattern: /^!?([^!=][^=]*)/ },
  'env-change': { kind: 'environment-variable', role: 'declaration', pattern: behindSign },
  'auth-provider': { kind: 'authentication-provider', role: 'use', pattern: whole },
  'health-check-template': { kind: 'health-check-template', role: 'use', pattern: whole },
  'health-check-condition': { kind: 'health-check-condition', role: 'use', pattern: whole },
  'log-format': { kind: 'log-format', role: 'use', pattern: /^([^%]+)$/ },
  'server-name': { kind: 'host', role: 'declaration', pattern: /^(?:[a-z]+:\/\/)?([^:/]+)/i },
  'host-pattern': { kind: 'host', role: 'declaration', pattern: /^([^*?:]+)$/ },
};

/** Directives that declare by a kind which is only mentioned elsewhere. */
const declaring = new Set(['define', 'setenv', 'passenv']);

function* assignedMentions(
  { word, term, slot }: Assignment,
  reading: Reading,
  catalogue: Catalogue,
): Generator<Mention> {
  if (term?.type === 'kind') {
    const isDeclaring = declaring.has(reading.info?.key ?? '');
    for (const mention of namingMentions(
      namingOf(term),
      word,
      0,
      word.text,
      reading,
      isDeclaring ? 'declaration' : undefined,
    )) {
      yield mention.kind === 'module' ? { ...mention, means: identifierOf(mention.name, catalogue) } : mention;
    }
    return;
  }
  if (term?.type !== 'group') return;
  const groups = slot.alternatives.flatMap((other) => (other.type === 'group' ? [other.group] : []));
  const { name, value, data } = optionParts(word, groups, catalogue);
  if (!value) return;
  const terms = valueTerms(data);
  const isLiteral = termFor(slotOf(terms), value.text, catalogue)?.type === 'literal';
  const naming = isLiteral ? undefined : terms.map(namingOf).find((found) => found !== undefined);
  yield* namingMentions(naming, word, name.length + 1, value.text, reading, 'use');
}

function namingOf(term: Term): Naming | undefined {
  return term.type === 'kind' && Object.hasOwn(namings, term.kind) ? namings[term.kind] : undefined;
}

function* namingMentions(
  naming: Naming | undefined,
  word: Word,
  from: number,
  text: string,
  reading: Reading,
  role: Role | undefined,
): Generator<Mention> {
  const name = naming?.pattern.exec(text)?.[1];
  if (!naming || !name) return;
  const isRemoval = text.startsWith('!');
  const found = isRemoval ? 'use' : (role ?? naming.role);
  const mention = mentionIn(reading, word, from + text.indexOf(name), name, naming.kind, found);
  // `-D NAME` and <IfDefine> compare with strcmp (ap_exists_config_define).
  yield naming.kind === 'variable' && found === 'use' ? { ...mention, isExact: true } : mention;
}

const hints = new WeakMap<DirectiveInfo, Hint>();

/** Names stand in every line of the directive, in those that a pattern fits, or in none. */
type Hint = 'always' | 'never' | RegExp;

/** In which lines of the directive a kind of its syntax line names something. */
function hintOf(info: DirectiveInfo, catalogue: Catalogue): Hint {
  const known = hints.get(info);
  if (known) return known;
  const terms = [...info.slots(), ...info.slots(true)].flatMap(({ alternatives }) => alternatives);
  const options = terms.flatMap((term) => (term.type === 'group' ? namingParameters(term.group, catalogue) : []));
  if (takesCondition(info)) options.push('env');
  const byOption = options.length > 0 ? new RegExp(`(?:${options.join('|')})\\s*=`, 'i') : 'never';
  const hint = terms.some((term) => namingOf(term)) ? 'always' : byOption;
  hints.set(info, hint);
  return hint;
}

function fits(hint: Hint, { line }: Reading): boolean {
  return typeof hint === 'string' ? hint === 'always' : hint.test(line.text);
}

/** The parameters of a group whose values are names. */
function namingParameters(group: string, catalogue: Catalogue): string[] {
  return Object.entries(catalogue.group(group).parameters).flatMap(([name, data]) =>
    valueTerms(data).some((term) => namingOf(term)) ? [name] : [],
  );
}

function slotOf(alternatives: readonly Term[]) {
  return { alternatives, isOptional: false, repeats: false, isSigned: false, text: '' };
}
