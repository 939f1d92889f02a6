// One application in two pools, because the plain and the secure host of one name each declare one.
import type { Configuration } from '../configuration/evaluate.ts';
import { directivesOf, type Host, hostOf, hostsNamed, serverNameOf } from '../configuration/hosts.ts';
import type { Visit } from '../configuration/visit.ts';
import { daemonNamed, groupUsesNamed, type Mount, mountsOf, runnerOf } from '../configuration/wsgi.ts';
import type { Fix, Problem } from './problem.ts';
import { problemAt, type Rule } from './rule.ts';
import { removeLines } from './whole-lines.ts';

export const duplicatePool: Rule = {
  id: 'duplicate-pool',
  severity: 'information',
  summary: 'two hosts of one name run the same application in a pool each',
  *host(host, configuration) {
    const others = mountsOf(host).length > 0 ? namesakesBefore(host, configuration) : [];
    if (others.length === 0) return;
    const own = mountsOf(host).flatMap((mount) => keyedPool(mount, configuration));
    const pools = new Map(
      others
        .flatMap(mountsOf)
        .flatMap((mount) => keyedPool(mount, configuration))
        .toReversed(),
    );
    const told = new Set<Visit>();
    for (const [key, pool] of own) {
      const first = pools.get(key);
      if (!first || first === pool || told.has(pool)) continue;
      told.add(pool);
      yield problemOf(pool, first, configuration);
    }
  },
};

/** The hosts of the same name that come before `host`. */
function namesakesBefore(host: Host, configuration: Configuration): readonly Host[] {
  const name = host.section && serverNameOf(host);
  const namesakes = name === undefined ? [] : hostsNamed(configuration, name);
  return namesakes.slice(0, Math.max(0, namesakes.indexOf(host)));
}

function keyedPool(mount: Mount, configuration: Configuration): [string, Visit][] {
  const pool = ownPoolOf(mount, configuration);
  const key = pool && keyOf(mount, pool);
  return key ? [[key, pool]] : [];
}

/** The pool that runs the application, where its host declares it. */
function ownPoolOf(mount: Mount, configuration: Configuration): Visit | undefined {
  const runner = runnerOf(mount, configuration);
  const pool = runner.type === 'daemon' ? daemonNamed(runner.name, configuration) : undefined;
  return pool &&
    !pool.use &&
    pool.certainty === 'certain' &&
    directivesOf(mount.host, 'WSGIDaemonProcess').includes(pool)
    ? pool
    : undefined;
}

/** The same for all pools that could be one: host name, mount, script and options. */
function keyOf({ host, path, script }: Mount, pool: Visit): string | undefined {
  const name = host.section && serverNameOf(host);
  const options = pool.words
    .slice(1)
    .map((word) => word.text)
    .filter((text) => !/^display-name=/.test(text));
  return name && [name, path.text, script.text, ...options.sort()].join('\n');
}

function problemOf(pool: Visit, first: Visit, configuration: Configuration): Problem {
  const [name, shared] = [pool.words[0]?.text ?? '', first.words[0]?.text ?? ''];
  const message = `'${name}' runs the same application as '${shared}' of the host of the same name, which can serve both: two pools load it twice`;
  const related = [{ file: first.file, span: first.node.span, message: `'${shared}' is declared here` }];
  const fixes = fixesOf(pool, shared, hostOf(pool, configuration), configuration);
  return problemAt(duplicatePool, pool, pool.words[0]?.span ?? pool.node.nameSpan, message, { related, fixes });
}

function fixesOf(pool: Visit, shared: string, host: Host, configuration: Configuration): Fix[] {
  const uses = groupUsesNamed(pool.words[0]?.text ?? '', configuration);
  if (uses.some(({ visit }) => visit.use || hostOf(visit, configuration) !== host)) return [];
  const edits = uses.map(({ visit, span }) => ({ uri: visit.file.uri, span, text: shared }));
  return [{ title: `Use '${shared}' here too`, edits: [removeLines(pool), ...edits], isPreferred: true }];
}
