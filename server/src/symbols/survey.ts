// What a configuration makes of its files: in which surroundings each is read, and which lines read otherwise than written.
import { isInLocation } from '../configuration/scopes.ts';
import { enclosing, type Scope, type Visit } from '../configuration/visit.ts';
import type { Node } from '../syntax/tree.ts';
import { memo } from '../text/memo.ts';
import type { SourceFile } from '../text/source-file.ts';

/** What stands around a file that is included. */
export interface Surroundings {
  /** The `<VirtualHost>`; undefined in the main server. */
  readonly host: Node | undefined;
  readonly isInLocation: boolean;
}

export interface Survey {
  /** Several where a file is included in several places. */
  surroundingsOf(file: SourceFile): readonly Surroundings[];
  /** The lines of the file with variables in them or brought by a macro. */
  rewrittenIn(file: SourceFile): readonly Visit[];
}

/** One quick pass over the visits; what is written is left to the files. */
export const surveyOf: (visits: readonly Visit[]) => Survey = memo((visits) => {
  const surroundings = new Map<SourceFile, Map<Scope, Surroundings>>();
  const rewritten = new Map<SourceFile, Visit[]>();
  let last: Visit | undefined;
  for (const visit of visits) {
    const { node, file, scope, use } = visit;
    if (use || visit.hasUnknownVariable || visit.line !== node.line) listIn(rewritten, file).push(visit);
    if (use || node.parent || (last?.file === file && last.scope === scope)) continue;
    last = visit;
    const known = surroundings.get(file) ?? new Map<Scope, Surroundings>();
    if (!known.has(scope)) surroundings.set(file, known.set(scope, surroundingsAt(visit)));
  }
  return {
    surroundingsOf: (file) => distinct([...(surroundings.get(file)?.values() ?? [nothingAround])]),
    rewrittenIn: (file) => rewritten.get(file) ?? [],
  };
});

const nothingAround: Surroundings = { host: undefined, isInLocation: false };

function surroundingsAt(visit: Visit): Surroundings {
  return { host: enclosing(visit, 'vhost')?.node, isInLocation: isInLocation(visit) };
}

/** Two Include lines in the same host are the same surroundings. */
function distinct(all: readonly Surroundings[]): readonly Surroundings[] {
  return all.filter(
    (one, index) =>
      all.findIndex((other) => other.host === one.host && other.isInLocation === one.isInLocation) === index,
  );
}

function listIn<Key>(lists: Map<Key, Visit[]>, key: Key): Visit[] {
  const known = lists.get(key) ?? [];
  if (known.length === 0) lists.set(key, known);
  return known;
}
