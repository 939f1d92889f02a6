// Alias and ScriptAlias whose URL path ends in a slash while the folder does not: the next name is glued to the folder's.
import { problemAt, type Rule, replaceFix } from './rule.ts';

export const aliasWithSlash: Rule = {
  id: 'alias-with-slash',
  severity: 'warning',
  summary: 'Alias has a slash at the end of the URL path and none at the end of the folder',
  directives: ['Alias', 'ScriptAlias'],
  *visit(visit) {
    const [path, target] = visit.words;
    if (!path?.text.endsWith('/') || !target || mayBeMeant.test(target.text)) return;
    const message = `a request for ${path.text}x leads to ${target.text}x: Apache appends the rest of the URL letter by letter`;
    const end = { start: target.inner.end, end: target.inner.end };
    const fixes = visit.use ? [] : [replaceFix('Add the slash to the path', visit.file, end, '/')];
    yield problemAt(aliasWithSlash, visit, target.span, message, { fixes });
  },
};

/** What an unknown variable stands for may end in a slash, and a single file answers for the very path of the alias. */
const mayBeMeant = /(?:[/\\}]|\.\w{1,5}|^)$/;
