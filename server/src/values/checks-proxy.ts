// What mod_proxy checks across the arguments of a directive, and against the section around it.
import { isInLocation } from '../configuration/scopes.ts';
import { scopesOf, type Visit } from '../configuration/visit.ts';
import { hasWildcard } from '../configuration/wildcard.ts';
import { regexProblem } from '../expressions/regex.ts';
import type { Word } from '../syntax/words.ts';
import { ignoresParameters, isKnownTarget } from './back-ends.ts';
import { tildePattern } from './checks-core.ts';
import { type Finding, refused, type ValueContext } from './kind.ts';
import { parameterOf } from './option-parts.ts';
import { proxyUrl } from './proxy.ts';

/** The balancer comes from the section around it, or stands first. */
export function* balancerMember(visit: Visit): Generator<Finding> {
  const names = visit.words.filter((word) => !word.text.includes('='));
  const section = pathSection(visit);
  const [first, second] = names;
  if (section === 'unknown') return;
  if (section === undefined) {
    if (names.length < 2)
      yield refused(
        'outside of <Proxy balancer://name> both the balancer and its member are needed: BalancerMember balancer://name http://host',
        { span: first?.span ?? visit.node.nameSpan },
      );
    else if (first && !/^[^:]*:\/\/[\s\S]/.test(first.text))
      yield refused(`'${first.text}' is no balancer name: expected balancer://name`, { span: first.span });
    return;
  }
  const name = section.words[0]?.text ?? '';
  if (!/^[^:]*:\/\/[\s\S]/.test(name))
    yield refused(`BalancerMember belongs into <Proxy balancer://name>, not into <${section.node.name} ${name}>`, {
      span: visit.node.nameSpan,
    });
  else if (second)
    yield refused('the balancer is that of the section: only its member may stand here', { span: second.span });
  else if (!first) yield refused('the member of the balancer is missing', { span: visit.node.nameSpan });
}

/** The section whose argument httpd takes as the path; `<Limit>` has none of its own. */
function pathSection(visit: Visit): Visit | 'unknown' | undefined {
  for (const { context, section } of scopesOf(visit)) {
    if (context === 'server' || context === 'vhost') return undefined;
    if (context === 'limit') continue;
    return ['proxy', 'location', 'directory', 'files', 'if'].includes(context) ? (section ?? 'unknown') : 'unknown';
  }
  return 'unknown';
}

