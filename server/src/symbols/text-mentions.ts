// Names inside of longer texts: `${VAR}`, `${map:key}`, `%{ENV:NAME}`, `balancer://name`, hosts of URLs, rewrite flags.
import type { Visit } from '../configuration/visit.ts';
import type { LogicalLine } from '../syntax/logical-line.ts';
import { memo } from '../text/memo.ts';
import { type Mention, mentionAt, mentionIn } from './mention.ts';
import type { SymbolKind } from './symbol.ts';

/** The names that stand in the texts of `visit`, whatever its directive. */
export function* textMentions(visit: Visit): Generator<Mention> {
  const { node, line } = visit;
  if (node.line.text.includes('${')) yield* found(node.line, /\$\{([^}:]+)\}/g, 'variable');
  if (line.text.includes('://')) yield* urlMentions(visit);
  if (/env/i.test(line.text)) yield* environmentMentions(line);
  if (line.text.includes('}e') && takesFormat(visit))
    yield* found(line, /%[<>!,\d]*\{([^}:]+)\}e/g, 'environment-variable');
  const key = visit.info?.key;
  if (key === 'rewriterule' || key === 'rewritecond') yield* rewriteMentions(visit);
  if (key === 'setenvif' || key === 'setenvifnocase') yield* attributeMention(visit);
}

function* found(line: LogicalLine, pattern: RegExp, kind: SymbolKind): Generator<Mention> {
  for (const match of line.text.matchAll(pattern)) yield* mentionAt(line, match, kind, 'use');
}

/** A name with a wildcard or a group behind it is not the name of one balancer. */
function* urlMentions({ line, info }: Visit): Generator<Mention> {
  for (const match of line.text.matchAll(/balancer:\/\/([\w.-]+)(?![\w.$%*?[{-])/gi)) {
    const word = line.text.slice(0, match.index).trimEnd();
    const isFirst = /^(?:<Proxy|BalancerMember)\s*["']?$/i.test(word);
    const declares = isFirst && (info?.key === '<proxy' || info?.key === 'balancermember');
    yield* mentionAt(line, match, 'balancer', declares ? 'declaration' : 'use');
  }
  if (info?.key === 'servername') return;
  const hosts = found(line, /\b(?:https?|wss?|h2c?|ajp):\/\/([\w-]+(?:\.[\w-]+)*)(?![\w.$%*?[{-])/gi, 'host');
  for (const mention of hosts) yield { ...mention, isGuess: true };
}

/** `%{ENV:NAME}` of mod_rewrite and of expressions, and the functions of expressions. */
function* environmentMentions(line: LogicalLine): Generator<Mention> {
  yield* found(line, /%\{(?:req)?env:([^}\s]+)\}/gi, 'environment-variable');
  yield* found(line, /\b(?:req)?env\(\s*\\?["']([^"'\\]+)\\?["']\s*\)/gi, 'environment-variable');
}

function* rewriteMentions(visit: Visit): Generator<Mention> {
  yield* found(visit.line, /\$\{([^}:$%]+):[^}]*\}/g, 'rewrite-map');
  const flags = visit.info?.key === 'rewriterule' ? visit.words[2] : undefined;
  for (const match of flags?.text.matchAll(/[[,]\s*(?:E|env)=(!?)([^:,\]]+)/gi) ?? []) {
    const [whole, sign, name = ''] = match;
    const from = match.index + whole.length - name.length;
    if (flags) yield mentionIn(visit, flags, from, name, 'environment-variable', sign ? 'use' : 'declaration');
  }
}

/** SetEnvIf may look at a variable that an earlier one has set; the table drops the names that nothing sets. */
function* attributeMention(visit: Visit): Generator<Mention> {
  const word = visit.words[0];
  if (!word || !/^[\w-]+$/.test(word.text)) return;
  yield { ...mentionIn(visit, word, 0, word.text, 'environment-variable', 'use'), isGuess: true };
}

function takesFormat({ info }: Visit): boolean {
  return info !== undefined && formatDirective(info);
}

const formatDirective = memo((info: NonNullable<Visit['info']>) =>
  info
    .slots()
    .flatMap(({ alternatives }) => alternatives)
    .some((term) => term.type === 'kind' && /^(?:log-format|header-value)$/.test(term.kind)),
);
