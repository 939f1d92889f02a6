// WSGI scripts that Apache may not serve: the nearest Require above them says `all denied`.
import { denialOf } from '../configuration/authorization.ts';
import { isReadWhole } from '../configuration/certainty.ts';
import type { Configuration } from '../configuration/evaluate.ts';
import { folderOf, withoutEndSlashes } from '../configuration/paths.ts';
import { type Mount, mountsOf } from '../configuration/wsgi.ts';
import type { Fix, Problem } from './problem.ts';
import { problemAt, type Rule } from './rule.ts';
import { insertAfter } from './whole-lines.ts';

export const deniedScript: Rule = {
  id: 'denied-script',
  severity: 'warning',
  summary: 'no Require grants access to the folder of a WSGI script',
  *host(host, configuration) {
    if (!isReadWhole(configuration)) return;
    for (const mount of mountsOf(host)) yield* problemsOf(mount, configuration);
  },
};

function* problemsOf(mount: Mount, configuration: Configuration): Generator<Problem> {
  const { visit, host, path, script } = mount;
  const target = withoutEndSlashes(script.text);
  const isFile = /\.\w+$/.test(target);
  const folder = isFile ? folderOf(target) : target;
  const denial = denialOf(folder, path.text, host, configuration);
  if (!denial) return;
  const message = `access to ${target} is denied, and nothing grants it: Apache answers requests for ${path.text} with 403`;
  const related = [{ file: denial.file, span: denial.node.span, message: 'Access is denied here' }];
  yield problemAt(deniedScript, visit, script.span, message, { related, fixes: isFile ? fixesOf(mount, folder) : [] });
}

function fixesOf({ visit }: Mount, folder: string): Fix[] {
  if (visit.use || /\s/.test(folder)) return [];
  const start = visit.file.lineStartAt(visit.node.line.start);
  const indent = /^[ \t]*/.exec(visit.file.text.slice(start))?.[0] ?? '';
  const text = `<Directory ${folder}>\n${indent}    Require all granted\n${indent}</Directory>`;
  return [{ title: `Grant access to ${folder}`, edits: [insertAfter(visit, text)], isPreferred: false }];
}
