// What keeps a symbol from being renamed as a whole.
import type { Configuration } from '../configuration/evaluate.ts';
import { nameOf, pathOf } from '../configuration/paths.ts';
import { isDispatched } from '../configuration/wsgi.ts';
import { matchings, type Occurrence } from '../symbols/symbol.ts';
import { symbolsOf } from '../symbols/table.ts';
import { fixedNameReason } from './rename-names.ts';

/** What lies around the configuration in which a symbol is renamed. */
export interface RenameLimits {
  /** Says why a file must not be changed; undefined where it may be. */
  readonly writeObstacle: (uri: string) => string | undefined;
  /** All configurations that are known, this one and .htaccess files too. */
  readonly configurations: readonly Configuration[];
}

/** The first thing that keeps the symbol with these occurrences from being renamed, whatever its new name. */
export function obstacle(
  occurrences: readonly Occurrence[],
  configuration: Configuration,
  limits: RenameLimits,
): string | undefined {
  return (
    occurrences.map((occurrence) => fixedNameReason(occurrence, configuration)).find((reason) => reason) ??
    undeclaredReason(occurrences) ??
    partialTreeReason(occurrences, configuration) ??
    hiddenReason(occurrences, configuration) ??
    outsideReason(occurrences) ??
    [...new Set(occurrences.map(({ file }) => file.uri))]
      .map((uri) => limits.writeObstacle(uri) ?? sharedFileReason(uri, configuration, limits))
      .find((reason) => reason) ??
    requestFileReason(occurrences, configuration, limits)
  );
}

/** Says where the new name stands already; undefined where it is free. Names of two hosts do not meet. */
export function takenReason(
  occurrences: readonly Occurrence[],
  newName: string,
  configuration: Configuration,
): string | undefined {
  const own = new Set(occurrences);
  const symbols = symbolsOf(configuration);
  const kinds = new Set(occurrences.map(({ kind }) => kind));
  for (const kind of kinds) {
    const owners = new Set(occurrences.filter((one) => one.kind === kind).map(({ owner }) => owner));
    const meets = ({ owner }: Occurrence) =>
      matchings[kind].scope === 'everywhere' || !owner || owners.has(undefined) || owners.has(owner);
    const other = symbols.named(kind, newName).all.find((candidate) => !own.has(candidate) && meets(candidate));
    if (other) return `The name ${other.name} is taken: it stands ${locationOf(other)}.`;
  }
  return undefined;
}

/** A file may be a part of several configurations, and the others have names in further files. */
function sharedFileReason(uri: string, { start }: Configuration, { configurations }: RenameLimits): string | undefined {
  const other = configurations.find(
    (one) => one.start.isMain && one.start.file.uri !== start.file.uri && one.files.has(uri),
  );
  return other && `${shown(uri)} is also read by ${shown(other.start.file.uri)}, which may use the name elsewhere.`;
}

/** Apache reads .htaccess files for each request; they are no part of the tree. */
function requestFileReason(
  occurrences: readonly Occurrence[],
  { start }: Configuration,
  { configurations }: RenameLimits,
): string | undefined {
  const [first] = occurrences;
  const user = configurations.find(
    (one) =>
      one.start.context === 'htaccess' &&
      one.start.file.uri !== start.file.uri &&
      (one.start.tree === undefined || one.start.tree.start.file.uri === start.file.uri) &&
      occurrences.some(({ kind, means }) => symbolsOf(one).named(kind, means).all.length > 0),
  );
  return user && first && `${shown(user.start.file.uri)} has the name ${first.name} too, and is read for each request.`;
}

function shown(uri: string): string {
  return pathOf(uri) ?? uri;
}

function undeclaredReason(occurrences: readonly Occurrence[]): string | undefined {
  const [first] = occurrences;
  if (!first || occurrences.some(({ role }) => role === 'declaration')) return undefined;
  return `Nothing in this configuration declares the ${matchings[first.kind].title} ${first.name}.`;
}

function partialTreeReason(occurrences: readonly Occurrence[], configuration: Configuration): string | undefined {
  if (occurrences.every(({ kind }) => kind === 'macro-parameter')) return undefined;
  if (!configuration.start.isMain)
    return 'The main file of this configuration is not known, and the name may be used in its other files.';
  return configuration.isWholeTree
    ? undefined
    : 'Some included files could not be read, and the name may be used in them.';
}

/** A name that is put together while Apache reads, or on a request, cannot be written anew. */
function hiddenReason(occurrences: readonly Occurrence[], configuration: Configuration): string | undefined {
  const computed = occurrences.find(({ isWritten }) => !isWritten);
  if (computed) return `${computed.name} ${detourOf(computed)} ${locationOf(computed)}.`;
  const matched = occurrences.find(({ isInPattern }) => isInPattern);
  if (matched) return `${matched.name} is a part of a regular expression ${locationOf(matched)}.`;
  const kinds = new Set(occurrences.map(({ kind }) => kind));
  if (kinds.has('daemon-process') && isDispatched(configuration))
    return 'A WSGIDispatchScript may choose the daemon process by this name.';
  const open = symbolsOf(configuration).open.find((other) => occurrences.some((one) => mayStandFor(other, one)));
  return open && `${open.name} ${locationOf(open)} may stand for this name.`;
}

function detourOf({ file, span }: Occurrence): string {
  const isBroken = file.text.slice(span.start, span.end).includes('\n');
  return isBroken ? 'is broken over two lines' : 'comes through a variable or a macro';
}

/** What is between the variables, groups and wildcards of an open name must be found in the other. */
function mayStandFor(open: Occurrence, { kind, name }: Occurrence): boolean {
  if (open.kind !== kind) return false;
  const parts = open.name.split(/[$%]\{[^}]*\}?|[$%]\d+|[^\w-]+/);
  const pattern = parts.map((part) => part.replace(/[^\w]/g, '\\$&')).join('.*');
  return new RegExp(`^${pattern}$`, matchings[kind].ignoresCase ? 'is' : 's').test(name);
}

/** What only applications read, or the command line may set, has a name outside of the configuration. */
function outsideReason(occurrences: readonly Occurrence[]): string | undefined {
  const variable = occurrences.find((occurrence) => occurrence.kind === 'variable' && mayBeGiven(occurrence));
  if (variable) return `${variable.name} may also be given from outside: it stands in <IfDefine !${variable.name}>.`;
  const environment = occurrences.filter(({ kind }) => kind === 'environment-variable');
  const [first] = environment;
  if (!first || environment.some(isRead)) return undefined;
  return `Nothing in this configuration reads the variable ${first.name}: an application does, by this name.`;
}

function mayBeGiven({ role, name, node }: Occurrence): boolean {
  if (role !== 'declaration') return false;
  for (let section = node.parent; section; section = section.parent) {
    if (section.name.toLowerCase() === 'ifdefine' && section.words[0]?.text === `!${name}`) return true;
  }
  return false;
}

/** To set and to unset a variable is not to read it. */
function isRead({ role, node, file, span }: Occurrence): boolean {
  if (role === 'declaration' || /^unsetenv$/i.test(node.name)) return false;
  return !/^(?:setenvif.*|browsermatch.*|rewriterule)$/i.test(node.name) || file.text[span.start - 1] !== '!';
}

function locationOf({ file, span }: Occurrence): string {
  return `in ${nameOf(pathOf(file.uri) ?? file.uri)}, line ${file.positionAt(span.start).line + 1}`;
}
