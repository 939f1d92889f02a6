// A WSGISocketPrefix in a folder that does not exist, so that nothing reaches the daemon processes.
import { folderOf, isAbsolute } from '../configuration/paths.ts';
import { isMissingHere } from './here.ts';
import { problemAt, type Rule } from './rule.ts';

export const missingSocketFolder: Rule = {
  id: 'missing-socket-folder',
  severity: 'warning',
  summary: 'the folder of WSGISocketPrefix does not exist',
  *visit(visit, { disk }) {
    const word = visit.info?.key === 'wsgisocketprefix' ? visit.words[0] : undefined;
    if (!word || visit.hasUnknownVariable || !isAbsolute(word.text)) return;
    const folder = folderOf(word.text);
    if (!isMissingHere(folder, disk)) return;
    const message = `the folder ${folder} does not exist: Apache cannot make its sockets there and answers requests for daemon processes with 503`;
    yield problemAt(missingSocketFolder, visit, word.span, message);
  },
};
