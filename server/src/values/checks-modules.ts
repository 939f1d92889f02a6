// What small modules check across the arguments of a directive.
import { compareVersions } from '../catalogue/version.ts';
import { scopesOf, type Visit } from '../configuration/visit.ts';
import type { Word } from '../syntax/words.ts';
import { expressionFindings } from './expression.ts';
import { doubtful, type Finding, refused, type ValueContext } from './kind.ts';

/** Options of AuthnzFcgiCheckAuthnProvider come in pairs of name and value. */
export function* fcgiCheckProvider(visit: Visit, context: ValueContext): Generator<Finding> {
  const [provider, ...rest] = visit.words;
  if (provider?.text.toLowerCase() === 'none' && rest[0])
    return yield refused("behind 'None' comes nothing", { span: rest[0].span });
  for (let at = 0; at < rest.length; at += 2) {
    const [name, value] = rest.slice(at);
    if (!name) return;
    const findings = [...fcgiOption(name, value, context)];
    yield* findings;
    if (findings.length > 0) return;
  }
}

function* fcgiOption(name: Word, value: Word | undefined, context: ValueContext): Generator<Finding> {
  const key = name.text.toLowerCase();
  if (!/^(?:authoritative|defaultuser|requirebasicauth|userexpr)$/.test(key))
    yield refused(`'${name.text}' is no option: expected Authoritative, DefaultUser, RequireBasicAuth or UserExpr`, {
      span: name.span,
    });
  else if (!value) yield refused(`${name.text} needs a value behind it`, { span: name.span });
  else if (key === 'userexpr') yield* expressionFindings({ text: value.text, span: value.inner }, context, 'string');
  else if (key !== 'defaultuser' && !/^(?:on|off)$/i.test(value.text))
    yield refused(`${name.text} is On or Off, not '${value.text}'`, { span: value.span });
}

/** The old method without a client nonce left httpd with 2.4.71. */
export function* digestProtection(visit: Visit, { configuration }: ValueContext): Generator<Finding> {
  const none = visit.words.find((word) => word.text.toLowerCase() === 'none');
  const { apacheVersion } = configuration.settings;
  const isGone = apacheVersion !== undefined && compareVersions(apacheVersion, '2.4.71') >= 0;
  if (none && isGone) yield refused("Apache 2.4.71 and newer take 'auth' only", { span: none.span });
  else if (none) yield doubtful("Apache 2.4.71 and newer refuse 'none'", { span: none.span });
}

/** Inside of a section only what the section covers can be cached. */
export function* cacheEnable(visit: Visit): Generator<Finding> {
  const [provider, url] = visit.words;
  const path = sectionPath(visit);
  if (provider?.text.startsWith('/'))
    yield refused('the kind of cache comes first, as in CacheEnable disk /', { span: provider.span });
  else if (url && path !== undefined && !url.text.startsWith(path))
    yield refused(`inside of this section the URL must begin with ${path}: Apache refuses to start`, {
      span: url.span,
    });
}

/** The path that the section around gives its directives; undefined where there is none or it is not known. */
function sectionPath(visit: Visit): string | undefined {
  for (const { context, section } of scopesOf(visit)) {
    if (context === 'limit') continue;
    if (!section || section.hasUnknownVariable || (context !== 'location' && context !== 'proxy')) return undefined;
    return section.words.find((word) => word.text !== '~')?.text;
  }
  return undefined;
}

/** A single number is the weight; `before` has none. */
export function* pushPriority(visit: Visit): Generator<Finding> {
  const [, order, weight] = visit.words;
  if (!order || !weight) return;
  if (/^\d/.test(order.text))
    yield refused(`before the weight comes after, before or interleaved, not '${order.text}'`, { span: order.span });
  else if (order.text.toLowerCase() === 'before')
    yield refused("behind 'before' comes no weight", { span: weight.span });
}

/** The name is all up to the first blank, quotes and what is in them included. */
export function* sessionCookie(visit: Visit): Generator<Finding> {
  const [word] = visit.words;
  const name =
    visit.line.text
      .slice(visit.node.argumentsFrom)
      .split(/[ \t]/)
      .find((part) => part !== '') ?? '';
  const isStrict = visit.info?.module.module === 'mod_session_dbd';
  if (word && (isStrict ? /[=;&]/ : /[=&]/).test(name))
    yield refused(`the name of the cookie must not have = ${isStrict ? ', ; ' : ''}or & in it`, { span: word.span });
}
