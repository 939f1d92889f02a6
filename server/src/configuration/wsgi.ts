// The WSGI applications of a configuration: what is mounted where, and which processes run it.
import type { Word } from '../syntax/words.ts';
import { memo, passingMemo } from '../text/memo.ts';
import { spanWithin } from '../text/part.ts';
import type { Span } from '../text/span.ts';
import type { Configuration } from './evaluate.ts';
import {
  allDirectivesOf,
  directivesOf,
  effective,
  everywhere,
  type Host,
  hostOf,
  mainOf,
  serverNameOf,
} from './hosts.ts';
import { comparable, isAbsolute, isWithin } from './paths.ts';
import { newRegister, registered } from './registers.ts';
import { nameArgumentOf, scopesOf, type Visit } from './visit.ts';
import { optionsOf } from './wsgi-options.ts';

/** An application at a URL path, as WSGIScriptAlias mounts it. */
export interface Mount {
  readonly visit: Visit;
  readonly host: Host;
  /** The pattern of a WSGIScriptAliasMatch. */
  readonly path: Word;
  readonly script: Word;
}

/** A mention of a process group: in `process-group=`, or as the argument of WSGIProcessGroup. */
export interface GroupUse {
  readonly visit: Visit;
  readonly name: string;
  readonly span: Span;
}

/** What runs an application: Apache's own processes, a daemon process, or something that only a request decides. */
export type Runner =
  | { readonly type: 'embedded' }
  | { readonly type: 'daemon'; readonly name: string }
  | { readonly type: 'unknown' };

/** The applications that `host` mounts itself at fixed paths, in the order in which mod_wsgi tries them. */
export const mountsOf: (host: Host) => readonly Mount[] = passingMemo((host) =>
  directivesOf(host, 'WSGIScriptAlias').flatMap((visit) => mountIn(visit, host)),
);

/** The same with those that it mounts by patterns. */
export function allMountsOf(host: Host): readonly Mount[] {
  if (directivesOf(host, 'WSGIScriptAliasMatch').length === 0) return mountsOf(host);
  return host.visits.flatMap((visit) => (/^wsgiscriptalias/.test(visit.info?.key ?? '') ? mountIn(visit, host) : []));
}

/** Says whether the path of a mount is a pattern. */
export function isPattern({ visit }: Mount): boolean {
  return visit.info?.key === 'wsgiscriptaliasmatch';
}

function mountIn(visit: Visit, host: Host): Mount[] {
  const [path, script] = visit.words;
  return path && script && !visit.hasUnknownVariable ? [{ visit, host, path, script }] : [];
}

/** All WSGIDaemonProcess directives that name a pool. */
export const daemonsOf: (configuration: Configuration) => readonly Visit[] = memo((configuration) =>
  everywhere(configuration, 'WSGIDaemonProcess').filter((visit) => nameArgumentOf(visit) !== undefined),
);

/** The daemon process of that name; the last one where several have it. */
export function daemonNamed(name: string, configuration: Configuration): Visit | undefined {
  return registered(configuration, daemonRegister, name).at(-1);
}

/** Says whether the name of a daemon process holds a variable whose value is not known. */
export function hasUnknownDaemon(configuration: Configuration): boolean {
  return registered(configuration, unknownDaemons, '').length > 0;
}

const daemonRegister = newRegister({
  title: 'daemon process',
  directives: ['wsgidaemonprocess'],
  keysOf: (visit) => [nameArgumentOf(visit) ?? []].flat(),
});

const unknownDaemons = newRegister({
  title: 'daemon process of unknown name',
  directives: ['wsgidaemonprocess'],
  keysOf: (visit) => (visit.hasUnknownVariable && visit.words[0] ? [''] : []),
});

/** The mentions of the process group `name`, which may be `%{GLOBAL}` or another placeholder. */
export function groupUsesNamed(name: string, configuration: Configuration): readonly GroupUse[] {
  return registered(configuration, groupUses, name).flatMap((visit) =>
    groupUsesIn(visit).filter((use) => use.name === name),
  );
}

/** Says whether only a request decides on some process group. */
export function hasUndecidedGroup(configuration: Configuration): boolean {
  return registered(configuration, undecidedGroups, '').length > 0;
}

/** The directives that mention a process group. */
export const groupDirectives: readonly string[] = [
  'WSGIProcessGroup',
  'WSGIScriptAlias',
  'WSGIScriptAliasMatch',
  'WSGIImportScript',
  'WSGIHandlerScript',
];

const mentioning = groupDirectives.map((name) => name.toLowerCase());

const groupUses = newRegister({
  title: 'process group',
  directives: mentioning,
  keysOf: (visit) => groupUsesIn(visit).map(({ name }) => name),
});

