// A WSGISocketPrefix in a folder that does not exist or is closed, so that nothing reaches the daemon processes.
import type { Configuration } from '../configuration/evaluate.ts';
import { folderOf, isAbsolute, resolvePath } from '../configuration/paths.ts';
import type { Visit } from '../configuration/visit.ts';
import { isMissingHere } from './here.ts';
import type { Problem } from './problem.ts';
import { problemAt, type Rule } from './rule.ts';

export const missingSocketFolder: Rule = {
  id: 'missing-socket-folder',
  severity: 'warning',
  summary: 'the folder of WSGISocketPrefix does not exist or cannot be entered',
  directives: ['WSGISocketPrefix'],
  *visit(visit, configuration) {
    yield* problemsOf(visit, configuration);
  },
};

function* problemsOf(visit: Visit, { disk, serverRoot }: Configuration): Generator<Problem> {
  const word = visit.words[0];
  if (!word || visit.hasUnknownVariable || (!isAbsolute(word.text) && !serverRoot)) return;
  // Red Hat's `run` below ServerRoot leads to a folder that is made at boot.
  if (word.text.startsWith('run/')) return;
  const folder = folderOf(resolvePath(serverRoot ?? '/', word.text));
  const isMissing = isMissingHere(folder, disk);
  if (!isMissing && !disk.isClosed(folder)) return;
  const reason = isMissing ? 'does not exist: Apache cannot make' : 'is closed to all but root: Apache cannot reach';
  const message = `the folder ${folder} ${reason} its sockets there and answers requests for daemon processes with 503`;
  yield problemAt(missingSocketFolder, visit, word.span, message);
}
