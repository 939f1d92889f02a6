// What mod_wsgi checks across the arguments of a directive, and against the daemon processes declared before it.
import { enclosing, type Visit } from '../configuration/visit.ts';
import type { Word } from '../syntax/words.ts';
import { argumentsOf } from './arguments.ts';
import { type Declaration, declarationsOf, declaredAs, orderOf } from './declarations.ts';
import { type Finding, refused, type ValueContext } from './kind.ts';
import { placeText, undeclaredGroup } from './wsgi.ts';

/** The name, the accounts of the script, and that no daemon process has the name already. */
export function* daemonProcess(visit: Visit, { configuration }: ValueContext): Generator<Finding> {
  const words = argumentsOf(visit);
  const [name] = words;
  if (!name) return;
  if (name.text === '') yield refused('the daemon process needs a name');
  const scriptGroup = words.slice(1).find((word) => word.text.startsWith('script-group='));
  if (scriptGroup && words.some((word) => word.text.startsWith('script-user=')))
    yield refused('only one of script-user and script-group may be given', { span: scriptGroup.span });
  const first = declaredAs(configuration, 'wsgidaemonprocess', name.text, visit).find(
    (declaration) => declaration.name === name.text,
  );
  if (first?.visit.certainty !== 'certain' || visit.hasUnknownVariable) return;
  yield refused(
    `the daemon process '${name.text}' is declared already, in ${placeText(first.visit)}: Apache refuses to start. Declare it once, at the top level or in one of the hosts`,
  );
}

/** Both groups must be given, and the process group must be declared. */
export function* importScript(visit: Visit, context: ValueContext): Generator<Finding> {
  for (const name of ['application-group', 'process-group']) {
    if (!optionWord(visit, name))
      yield refused(`${visit.node.name} needs ${name}=: Apache refuses to start without it`, {
        span: visit.node.nameSpan,
      });
  }
  yield* staticGroup(visit, context, () => true);
}

/** With two groups without placeholders, mod_wsgi loads the script at once and looks the process group up. */
export function* scriptAlias(visit: Visit, context: ValueContext): Generator<Finding> {
  const application = optionValue(visit, 'application-group');
  const isFixed = application !== undefined && (application === '%{GLOBAL}' || !application.includes('%{'));
  const isPattern = visit.info?.key === 'wsgiscriptaliasmatch' && visit.words[1]?.text.includes('$') === true;
  if (isFixed && !isPattern) yield* staticGroup(visit, context, (group) => !group.includes('%{'));
}

function* staticGroup(visit: Visit, context: ValueContext, isLookedUp: (group: string) => boolean): Generator<Finding> {
  const { configuration } = context;
  const word = optionWord(visit, 'process-group');
  const group = optionValue(visit, 'process-group');
  if (
    !word ||
    !group ||
    group === '%{GLOBAL}' ||
    !isLookedUp(group) ||
    !configuration.isWholeTree ||
    visit.hasUnknownVariable
  )
    return;
  const all = declarationsOf(configuration, 'wsgidaemonprocess');
  if (all.some((declaration) => declaration.visit.hasUnknownVariable)) return;
  const span = { start: word.span.start + 'process-group='.length, end: word.span.end };
  const daemon = declaredAs(configuration, 'wsgidaemonprocess', group, visit).find(
    (declaration) => declaration.name === group,
  );
  if (!daemon) yield refused('', { ...undeclaredGroup(group, configuration), span });
  else if (!isAccessible(visit, daemon, context))
    yield refused(
      `the daemon process '${group}' belongs to another virtual host (${placeText(daemon.visit)}), which this one cannot reach: Apache refuses to start. Declare it at the top level`,
      { span },
    );
}

/** A daemon process of a virtual host serves that host, and hosts of the same ServerName as far as it has been read. */
function isAccessible(visit: Visit, daemon: Declaration, context: ValueContext): boolean {
  const owner = enclosing(daemon.visit, 'vhost');
  const own = enclosing(visit, 'vhost');
  if (!owner || owner === own) return true;
  return serverName(own, visit, context) === serverName(owner, visit, context);
}

function serverName(host: Visit | undefined, before: Visit, { configuration }: ValueContext): string | undefined {
  const order = orderOf(configuration, before);
  const names = declarationsOf(configuration, 'servername').filter(
    ({ visit, order: at }) => at < order && enclosing(visit, 'vhost') === host,
  );
  return names
    .at(-1)
    ?.name.replace(/^[^:]*:\/\//, '')
    .replace(/:.*$/, '');
}

function optionWord(visit: Visit, name: string): Word | undefined {
  return argumentsOf(visit)
    .slice(1)
    .findLast((word) => word.text.startsWith(`${name}=`));
}

function optionValue(visit: Visit, name: string): string | undefined {
  return optionWord(visit, name)?.text.slice(name.length + 1);
}
