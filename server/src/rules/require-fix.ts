// The Require lines that stand for Order, Allow and Deny of one section.
import type { Configuration } from '../configuration/evaluate.ts';
import { everywhere } from '../configuration/hosts.ts';
import type { Visit } from '../configuration/visit.ts';
import type { Directive, Node } from '../syntax/tree.ts';
import type { Fix } from './problem.ts';
import { removeLineFix, replaceFix } from './rule.ts';
import { newlineOf } from './whole-lines.ts';

/** Puts Require in the place of the directives around `visit`; nothing where no plain lines of it say the same. */
export function requireFixes(visit: Visit, configuration: Configuration): Fix[] {
  const { parent } = visit.node;
  if (visit.use || !parent || !accessSections.test(parent.name) || mayLiftRequire(configuration)) return [];
  if (parent.children.some((child) => isOtherAccess(child))) return [];
  const old = parent.children.filter((child): child is Directive => isNamed(child, /^(?:order|allow|deny)$/i));
  const [first, ...others] = old;
  const lines = requireLines(old);
  if (!first || !lines) return [];
  const { file } = visit;
  const start = file.lineStartAt(first.line.start);
  const text = lines.join(newlineOf(visit) + file.text.slice(start, first.line.start));
  const title = `Change to ${lines.join(', ')}`;
  const { edits } = replaceFix(title, file, { start: first.line.start, end: first.line.end }, text);
  const removals = others.flatMap(({ line }) => removeLineFix(title, file, line).edits);
  return [{ title, isPreferred: true, edits: [...edits, ...removals] }];
}

/** Where both kinds are judged alike; `.htaccess` is none, since Require may need another AllowOverride than Order. */
const accessSections = /^(?:directory|files|location|proxy)(?:match)?$/i;

/** A Require takes the place of those of outer sections, and a login or an address that one asks for must not be lost. */
function mayLiftRequire(configuration: Configuration): boolean {
  return everywhere(configuration, 'Require').some(
    ({ words }) => !/^all (?:granted|denied)$/i.test(words.map((word) => word.text).join(' ')),
  );
}

function isOtherAccess(node: Node): boolean {
  return (
    isNamed(node, /^(?:require|satisfy)$/i) || (node.kind === 'section' && /^(?:if|limit|require)/i.test(node.name))
  );
}

function isNamed(node: Node, name: RegExp): boolean {
  return node.kind === 'directive' && name.test(node.name);
}

/** `allow,deny` lets in who is allowed and not denied; `deny,allow`, the default, who is allowed or not denied. */
function requireLines(old: readonly Directive[]): string[] | undefined {
  const wordsOf = (name: RegExp) => old.filter((node) => name.test(node.name)).map(({ words }) => words);
  const order = wordsOf(/^order$/i).at(-1) ?? [];
  const [allowed, denied] = [/^allow$/i, /^deny$/i].map((name) =>
    wordsOf(name).flatMap((words) => words.slice(1).map((word) => word.text.toLowerCase())),
  );
  if (!allowed || !denied) return undefined;
  const isDenied = denied.includes('all');
  switch (order.map((word) => word.text.toLowerCase()).join('')) {
    case 'allow,deny':
      if (isDenied) return ['Require all denied'];
      return denied.length === 0 ? admitting(allowed) : undefined;
    case 'deny,allow':
    case '':
      if (denied.length === 0) return ['Require all granted'];
      return isDenied ? admitting(allowed) : undefined;
    default:
      return undefined;
  }
}

/** The lines for clients of which any one is enough; undefined where one of them has no counterpart. */
function admitting(clients: readonly string[]): string[] | undefined {
  if (clients.length === 0) return ['Require all denied'];
  if (clients.includes('all')) return ['Require all granted'];
  const addresses = clients.filter((client) => /^[\d.]+\d(?:\/[\d.]+)?$|^[\da-f:]*:[\da-f:]*(?:\/\d+)?$/.test(client));
  const hosts = clients.filter((client) => /^\.?[a-z][a-z\d-]*(?:\.[a-z\d-]+)*$/.test(client));
  if (addresses.length + hosts.length < clients.length) return undefined;
  return [
    ...(addresses.length > 0 ? [`Require ip ${addresses.join(' ')}`] : []),
    ...(hosts.length > 0 ? [`Require host ${hosts.join(' ')}`] : []),
  ];
}
