// processes=1 written out, which tells the application that there are several processes.
import type { Visit } from '../configuration/visit.ts';
import { type Option, optionsOf } from '../configuration/wsgi-options.ts';
import type { Fix } from './problem.ts';
import { problemAt, type Rule, replaceFix } from './rule.ts';

export const singleProcessOption: Rule = {
  id: 'single-process-option',
  severity: 'hint',
  summary: 'processes=1 makes wsgi.multiprocess true',
  directives: ['WSGIDaemonProcess'],
  *line(daemon) {
    const option = daemon.words[0] && optionsOf(daemon).get('processes');
    if (option?.value !== '1') return;
    yield problemAt(singleProcessOption, daemon, option.whole, message, { fixes: fixesOf(daemon, option) });
  },
};

const message =
  'one process is the default, and writing it out sets wsgi.multiprocess to True: leave it out unless several machines share the load';

function fixesOf(visit: Visit, { whole }: Option): Fix[] {
  if (visit.use) return [];
  const blanks = /[ \t]*$/.exec(visit.file.text.slice(0, whole.start))?.[0].length ?? 0;
  return [replaceFix('Remove processes=1', visit.file, { start: whole.start - blanks, end: whole.end }, '')];
}
