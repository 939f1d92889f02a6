// Applications that run in a pool with threads=0, where nothing takes their requests.
import type { Configuration } from '../configuration/evaluate.ts';
import { daemonNamed, type Mount, mountsOf, runnerOf } from '../configuration/wsgi.ts';
import { optionsOf } from '../configuration/wsgi-options.ts';
import type { Problem } from './problem.ts';
import { problemAt, type Rule } from './rule.ts';

export const threadlessPool: Rule = {
  id: 'threadless-pool',
  severity: 'warning',
  summary: 'an application is delegated to a daemon process without threads',
  *host(host, configuration) {
    for (const mount of mountsOf(host)) yield* problemsOf(mount, configuration);
  },
};

/** Anything but a number counts as 0 as well, and is told for itself. */
function* problemsOf(mount: Mount, configuration: Configuration): Generator<Problem> {
  const runner = runnerOf(mount, configuration);
  const pool = runner.type === 'daemon' ? daemonNamed(runner.name, configuration) : undefined;
  const option = pool && !pool.hasUnknownVariable ? optionsOf(pool).get('threads') : undefined;
  if (!pool || !option || !/^0+$/.test(option.value)) return;
  const { visit, path } = mount;
  const message = `the daemon process '${pool.words[0]?.text}' has threads=0, which is for scripts that WSGIImportScript starts: nothing takes the requests for ${path.text}, which hang`;
  const related = [{ file: pool.file, span: option.whole, message: 'it has no thread' }];
  yield problemAt(threadlessPool, visit, path.span, message, { related });
}