const undecidedGroups = newRegister({
  title: 'undecided process group',
  directives: mentioning,
  keysOf: (visit) => (groupUsesIn(visit).some(({ name }) => /^%\{(?!GLOBAL\})|\$\{/.test(name)) ? [''] : []),
});

/** The process groups that one of these directives mentions. */
export const groupUsesIn: (visit: Visit) => readonly GroupUse[] = passingMemo((visit) =>
  visit.info?.key === 'wsgiprocessgroup' ? plainUse(visit) : optionUse(visit),
);

/** A Python home, or one folder of a Python path. */
export interface WrittenPath {
  readonly visit: Visit;
  readonly path: string;
  readonly span: Span;
  readonly isHome: boolean;
}

/** The directives that name Python homes and paths. */
export const pythonDirectives: readonly string[] = ['WSGIDaemonProcess', 'WSGIPythonHome', 'WSGIPythonPath'];

/** The home that one of these directives names. */
export function pythonHomesIn(visit: Visit): readonly WrittenPath[] {
  return writtenIn(visit, 'python-home', 'wsgipythonhome').map((each) => ({ ...each, isHome: true }));
}

/** The folders of the path that one of them names; none of a Windows server, where a colon stands in a path. */
export const pythonPathsIn: (visit: Visit) => readonly WrittenPath[] = passingMemo((visit) =>
  writtenIn(visit, 'python-path', 'wsgipythonpath').flatMap(foldersOf),
);

/** What runs the application of `mount`, which is one of `configuration`. */
export function runnerOf(mount: Mount, configuration: Configuration): Runner {
  return runnersOf(configuration)(mount);
}

const runnersOf = memo((configuration: Configuration) =>
  passingMemo((mount: Mount) => findRunner(mount, configuration)),
);

/** Says whether the application in `host` can use the pool that `daemon` declares; undefined where names are not known. */
export function canReach(host: Host, daemon: Visit, configuration: Configuration): boolean | undefined {
  const owner = hostOf(daemon, configuration);
  if (owner === host || owner === mainOf(configuration)) return true;
  const names = [serverNameOf(owner), serverNameOf(host)];
  return names.includes(undefined) ? undefined : names[0] === names[1];
}

/** Says whether the section that `visit` stands in may hold for `script`; that of a host, or none, does. */
export function mayHoldFor(visit: Visit, script: Word): boolean {
  return !isNested(visit) || mayCover(visit.scope.section, script.text);
}

/** Says whether something decides on each request which process group runs it. */
export function isDispatched(configuration: Configuration): boolean {
  return everywhere(configuration, 'WSGIDispatchScript').length > 0;
}

function writtenIn(visit: Visit, option: string, directive: string): Omit<WrittenPath, 'isHome'>[] {
  if (visit.hasUnknownVariable) return [];
  const [word] = visit.words;
  if (visit.info?.key === directive) return word ? [{ visit, path: word.text, span: word.inner }] : [];
  const found = visit.info?.key === 'wsgidaemonprocess' ? optionsOf(visit).get(option) : undefined;
  return found ? [{ visit, path: found.value, span: found.span }] : [];
}

function foldersOf({ visit, path: list, span }: Omit<WrittenPath, 'isHome'>): WrittenPath[] {
  if (/^[A-Za-z]:[\\/]|;/.test(list)) return [];
  // Where quotes or variables hide how the text was written, the whole of it is the place.
  const isPlain = span.end - span.start === list.length;
  return [...list.matchAll(/[^:]+/g)].map(({ 0: path, index }) => {
    const own = isPlain ? spanWithin(span, index, index + path.length) : span;
    return { visit, path, span: own, isHome: false };
  });
}

function findRunner({ visit, host, script }: Mount, configuration: Configuration): Runner {
  const own = optionsOf(visit).get('process-group');
  if (own) return runnerNamed(own.value);
  if (isDispatched(configuration) || isDelegatedInSection(host, script, configuration)) return { type: 'unknown' };
  const group = effective(host, configuration, 'WSGIProcessGroup');
  if (!group) return { type: 'embedded' };
  const isKnown = group.certainty === 'certain' && !group.hasUnknownVariable;
  return isKnown ? runnerNamed(group.words[0]?.text ?? '%{GLOBAL}') : { type: 'unknown' };
}

function plainUse(visit: Visit): GroupUse[] {
  const word = visit.words[0];
  return word ? [{ visit, name: word.text, span: word.inner }] : [];
}

function optionUse(visit: Visit): GroupUse[] {
  const option = optionsOf(visit).get('process-group');
  return option ? [{ visit, name: option.value, span: option.span }] : [];
}

function runnerNamed(name: string): Runner {
  if (name === '%{GLOBAL}') return { type: 'embedded' };
  return name.startsWith('%{') || name.includes('${') ? { type: 'unknown' } : { type: 'daemon', name };
}

/** A WSGIProcessGroup in a section counts for the scripts and URLs of that section only; in doubt it counts. */
function isDelegatedInSection(host: Host, script: Word, configuration: Configuration): boolean {
  const candidates = [host, mainOf(configuration)].flatMap((owner) => allDirectivesOf(owner, 'WSGIProcessGroup'));
  return candidates.some((visit) => isNested(visit) && mayHoldFor(visit, script));
}

function isNested(visit: Visit): boolean {
  return [...scopesOf(visit)].some(({ context, section }) => section !== undefined && context !== 'vhost');
}

function mayCover(section: Visit | undefined, script: string): boolean {
  const path = section?.words[0]?.text;
  if (section?.node.name.toLowerCase() !== 'directory' || !path) return true;
  if (!isAbsolute(path) || !isAbsolute(script) || /[~*?[$]/.test(path)) return true;
  return isWithin(comparable(script), comparable(path));
}
