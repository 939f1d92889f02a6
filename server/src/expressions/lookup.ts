// Looks the names of an expression up as httpd and the modules that come with it do (core_expr_lookup, ssl_expr_lookup, hc_expr_lookup).
import { nearest } from '../text/nearest.ts';
import { isSubnet } from './subnet.ts';
import type { NameSort, NameUse } from './tree.ts';
import { type Entry, entriesOf } from './vocabulary.ts';

export interface NameProblem {
  readonly start: number;
  readonly end: number;
  readonly message: string;
  /** Texts that would be right in its place. */
  readonly replacements: readonly string[];
  /** A module that is not known here might have brought the name along. */
  readonly isUnknownName: boolean;
}

/** What is wrong with a name or the argument that belongs to it; undefined where httpd takes it. */
export function nameProblem(use: NameUse): NameProblem | undefined {
  const entry = entryOf(use.sort, use.name);
  if (!entry && !hasOpenEnd(use)) return unknownName(use);
  return entry?.wantsSubnet ? subnetProblem(use) : undefined;
}

/** What is known about a name; unary operators are the only ones with regard to case. */
export function entryOf(sort: NameSort, name: string): Entry | undefined {
  const lower = name.toLowerCase();
  return entriesOf(sort).find((entry) => (sort === 'unary' ? entry.name === name : entry.name.toLowerCase() === lower));
}

/** mod_ssl and mod_proxy_hcheck take every name that begins in their way. */
function hasOpenEnd({ sort, name }: NameUse): boolean {
  return sort === 'variable' && /^(SSL|HC)_/i.test(name);
}

const sorts: Readonly<Record<NameSort, string>> = {
  variable: 'variable',
  function: 'function',
  'list-function': 'function that yields a list',
  unary: 'operator',
  binary: 'operator',
};

function unknownName(use: NameUse): NameProblem {
  const { sort, name, start, end } = use;
  const dash = sort === 'unary' || sort === 'binary' ? '-' : '';
  const header = sort === 'variable' ? headerCall(name) : undefined;
  const near =
    header ??
    nearest(
      name,
      entriesOf(sort).map((entry) => entry.name),
    );
  const isNear = near !== undefined && (sort !== 'unary' || near.toLowerCase() === name.toLowerCase());
  const hint = isNear ? `; did you mean ${sort === 'variable' ? `%{${near}}` : dash + near}?` : '';
  const replacements = isNear ? [dash + near] : [];
  return { start, end, message: `there is no ${sorts[sort]} ${dash}${name}${hint}`, replacements, isUnknownName: true };
}

/** Only seven request headers have variables of their own; the others are read with a function. */
function headerCall(name: string): string | undefined {
  const header = /^HTTP_([A-Z][A-Z0-9_]*)$/.exec(name)?.[1];
  if (
    !header ||
    nearest(
      name,
      entriesOf('variable').map((entry) => entry.name),
    )
  )
    return undefined;
  const words = header.split('_').map((word) => word.slice(0, 1) + word.slice(1).toLowerCase());
  return `req:${words.join('-')}`;
}

function subnetProblem(use: NameUse): NameProblem | undefined {
  const { start, end } = use.argument ?? use;
  const common = { start, end, replacements: [], isUnknownName: false };
  if (use.constant === undefined) {
    return {
      ...common,
      message: `-${use.name} needs an address or network written out in quotes, such as '10.0.0.0/8'`,
    };
  }
  const text = use.constant.split('\0')[0] ?? '';
  return isSubnet(text)
    ? undefined
    : { ...common, message: `'${text}' is no address or network, such as 10.0.0.1, 10.0.0.0/8 or fe80::/10` };
}
