// Tells what surely counts for a host from what only may.
import type { Configuration } from './evaluate.ts';
import { directivesOf, type Host, mainOf } from './hosts.ts';
import type { Visit } from './visit.ts';

/** What counts for a host: a directive, nothing at all, or it cannot be known. */
export type Counting = Visit | 'none' | 'unknown';

/**
 * The directive of that name that surely counts for `host`: its own last one, else that of the main server.
 * `wanted` leaves out forms of the directive that say something else.
 */
export function counting(host: Host, name: string, configuration: Configuration, wanted = anyForm): Counting {
  const own = countingOwn(host, name, configuration, wanted);
  return own === 'none' && host.section ? countingOwn(mainOf(configuration), name, configuration, wanted) : own;
}

/** The same without what the main server says. */
function countingOwn(host: Host, name: string, configuration: Configuration, wanted = anyForm): Counting {
  const last = directivesOf(host, name).findLast(wanted);
  if (last) return isSureIn(last, host) && !last.hasUnknownVariable ? last : 'unknown';
  return isFullyRead(host, configuration) ? 'none' : 'unknown';
}

/** The first argument of what counts, in lower case; nothing where nothing counts or it is not known. */
export function firstWordOf(visit: Counting): string | undefined {
  return typeof visit === 'string' ? undefined : visit.words[0]?.text.toLowerCase();
}

/** Says whether `visit` is read whenever its host is: no undecided condition stands around it alone. */
export function isSureIn(visit: Visit, host: Host): boolean {
  if (visit.certainty === 'certain') return true;
  const { section } = host;
  if (!section || visit.use !== section.use || visit.file !== section.file) return false;
  for (let node = visit.node.parent; node && node !== section.node; node = node.parent) {
    if (/^if./i.test(node.name) && !isOwnModule(node.words[0]?.text ?? '', visit)) return false;
  }
  return true;
}

/** Says whether nothing of the host stands in a file or macro that was not read. */
export function isFullyRead(host: Host, configuration: Configuration): boolean {
  if (configuration.isWholeTree) return true;
  if (!host.section) return false;
  return !['Include', 'IncludeOptional', 'Use'].some((name) => directivesOf(host, name).length > 0);
}

function anyForm(_visit: Visit): boolean {
  return true;
}

/** Where its module is not loaded, the directive has nothing to say anyway. */
function isOwnModule(name: string, { info }: Visit): boolean {
  return info !== undefined && [info.module.identifier, info.module.source, info.module.module].includes(name);
}
