// Names that the syntax line of a directive does not tell from other texts, found by the directive.
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { DirectiveInfo } from '../catalogue/directive-info.ts';
import type { Word } from '../syntax/words.ts';
import { type Mention, mentionIn } from './mention.ts';
import type { Reading } from './reading.ts';
import type { Role, SymbolKind } from './symbol.ts';

/** The names that stand in the arguments of `reading`, whose directive `info` is. */
export function* namedMentions({ key }: DirectiveInfo, reading: Reading, catalogue: Catalogue): Generator<Mention> {
  const entry = Object.hasOwn(named, key) ? named[key] : undefined;
  if (entry) yield* mentionsAt(entry, reading);
  else if (Object.hasOwn(special, key)) yield* special[key]?.(reading, catalogue) ?? [];
}

/** `mod_x.c` is the file of `x_module` by convention, also of modules that nobody described. */
export function identifierOf(module: string, catalogue: Catalogue): string {
  return catalogue.module(module)?.identifier ?? module.replace(/^mod_(\w+?)(?:\.c)?$/, '$1_module');
}

/** Says whether the directive is one of these. */
export function isNamed({ key }: DirectiveInfo): boolean {
  return Object.hasOwn(named, key) || Object.hasOwn(special, key);
}

type Place = readonly [place: number | 'all', role: Role, kind: SymbolKind];

const named: Readonly<Record<string, Place>> = {
  wsgidaemonprocess: [0, 'declaration', 'daemon-process'],
  undefine: [0, 'use', 'variable'],
  '<macro': [0, 'declaration', 'macro'],
  use: [0, 'use', 'macro'],
  undefmacro: [0, 'use', 'macro'],
  rewritemap: [0, 'declaration', 'rewrite-map'],
  proxyhctemplate: [0, 'declaration', 'health-check-template'],
  proxyhcexpr: [0, 'declaration', 'health-check-condition'],
  '<authnprovideralias': [1, 'declaration', 'authentication-provider'],
  authnzfcgicheckauthnprovider: [0, 'use', 'authentication-provider'],
  authncacheprovidefor: ['all', 'use', 'authentication-provider'],
};

function* mentionsAt([place, role, kind]: Place, reading: Reading): Generator<Mention> {
  const words = place === 'all' ? reading.words : reading.words.slice(place, place + 1);
  for (const word of words) if (word.text) yield mentionOf(reading, word, kind, role);
}

function mentionOf(reading: Reading, word: Word, kind: SymbolKind, role: Role): Mention {
  return mentionIn(reading, word, 0, word.text, kind, role);
}

const special: Readonly<Record<string, (reading: Reading, catalogue: Catalogue) => Iterable<Mention>>> = {
  *logformat(reading) {
    const [format, name] = reading.words;
    if (name?.text) yield mentionOf(reading, name, 'log-format', 'declaration');
    // Alone it may be a nickname, in front of one it is a format whatever it looks like.
    else if (format?.text && !format.text.includes('%')) yield mentionOf(reading, format, 'log-format', 'use');
  },
  *require(reading) {
    const { words } = reading;
    yield* requirementMentions(words[0]?.text.toLowerCase() === 'not' ? words.slice(1) : words, reading);
  },
  *'<authzprovideralias'(reading) {
    const [provider, name, ...rest] = reading.words;
    if (name?.text) yield mentionOf(reading, name, 'authorization-provider', 'declaration');
    if (provider) yield* requirementMentions([provider, ...rest], reading);
  },
  *authnzfcgidefineprovider(reading) {
    const [type, name] = reading.words;
    if (!type || !name) return;
    if (/^authnz?$/i.test(type.text)) yield mentionOf(reading, name, 'authentication-provider', 'declaration');
    if (/^authn?z$/i.test(type.text)) yield mentionOf(reading, name, 'authorization-provider', 'declaration');
  },
  *rewriterule(reading) {
    const flags = reading.words[2];
    for (const match of flags?.text.matchAll(/[[,]\s*(?:E|env)=(!?)([^:,\]]+)/gi) ?? []) {
      const [whole, sign, name = ''] = match;
      const from = match.index + whole.length - name.length;
      if (flags) yield mentionIn(reading, flags, from, name, 'environment-variable', sign ? 'use' : 'declaration');
    }
  },
  *loglevel(reading, catalogue) {
    for (const word of reading.words) {
      const name = /^(\w+(?:\.c)?):/.exec(word.text)?.[1];
      if (!name) continue;
      // What is no module as it stands gets `_module` behind it (core.c, set_loglevel).
      const identifier = identifierOf(name, catalogue);
      const means = identifier.endsWith('_module') ? identifier : `${identifier}_module`;
      yield { ...mentionIn(reading, word, 0, name, 'module', 'use'), means, isGuess: true };
    }
  },
  setenvif: attributeMention,
  setenvifnocase: attributeMention,
};

/** `env NAME …`, or the name of a provider; the arguments of env are names only where they are not one text in quotes. */
function* requirementMentions([entity, ...rest]: readonly Word[], reading: Reading): Generator<Mention> {
  if (!entity?.text) return;
  if (entity.text !== 'env') {
    yield { ...mentionOf(reading, entity, 'authorization-provider', 'use'), isGuess: true };
    return;
  }
  for (const word of rest)
    for (const { 0: name, index } of word.text.matchAll(/\S+/g))
      yield mentionIn(reading, word, index, name, 'environment-variable', 'use');
}

/** SetEnvIf may look at a variable that an earlier one has set; the table drops the names that nothing sets. */
function* attributeMention(reading: Reading): Generator<Mention> {
  const word = reading.words[0];
  if (!word || !/^[\w-]+$/.test(word.text)) return;
  yield { ...mentionOf(reading, word, 'environment-variable', 'use'), isGuess: true };
}
