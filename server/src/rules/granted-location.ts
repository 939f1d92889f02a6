// `<Location />` with `Require all granted` for a WSGI script: it opens more than the folder of the script.
import { allDirectivesOf, directivesOf, type Host, mainOf } from '../configuration/hosts.ts';
import { folderOf, isAbsolute } from '../configuration/paths.ts';
import type { Visit } from '../configuration/visit.ts';
import { mountsOf } from '../configuration/wsgi.ts';
import type { Fix, Problem } from './problem.ts';
import { problemAt, type Rule } from './rule.ts';

export const grantedLocation: Rule = {
  id: 'granted-location',
  severity: 'hint',
  summary: '<Location /> grants access where <Directory> of the script would do',
  *host(host, configuration) {
    const grants = mountsOf(host).length > 0 ? allDirectivesOf(host, 'Require').filter(isForEverything) : [];
    for (const grant of grants) yield* problemsOf(grant, host, denialOf(host) ?? denialOf(mainOf(configuration)));
  },
};

/** `Require all granted`, alone in a `<Location />` that stands directly in its host. */
function isForEverything({ words, scope, certainty, container, node }: Visit): boolean {
  const { section } = scope;
  if (section?.node.name.toLowerCase() !== 'location' || section.words.map(({ text }) => text).join(' ') !== '/')
    return false;
  const isAlone = section.node.kind === 'section' && section.node.children.every((child) => child === node);
  return isAlone && certainty === 'certain' && !container && /^all granted$/i.test(words.map((w) => w.text).join(' '));
}

/** A `<Files>` section that keeps everybody out: what it names is open again below `<Location />`. */
function denialOf(host: Host): Visit | undefined {
  const denials = allDirectivesOf(host, 'Require').filter(({ line }) => /\sall\s+denied\s*$/i.test(line.text));
  return denials.find(({ scope }) => scope.context === 'files' && scope.parent?.section === host.section)?.scope
    .section;
}

function* problemsOf(grant: Visit, host: Host, denial: Visit | undefined): Generator<Problem> {
  const { section } = grant.scope;
  const word = section?.words[0];
  if (!section || !word) return;
  const opened = denial
    ? `what <${denial.node.name} ${denial.words.map((w) => w.text).join(' ')}> and every`
    : 'what any';
  const message = `this grants access to all that the host serves, ${opened} <Directory> keeps closed included: grant it to the folder of the script`;
  const related = denial ? [{ file: denial.file, span: denial.node.nameSpan, message: 'overruled' }] : [];
  yield problemAt(grantedLocation, section, word.span, message, {
    severity: denial ? 'information' : 'hint',
    related,
    fixes: fixesOf(section, host),
  });
}

/** Where the host serves nothing but one script, its folder is enough. */
function fixesOf({ node, file, words, use }: Visit, host: Host): Fix[] {
  const folders = new Set(mountsOf(host).map(({ script }) => folderOf(script.text)));
  const [folder] = folders;
  const [word] = words;
  const hasFiles = served.some((name) => directivesOf(host, name).length > 0);
  if (!folder || folders.size > 1 || !isAbsolute(folder) || /\s/.test(folder) || hasFiles || use) return [];
  if (node.kind !== 'section' || !node.closing || !word) return [];
  const edit = (span: Visit['node']['span'], text: string) => ({ uri: file.uri, span, text });
  const edits = [edit(node.nameSpan, 'Directory'), edit(word.span, folder), edit(node.closing.nameSpan, 'Directory')];
  return [{ title: `Grant access to ${folder}`, isPreferred: true, edits }];
}

const served = ['DocumentRoot', 'Alias', 'AliasMatch', 'ScriptAlias', 'ScriptAliasMatch', 'WSGIScriptAliasMatch'];
