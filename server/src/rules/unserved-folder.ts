// Folders of static files beside an application at `/` that takes all their requests.
import { allDirectivesOf, type Host, mainOf } from '../configuration/hosts.ts';
import { isAbsolute, nameOf, withoutEndSlashes } from '../configuration/paths.ts';
import { isFullyRead } from '../configuration/sure.ts';
import type { Visit } from '../configuration/visit.ts';
import { type Mount, mountsOf } from '../configuration/wsgi.ts';
import type { Fix, Problem } from './problem.ts';
import { problemAt, type Rule } from './rule.ts';
import { insertBefore } from './whole-lines.ts';

export const unservedFolder: Rule = {
  id: 'unserved-folder',
  severity: 'warning',
  summary: 'a folder of static files has no Alias beside an application at /',
  *host(host, configuration) {
    const mount = mountsOf(host).find(({ path, visit }) => path.text === '/' && visit.certainty === 'certain');
    if (!mount || !isFullyRead(host, configuration)) return;
    const owners = [host, mainOf(configuration)];
    if (owners.some(mapsOtherwise)) return;
    const served = owners.flatMap((owner) => allDirectivesOf(owner, 'Alias')).flatMap(targetOf);
    for (const grant of directGrants(host)) yield* problemsOf(grant, served, mount);
  },
};

/** What may lead a request past the application in a way that is not followed. */
function mapsOtherwise(host: Host): boolean {
  return ['AliasMatch', 'RewriteRule', 'Action', 'VirtualDocumentRoot'].some(
    (name) => allDirectivesOf(host, name).length > 0,
  );
}

/** In a `<Location>` the folder is the only argument. */
function targetOf({ words, hasUnknownVariable }: Visit): string[] {
  return hasUnknownVariable ? ['/'] : [withoutEndSlashes((words[1] ?? words[0])?.text ?? '/')];
}

/** `Require all granted` in a `<Directory>` of the host for a folder that is named as those of static files are. */
function directGrants(host: Host): Visit[] {
  return allDirectivesOf(host, 'Require').filter(({ scope, words, certainty }) => {
    const { section, parent } = scope;
    const isDirect = section?.node.name.toLowerCase() === 'directory' && parent?.section === host.section;
    const isGrant = certainty === 'certain' && /^all granted$/i.test(words.map(({ text }) => text).join(' '));
    return isDirect && isGrant && section.words.length === 1 && !section.hasUnknownVariable;
  });
}

function* problemsOf(grant: Visit, served: readonly string[], mount: Mount): Generator<Problem> {
  const { section } = grant.scope;
  const [word] = section?.words ?? [];
  const folder = withoutEndSlashes(word?.text ?? '');
  if (!section || !word || !isAbsolute(folder) || !staticNames.test(nameOf(folder))) return;
  if (served.some((target) => contains(target, folder) || contains(folder, target))) return;
  if (contains(folder, mount.script.text)) return;
  const message = `nothing of ${folder} is served: WSGIScriptAlias / takes all requests, and no Alias leads here`;
  const related = [{ file: mount.visit.file, span: mount.visit.node.span, message: 'this takes all requests' }];
  yield problemAt(unservedFolder, section, word.span, message, { related, fixes: fixesOf(section, folder) });
}

const staticNames = /^(?:static|staticfiles|static_root|media|assets)$/;

function contains(folder: string, path: string): boolean {
  return path === folder || path.startsWith(`${folder === '/' ? '' : folder}/`);
}

function fixesOf(section: Visit, folder: string): Fix[] {
  if (section.use || /\s/.test(folder)) return [];
  const line = `Alias /${nameOf(folder)} ${folder}`;
  return [{ title: `Add ${line}`, isPreferred: false, edits: [insertBefore(section, line)] }];
}