/** Parameters behind the section's URL are for one back end or balancer. */
export function* proxySection(visit: Visit, context: ValueContext): Generator<Finding> {
  const [target, ...rest] = visit.words;
  if (!target || rest.length === 0) return;
  if (/[*?[]/.test(target.text))
    yield refused('parameters cannot follow a pattern: Apache refuses to start', {
      span: rest[0]?.span ?? target.span,
    });
  else if (!target.text.includes(':'))
    yield refused('parameters can only follow a URL', { span: rest[0]?.span ?? target.span });
  else yield* parameterFindings(target.text, rest, context);
}

export function* proxyPass(visit: Visit, context: ValueContext): Generator<Finding> {
  yield* superfluousPath(visit);
  yield* tildePattern(visit, context);
  yield* sectionPattern(visit);
  const words = visit.words.filter((word) => word.text !== '~');
  const [target, ...rest] = isInLocation(visit) ? words : words.slice(1);
  if (target) {
    const [...found] = parameterFindings(target.text, rest, context);
    if (found.length > 0 && !ignoresParameters(visit, context.configuration)) yield* found;
  } else if (words[0] && /:\/\//.test(words[0].text) && words.length < visit.words.length)
    yield refused(`${visit.node.name} needs a path before the URL here: Apache refuses to start`, {
      span: words[0].span,
    });
}

/** The path of the section is compiled as a regular expression when it has a wildcard (add_pass in mod_proxy.c). */
function* sectionPattern(visit: Visit): Generator<Finding> {
  const section = isInLocation(visit) ? pathSection(visit) : undefined;
  if (section === undefined || section === 'unknown' || section.hasUnknownVariable) return;
  const path = section.words.find((word) => word.text !== '~')?.text ?? '';
  const isPattern = hasWildcard(path) || visit.info?.key === 'proxypassmatch';
  const problem = isPattern ? regexProblem(path) : undefined;
  if (problem)
    yield refused(
      `${visit.node.name} takes the path ${path} of its section as a regular expression, which it is not: ${problem.message}`,
      { span: visit.node.nameSpan },
    );
}

/** Inside `<Location>` the path is that of the section. */
function* superfluousPath(visit: Visit): Generator<Finding> {
  const [path, target] = visit.words;
  if (!path || !target || !isInLocation(visit) || isTarget(path.text) || !isTarget(target.text)) return;
  yield refused('the path is that of the section around it: only the URL may stand here', {
    span: path.span,
    isSole: true,
  });
}

function isTarget(text: string): boolean {
  return text === '!' || /^unix:|:\/\//i.test(text);
}

/** ProxySet changes what its section names, or what is defined already. */
export function* proxySet(visit: Visit, context: ValueContext): Generator<Finding> {
  const { section, context: place } = visit.scope;
  if (place === 'unknown' || place === 'opaque') return;
  if (place === 'proxy' && section && visit.container === undefined)
    return yield* proxySetInSection(visit, section, context);
  const [target, ...rest] = visit.words;
  if (!target)
    return yield refused('outside of <Proxy> the back end or balancer is missing', { span: visit.node.nameSpan });
  if (!target.text.includes('://'))
    yield refused(`outside of <Proxy> a back end or balancer comes first, and '${target.text}' is none`, {
      span: target.span,
    });
  else if (!isDefined(target.text, visit, context))
    yield refused(`'${target.text}' is not defined before this line in the same server: Apache refuses to start`, {
      span: target.span,
    });
  else yield* parameterFindings(target.text, rest, context);
}

function* proxySetInSection(visit: Visit, section: Visit, context: ValueContext): Generator<Finding> {
  const name = section.words[0];
  if (!name) return;
  const [problem] = proxyUrl.check?.({ text: name.text, span: visit.node.nameSpan }, context) ?? [];
  if (problem)
    yield refused(
      `ProxySet needs a section with one URL or balancer, not <${section.node.name} ${name.text}>: Apache refuses to start`,
      { span: visit.node.nameSpan },
    );
  else yield* parameterFindings(name.text, visit.words, context);
}

function isDefined(name: string, visit: Visit, { configuration }: ValueContext): boolean {
  return !configuration.isWholeTree || isKnownTarget(name, visit, configuration);
}

/** Balancers and single back ends know different parameters. */
function* parameterFindings(target: string, words: readonly Word[], { catalogue }: ValueContext): Generator<Finding> {
  if (target === '!') return;
  const isBalancer = /^balancer:\/\//i.test(target);
  const groups = isBalancer ? ['balancer', 'proxypass'] : ['worker', 'hcheck', 'proxypass'];
  const others = isBalancer ? ['worker', 'hcheck'] : ['balancer'];
  for (const word of words) {
    const name = word.text.slice(0, word.text.indexOf('='));
    if (!word.text.includes('=') || groups.some((group) => parameterOf(group, name, catalogue))) continue;
    if (!others.some((group) => parameterOf(group, name, catalogue))) continue;
    const message = isBalancer
      ? `'${name}' is a parameter of the members, not of the balancer: Apache refuses it here`
      : `'${name}' is a parameter of balancers, not of a single back end: Apache refuses it here`;
    yield refused(message, {
      span: { start: word.inner.start, end: word.inner.start + name.length },
      rule: 'unknown-parameter',
    });
  }
}

/** The words are read one by one: `on` or `off` comes first, status codes follow `on` only. */
export function* errorOverride(visit: Visit): Generator<Finding> {
  let state = '';
  for (const word of visit.words) {
    const text = word.text.toLowerCase();
    if (text === 'on' || text === 'off') state = text;
    else if (state === '') return yield refused("'on' or 'off' comes first", { span: word.span });
    else if (state === 'off') return yield refused("status codes can only follow 'on'", { span: word.span });
  }
}

/** Inside `<Location>` the path is that of the section. */
export function* proxyPassReverse(visit: Visit): Generator<Finding> {
  const [, second] = visit.words;
  if (second && isInLocation(visit) && second.text.toLowerCase() !== 'interpolate')
    yield refused('the path is that of the section around it: only the URL may stand here', {
      span: visit.words[0]?.span ?? second.span,
    });
}

export function* environmentChange(visit: Visit): Generator<Finding> {
  const [, name, value] = visit.words;
  if (value && name && /^!./.test(name.text))
    yield refused(`a value cannot follow ${name.text}, which removes the variable`, { span: value.span });
}
