// Says whether a directive may stand inside a given chain of contexts.
import type { DirectiveInfo } from '../catalogue/directive-info.ts';
import type { Context } from '../catalogue/types.ts';
import { passingMemo } from '../text/memo.ts';
import type { Scope } from './visit.ts';

export type ScopeContext = Scope['context'];

/** The contexts from the innermost to the top. */
export function contextsOf(scope: Scope | undefined): ScopeContext[] {
  const contexts: ScopeContext[] = [];
  for (let at = scope; at; at = at.parent) contexts.push(at.context);
  return contexts;
}

/** The innermost context of `scope` that refuses the directive, as `refusingContext` finds it. */
export function refusalIn(scope: Scope, info: DirectiveInfo): ScopeContext | undefined {
  const { contexts, refusals } = chainOf(scope);
  const known = refusals.get(info);
  if (known !== undefined || refusals.has(info)) return known;
  const refusal = refusingContext(info, contexts);
  refusals.set(info, refusal);
  return refusal;
}

/** Contexts from the innermost to the top, and what they are known to refuse. */
interface Chain {
  readonly contexts: readonly ScopeContext[];
  readonly refusals: Map<DirectiveInfo, ScopeContext | undefined>;
}

/** A tree has many sections, and few ways in which they stand in each other. */
const chains = new Map<string, Chain>();

const chainOf: (scope: Scope) => Chain = passingMemo((scope) => {
  const contexts = contextsOf(scope);
  const key = contexts.join(' ');
  const chain = chains.get(key) ?? { contexts, refusals: new Map() };
  chains.set(key, chain);
  return chain;
});

/** The innermost context that refuses the directive; undefined when it is allowed, or when that cannot be known. */
export function refusingContext(info: DirectiveInfo, contexts: readonly ScopeContext[]): ScopeContext | undefined {
  if (info.contexts.length === 0 || contexts.includes('opaque')) return undefined;
  if (contexts.at(-1) === 'htaccess') return htaccessRefusal(info, contexts);
  if (contexts.length === 1)
    return contexts[0] === 'server' && !info.contexts.includes('server') ? 'server' : undefined;
  return sectionRefusal(info, contexts);
}

function sectionRefusal(info: DirectiveInfo, contexts: readonly ScopeContext[]): ScopeContext | undefined {
  const sections = contexts.filter(isSectionContext);
  if (sections.length === 0) return info.contexts.includes('vhost') ? undefined : 'vhost';
  return sections.find((context) => !allows(info.contexts, context, contexts));
}

function htaccessRefusal(info: DirectiveInfo, contexts: readonly ScopeContext[]): ScopeContext | undefined {
  if (!info.overrides) return 'htaccess';
  return contexts.length > 1 ? sectionRefusal(info, contexts.slice(0, -1)) : undefined;
}

/** `limit` was measured inside a `<Directory>`: where that refuses too, it says nothing about `<Limit>` elsewhere. */
function allows(allowed: readonly Context[], context: Context, contexts: readonly ScopeContext[]): boolean {
  if (allowed.includes(context)) return true;
  return context === 'limit' && !contexts.includes('directory') && !allowed.includes('directory');
}

function isSectionContext(context: ScopeContext): context is Exclude<Context, 'server' | 'vhost'> {
  return !['vhost', 'server', 'unknown', 'htaccess', 'opaque'].includes(context);
}

/** Says whether httpd executes the directive while it reads (EXEC_ON_READ), whatever stands around it. */
export function isReadOnTheSpot({ name, isSection }: DirectiveInfo): boolean {
  return isSection ? sectionsOnTheSpot.test(name) : onTheSpot.test(name);
}

const sectionsOnTheSpot = /^(?:if(?:module|define|version|file|directive|section)|macro|lua\w*)$/i;
const onTheSpot =
  /^(?:include|includeoptional|define|undefine|use|undefmacro|load(?:module|file)|serverroot|defaultruntimedir|unclist|error|lua\w*)$/i;
