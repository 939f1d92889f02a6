// A .htaccess file in a folder for which AllowOverride is None.
import { allowanceOf, isReadAtAll } from '../configuration/allow-override.ts';
import { problemAt, type Rule } from './rule.ts';

export const unreadHtaccess: Rule = {
  id: 'unread-htaccess',
  severity: 'information',
  summary: 'Apache does not read this file',
  *tree(configuration) {
    const allowance = allowanceOf(configuration);
    if (!allowance || isReadAtAll(allowance)) return;
    const [first] = configuration.visits;
    if (!first) return;
    const message =
      'Apache does not read this file: AllowOverride is None for its folder. Allow what it needs in a <Directory> section, or move its directives there';
    yield problemAt(unreadHtaccess, first, first.node.nameSpan, message, { tag: 'unnecessary' });
  },
};
