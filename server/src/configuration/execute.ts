// The directives that httpd executes while it reads: Include, Define, LoadModule, ServerRoot, Use.
import type { Reader } from './reader.ts';
import type { Visit } from './visit.ts';

/** Does what httpd would do at once on reading `visit`; nothing for all other directives. */
export function executeWhileReading(visit: Visit, reader: Reader): void {
  executors[visit.node.name.toLowerCase()]?.(visit, reader);
}

const executors: Readonly<Record<string, (visit: Visit, reader: Reader) => void>> = {
  include: (visit, reader) => include(visit, reader, false),
  includeoptional: (visit, reader) => include(visit, reader, true),
  define: (visit, reader) => {
    const [name, value] = visit.words;
    if (name) reader.perform({ type: 'define', name: name.text, value: value?.text ?? '' });
  },
  undefine: (visit, reader) => {
    if (visit.words[0]) reader.perform({ type: 'undefine', name: visit.words[0].text });
  },
  loadmodule: loadModule,
  serverroot: (visit, reader) => {
    const path = visit.words[0]?.text;
    if (!path || visit.hasUnknownVariable) return;
    reader.perform({ type: 'server-root', path: reader.absolute(path) });
  },
  use: useMacro,
  undefmacro: (visit, reader) => {
    reader.perform({ type: 'undef-macro', name: visit.words[0]?.text.toLowerCase() ?? '' });
  },
};

const deepestInclude = 128;

function include(visit: Visit, reader: Reader, isOptional: boolean): void {
  const written = visit.words[0]?.text;
  if (!written) return;
  if (visit.hasUnknownVariable || !reader.state.serverRoot) {
    notWhole(reader);
    reader.link({ visit, paths: [] });
    return;
  }
  const { paths, isIncomplete, hasGap } = reader.expand(reader.absolute(written));
  const isMissing = hasGap && !isIncomplete && !isOptional;
  if (isIncomplete || isMissing) notWhole(reader);
  reader.link({ visit, paths, ...(isMissing ? { failure: 'missing' } : {}) });
  for (const path of paths) readIncluded(path, visit, reader);
}

function readIncluded(path: string, visit: Visit, reader: Reader): void {
  const file = reader.read(path);
  if (typeof file === 'string') {
    if (file === 'unknown') notWhole(reader);
    return;
  }
  if (reader.isReading(file.uri) || reader.depth >= deepestInclude) {
    reader.link({ visit, paths: [path], failure: 'cycle' });
    return;
  }
  reader.readIncluded(file, visit);
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
