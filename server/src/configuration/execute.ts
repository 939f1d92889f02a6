// The directives that httpd executes while it reads: Include, Define, LoadModule, ServerRoot, Use.
import { folderOf, isAbsolute } from './paths.ts';
import { pathHere } from './placement.ts';
import { isSystemPlace } from './places.ts';
import type { Reader } from './reader.ts';
import type { IncludeLink } from './segment.ts';
import type { Visit } from './visit.ts';
import { hasWildcard, literalPartOf, type Matches } from './wildcard.ts';

/** Does what httpd would do at once on reading `visit`; nothing for all other directives. */
export function executeWhileReading(visit: Visit, reader: Reader): void {
  executors[visit.node.name.toLowerCase()]?.(visit, reader);
}

const executors: Readonly<Record<string, (visit: Visit, reader: Reader) => void>> = {
  include: (visit, reader) => include(visit, reader, false),
  includeoptional: (visit, reader) => include(visit, reader, true),
  define: (visit, reader) => {
    const [name, value] = visit.words;
    if (name) reader.perform({ type: 'define', ...variableOf(name.text), value: value?.text ?? '' });
  },
  undefine: (visit, reader) => {
    if (visit.words[0]) reader.perform({ type: 'undefine', ...variableOf(visit.words[0].text) });
  },
  loadmodule: loadModule,
  serverroot: (visit, reader) => {
    const path = visit.words[0]?.text;
    // A relative one starts where somebody starts Apache.
    if (!path || visit.hasUnknownVariable || !isAbsolute(path)) return;
    reader.perform({ type: 'server-root', path: reader.absolute(path) });
  },
  use: useMacro,
  undefmacro: (visit, reader) => {
    reader.perform({ type: 'undef-macro', name: visit.words[0]?.text.toLowerCase() ?? '' });
  },
};

function variableOf(name: string) {
  return { name, variable: name.toLowerCase() };
}

function include(visit: Visit, reader: Reader, isOptional: boolean): void {
  const written = visit.words[0]?.text;
  if (!written) return;
  if (visit.hasUnknownVariable || !reader.state.serverRoot) {
    notWhole(reader);
    reader.link({ visit, paths: [] });
    return;
  }
  const path = reader.absolute(written);
  const sought = pathHere(path, reader);
  const matches = reader.expand(sought, path);
  const isElsewhere =
    mayLieElsewhere(sought, matches, reader) || matches.paths.some((each) => isOfOwnServer(each, reader));
  const link = { visit, paths: matches.paths, isElsewhere, ...failureOf(matches, isOptional) };
  if (link.failure || matches.isIncomplete || isElsewhere) notWhole(reader);
  reader.link(link);
  for (const found of matches.paths) readIncluded(found, visit, reader);
}

/** IncludeOptional passes over what is not there, Include only over an empty folder. */
function failureOf({ isMatched, hasGap, isIncomplete, broken }: Matches, isOptional: boolean): Partial<IncludeLink> {
  if (isOptional) return {};
  if (broken) return { failure: 'broken', broken };
  return (isMatched && !hasGap) || isIncomplete ? {} : { failure: 'missing' };
}

/** A copy may lack a whole folder or what a link leads to, which says nothing about the server; an empty folder cannot be kept in Git. */
function mayLieElsewhere(sought: string, { isMatched, broken }: Matches, reader: Reader): boolean {
  if (reader.isHere) return false;
  if (isMatched) return broken !== undefined;
  return reader.pathState(hasWildcard(sought) ? literalPartOf(sought) : folderOf(sought)) !== 'directory';
}

/** Says whether the file at `path` belongs to this machine's own server, while the tree may be a copy of another one's. */
function isOfOwnServer(path: string, reader: Reader): boolean {
  return isSystemPlace(path) && !isSystemPlace(reader.main ?? path) && !reader.isHere;
}

/** Apache gives up at the first circle of files, so nothing more is read, and no other circle told. */
function readIncluded(path: string, visit: Visit, reader: Reader): void {
  const file = reader.disk.read(path);
  const isFile = typeof file !== 'string' && !reader.state.hasCircle;
  if (isFile && reader.timesOpen(file.uri) < mostRounds && reader.depth < deepestInclude) {
    reader.readIncluded(path, file, visit);
    return;
  }
  reader.passOver(path, file);
  if (isFile) endCircle(path, visit, reader);
  else if (file === 'unknown') notWhole(reader);
}

/** A file may come to itself again where an <IfDefine> then decides otherwise. */
const mostRounds = 3;

/** AP_MAX_INCLUDE_DEPTH */
const deepestInclude = 128;

/** Whether a condition that is not known ends the circle cannot be told. */
function endCircle(path: string, visit: Visit, reader: Reader): void {
  reader.perform({ type: 'circle' });
  if (visit.certainty === 'certain') reader.link({ visit, paths: [path], failure: 'cycle' });
}

function notWhole(reader: Reader): void {
  if (reader.state.isWholeTree) reader.perform({ type: 'incomplete' });
}

function loadModule(visit: Visit, reader: Reader): void {
  const identifier = visit.words[0]?.text;
  if (!identifier) return;
  const isForeign = !reader.settings.catalogue.module(identifier);
  reader.perform({ type: 'load-module', name: identifier, isForeign });
}

function useMacro(visit: Visit, reader: Reader): void {
  const [name, ...values] = visit.words.map((word) => word.text);
  const macro = reader.state.macros.get(name?.toLowerCase() ?? '');
  if (!macro || depthOfUses(visit) > 16) return;
  reader.readMacro(macro, values, visit);
}

function depthOfUses(visit: Visit): number {
  return visit.use ? depthOfUses(visit.use) + 1 : 0;
}
