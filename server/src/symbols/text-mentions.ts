// Names inside of longer texts: `${VAR}`, `${map:key}`, `%{ENV:NAME}`, `balancer://name`, hosts of URLs.
import type { DirectiveInfo } from '../catalogue/directive-info.ts';
import type { LogicalLine } from '../syntax/logical-line.ts';
import { memo } from '../text/memo.ts';
import { type Mention, mentionAt } from './mention.ts';
import type { Reading } from './reading.ts';
import type { SymbolKind } from './symbol.ts';
import { urlMentions } from './url-mentions.ts';

/** Finds something in every text that `textMentions` finds a name in. */
export const textHint = /:\/\/|env|\}e|\$\{/i;

/** The names that stand in the text of `reading`, whatever its directive. */
export function* textMentions(reading: Reading): Generator<Mention> {
  const { line, info } = reading;
  if (line.text.includes('://')) yield* urlMentions(reading);
  yield* environmentMentions(line);
  if (info && line.text.includes('}e') && takesFormat(info))
    yield* found(line, /%[-+ <>!,\d]*\{([^}:]+)\}[-+\d]*e/g, 'environment-variable');
  if (!line.text.includes('${')) return;
  if (info?.key === 'rewriterule' || info?.key === 'rewritecond')
    yield* found(line, /\$\{([^}:$%{]+):/g, 'rewrite-map');
  if (/^proxypass/.test(info?.key ?? '') && /\sinterpolate\b/i.test(line.text)) yield* interpolationMentions(line);
}

/**
 * The variables of the configuration in `line`, which is as it is written. A brace closes what was opened first, and a
 * colon makes it a rewrite map, so there is no variable in `${map:${KEY}}` (core.c, ap_resolve_env).
 */
export function* variableMentions(line: LogicalLine): Generator<Mention> {
  for (const match of line.text.matchAll(/\$\{([^}]*)\}/g))
    if (!/[:{]/.test(match[1] ?? '')) yield* mentionAt(line, match, 'variable', 'use');
}

/** Says whether some of the line is replaced when it is read. */
export function hasVariable(line: LogicalLine): boolean {
  return line.text.includes('${') && /\$\{[^}]*\}/.test(line.text);
}

function* found(line: LogicalLine, pattern: RegExp, kind: SymbolKind): Generator<Mention> {
  for (const match of line.text.matchAll(pattern)) yield* mentionAt(line, match, kind, 'use');
}

/** `%{ENV:NAME}` of mod_rewrite and of expressions, and the functions of expressions. */
function* environmentMentions(line: LogicalLine): Generator<Mention> {
  if (!/env/i.test(line.text)) return;
  yield* found(line, /%\{(?:req)?env:([^}\s]+)\}/gi, 'environment-variable');
  yield* found(line, /\b(?:req)?env\(\s*\\?["']([^"'\\]+)\\?["']\s*\)/gi, 'environment-variable');
  // An internal redirect puts the prefix in front of every name.
  const redirected = found(
    line,
    /\b(?:req)?env(?::|\(\s*\\?["'])(?:REDIRECT_)+([^}"'\\\s]+)/gi,
    'environment-variable',
  );
  for (const mention of redirected) yield { ...mention, isGuess: true };
}

/** What the configuration does not define, `interpolate` takes from the environment of the request. */
function* interpolationMentions(line: LogicalLine): Generator<Mention> {
  for (const mention of found(line, /\$\{([^}:]+)\}/g, 'environment-variable')) yield { ...mention, isGuess: true };
}

const takesFormat = memo((info: DirectiveInfo) =>
  info
    .slots()
    .flatMap(({ alternatives }) => alternatives)
    .some((term) => term.type === 'kind' && /^(?:(?:error-)?log-format|header-value)$/.test(term.kind)),
);
