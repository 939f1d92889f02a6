// What a .htaccess file may say, by AllowOverride and AllowOverrideList of the tree that serves its folder.
import type { DirectiveInfo } from '../catalogue/directive-info.ts';
import { memo } from '../text/memo.ts';
import { isReadWhole } from './certainty.ts';
import type { Configuration } from './evaluate.ts';
import { allDirectivesOf, type Host, hostsOf, mainOf } from './hosts.ts';
import { isOnThisMachine } from './local.ts';
import { folderOf, isAbsolute, pathOf, resolvePath } from './paths.ts';
import type { Visit } from './visit.ts';

/** What is allowed in one folder. */
export interface Allowance {
  /** In lower case: the classes of AllowOverride, `all` among them. */
  readonly classes: ReadonlySet<string>;
  /** The lower-case options behind `Options=`; undefined where every option is allowed. */
  readonly options: ReadonlySet<string> | undefined;
  /** The lower-case names of AllowOverrideList. */
  readonly names: ReadonlySet<string>;
  /** What Apache only ignores: `override`, what is not allowed; `unknown`, names that no module has. */
  readonly nonfatal: ReadonlySet<string>;
}

/** What the .htaccess file that `configuration` starts with may say; undefined where it cannot be known. */
export const allowanceOf: (configuration: Configuration) => Allowance | undefined = memo(({ start }) => {
  const path = pathOf(start.file.uri);
  if (start.context !== 'htaccess' || !start.tree || !path) return undefined;
  // The server of a copy has the file at another path.
  return isOnThisMachine(start.tree) ? allowanceIn(folderOf(path), start.tree) : undefined;
});

/**
 * What the .htaccess file in `folder`, an absolute path, may say. Undefined where it cannot be known: a part of the
 * tree was not read, a pattern or a condition decides, or two hosts serve the folder in different ways.
 */
function allowanceIn(folder: string, tree: Configuration): Allowance | undefined {
  if (!isReadWhole(tree)) return undefined;
  const answers = hostsOf(tree).map((host) => inHost(host, folder, tree));
  const [first] = answers;
  return first && answers.every((answer) => answer && isSame(answer, first)) ? first : undefined;
}

/** Says whether Apache reads the file at all. */
export function isReadAtAll({ classes, names }: Allowance): boolean {
  return classes.size > 0 || names.size > 0;
}

/** Says whether the directive belongs to what is allowed. */
export function allowsDirective({ classes, names }: Allowance, info: DirectiveInfo): boolean {
  if (names.has(info.key)) return true;
  return (info.overrides ?? []).some((override) => classes.has('all') || classes.has(override.toLowerCase()));
}

/** Says whether Apache passes over the directive without looking at its arguments: `Nonfatal=Override` stands for its folder. */
export function isPassedOver(visit: Visit, configuration: Configuration): boolean {
  const allowance = allowanceOf(configuration);
  return (
    allowance?.nonfatal.has('override') === true && visit.info !== undefined && !allowsDirective(allowance, visit.info)
  );
}

/** httpd applies the sections from the shortest path to the longest, for each depth those of the main server first. */
function inHost(host: Host, folder: string, tree: Configuration): Allowance | undefined {
  const owners = [...new Set([mainOf(tree), host])];
  const settings = owners.flatMap((owner) => [
    ...allDirectivesOf(owner, 'AllowOverride'),
    ...allDirectivesOf(owner, 'AllowOverrideList'),
  ]);
  const covering: { readonly visit: Visit; readonly depth: number }[] = [];
  for (const visit of settings) {
    const depth = coveredDepth(visit, folder);
    if (depth === 'unknown') return undefined;
    if (depth !== undefined) covering.push({ visit, depth });
  }
  return merged(
    covering.toSorted((a, b) => a.depth - b.depth).map(({ visit }) => visit),
    tree,
  );
}

/** How deep the folder of the section around `visit` is where `folder` lies in it; undefined where it does not. */
function coveredDepth({ scope, certainty, hasUnknownVariable }: Visit, folder: string): number | 'unknown' | undefined {
  const { section } = scope;
  const path = section?.words[0]?.text;
  if (!section || path === undefined || scope.parent?.context === 'directory') return 'unknown';
  // Only <Directory> with a plain path counts while httpd walks down to the folder; the other sections come too late.
  if (scope.context !== 'directory' || section.node.name.toLowerCase() !== 'directory') return undefined;
  if (section.words.length > 1 || path.startsWith('~')) return undefined;
  if (certainty !== 'certain' || hasUnknownVariable || section.hasUnknownVariable || /[*?[]/.test(path))
    return 'unknown';
  const root = resolvePath('/', path);
  const isInside = isAbsolute(path) && (root === '/' || folder === root || folder.startsWith(`${root}/`));
  return isInside ? root.split('/').filter((part) => part !== '').length : undefined;
}

/** A later AllowOverride replaces an earlier one, and so does AllowOverrideList. */
function merged(visits: readonly Visit[], tree: Configuration): Allowance {
  let allowance: Allowance = { classes: new Set(), options: undefined, names: new Set(), nonfatal: new Set() };
  for (const visit of visits) {
    const words = visit.words.map((word) => word.text.toLowerCase());
    if (visit.node.name.toLowerCase() === 'allowoverride') allowance = { ...read(words), names: allowance.names };
    else allowance = { ...allowance, names: new Set(words.filter((word) => isTaken(word, tree))) };
  }
  return allowance;
}

/** Apache drops names that it does not know, sections written otherwise than `<Files` among them (set_override_list in server/core.c). */
function isTaken(name: string, { settings, isComplete }: Configuration): boolean {
  const info = settings.catalogue.directive(name);
  return info ? info.key === name && info.overrides !== undefined : name !== 'none' && !isComplete;
}

function read(words: readonly string[]): Omit<Allowance, 'names'> {
  const classes = new Set<string>();
  const nonfatal = new Set<string>();
  let options: ReadonlySet<string> | undefined;
  for (const word of words) {
    const [name = '', value] = word.split(/=(.*)/);
    if (name === 'none') classes.clear();
    else if (name === 'nonfatal')
      for (const each of value === 'all' ? ['override', 'unknown'] : [value]) nonfatal.add(each ?? '');
    else classes.add(name);
    if (name === 'options') options = value === undefined ? undefined : new Set(value.split(','));
  }
  return { classes, options, nonfatal };
}

function isSame(a: Allowance, b: Allowance): boolean {
  const text = ({ classes, options, names, nonfatal }: Allowance) =>
    [classes, options ?? ['*'], names, nonfatal].map((set) => [...set].sort().join(' ')).join('|');
  return text(a) === text(b);
}
