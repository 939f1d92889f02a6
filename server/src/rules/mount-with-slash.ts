// Mount points that end in a slash while the script does not: what follows the slash is glued to the script's name.
import type { Visit } from '../configuration/visit.ts';
import { mountsOf } from '../configuration/wsgi.ts';
import type { Word } from '../syntax/words.ts';
import type { Problem } from './problem.ts';
import { problemAt, type Rule, replaceFix } from './rule.ts';

export const mountWithSlash: Rule = {
  id: 'mount-with-slash',
  severity: 'warning',
  summary: 'WSGIScriptAlias has a slash at the end of the URL path and none at the end of the script',
  *host(host) {
    for (const { visit, path, script } of mountsOf(host)) {
      if (/[^/]\/+$/.test(path.text) && !script.text.endsWith('/')) yield problemOf(visit, path, script);
    }
  },
};

function problemOf(visit: Visit, path: Word, script: Word): Problem {
  const message = `below ${path.text} Apache looks for ${script.text}x and the like, and answers 404: the rest of the URL is appended to the script`;
  const isFile = /\.\w+$/.test(script.text);
  const stripped = path.text.replace(/\/+$/, '');
  const fixes = isFile && !visit.use ? [replaceFix(`Change to ${stripped}`, visit.file, path.inner, stripped)] : [];
  return problemAt(mountWithSlash, visit, path.span, message, { fixes });
}
