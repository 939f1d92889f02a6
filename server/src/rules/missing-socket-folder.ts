// A WSGISocketPrefix in a folder that does not exist, so that nothing reaches the daemon processes.
import type { Configuration } from '../configuration/evaluate.ts';
import { folderOf, isAbsolute } from '../configuration/paths.ts';
import type { Visit } from '../configuration/visit.ts';
import { isMissingHere } from './here.ts';
import type { Problem } from './problem.ts';
import { problemAt, type Rule } from './rule.ts';

export const missingSocketFolder: Rule = {
  id: 'missing-socket-folder',
  severity: 'warning',
  summary: 'the folder of WSGISocketPrefix does not exist',
  directives: ['WSGISocketPrefix'],
  *visit(visit, configuration) {
    yield* problemsOf(visit, configuration);
  },
};

function* problemsOf(visit: Visit, { disk }: Configuration): Generator<Problem> {
  const word = visit.words[0];
  if (!word || visit.hasUnknownVariable || !isAbsolute(word.text)) return;
  const folder = folderOf(word.text);
  if (!isMissingHere(folder, disk)) return;
  const message = `the folder ${folder} does not exist: Apache cannot make its sockets there and answers requests for daemon processes with 503`;
  yield problemAt(missingSocketFolder, visit, word.span, message);
}
