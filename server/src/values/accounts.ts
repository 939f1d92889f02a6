// Users and groups of the machine that Apache changes to, which it looks up while it reads the configuration.
import type { Configuration } from '../configuration/evaluate.ts';
import { isInstalledHere, isOnThisMachine } from '../configuration/local.ts';
import { memo } from '../text/memo.ts';
import type { SourceFile } from '../text/source-file.ts';
import { doubtful, type Finding, partOf, refused, type Value, type ValueContext, type ValueKind } from './kind.ts';

/** The name of an account, or #id. Root is refused where the directive is User. */
export const user: ValueKind = {
  *check(value, context) {
    const { visit, parameter } = context;
    const isRoot = value.text === 'root' || /^#0+$/.test(value.text);
    if (parameter !== undefined && value.text === '') yield refused(`${parameter} needs an account`);
    else if (isRoot && (parameter === 'user' || visit.info?.key === 'user'))
      yield refused('Apache refuses to serve as root: name an account without privileges');
    else yield* absence(value, 'passwd', context);
  },
  *complete() {
    for (const label of ['www-data', 'apache', 'daemon', 'nobody']) yield { label };
  },
};

/** The name of a group, or #id. */
export const group: ValueKind = {
  *check(value, context) {
    const { parameter } = context;
    if (parameter !== undefined && value.text === '') yield refused(`${parameter} needs a group`);
    else yield* absence(value, 'group', context);
  },
  *complete() {
    for (const label of ['www-data', 'apache', 'daemon', 'nogroup']) yield { label };
  },
};

/** Group names or `#gid` joined by commas. */
export const groupList: ValueKind = {
  *check(value, context) {
    let from = 0;
    for (const text of value.text.split(',')) {
      const span = partOf(value, from, from + text.length);
      if (text !== '') yield* absence({ text, span }, 'group', context);
      from += text.length + 1;
    }
  },
};

type Database = 'passwd' | 'group';

/** A name that no account of this machine has; that is a doubt where the main file is not in its ServerRoot, and nothing in a copy from elsewhere. */
function* absence({ text, span }: Value, database: Database, context: ValueContext): Generator<Finding> {
  const { configuration } = context;
  if (text.startsWith('#') || builtIn.has(text) || !configuration.isComplete) return;
  if (!isOnThisMachine(configuration)) return;
  if (namesIn(database, configuration)?.has(text) !== false) return;
  const sort = database === 'passwd' ? 'user' : 'group';
  const message = `this machine has no ${sort} '${text}': Apache refuses to start here`;
  yield isInstalledHere(configuration) ? refused(message, { span }) : doubtful(message, { span });
}

/** Names that systemd answers for even where no file has them. */
const builtIn: ReadonlySet<string> = new Set(['root', 'nobody', 'nogroup']);

/** All names of `database`; undefined where they may come from elsewhere than its file, such as LDAP. */
function namesIn(database: Database, { disk }: Configuration): ReadonlySet<string> | undefined {
  const sources = disk.read('/etc/nsswitch.conf');
  if (typeof sources === 'string' || !isLocal(sources, database)) return undefined;
  // The accounts of systemd-homed are in no file either.
  if (/^(?:file|directory)$/.test(disk.state('/run/systemd/userdb/io.systemd.Home'))) return undefined;
  const file = disk.read(`/etc/${database}`);
  return typeof file === 'string' ? undefined : localNames(file);
}

function isLocal(sources: SourceFile, database: Database): boolean {
  const line = new RegExp(`^[ \\t]*${database}:([^#\\n]*)`, 'm').exec(sources.text)?.[1];
  const names = line?.trim().split(/\s+/) ?? [];
  return names.includes('files') || names.includes('compat') ? names.every((name) => localSources.has(name)) : false;
}

const localSources: ReadonlySet<string> = new Set(['files', 'compat', 'systemd']);

/** Undefined where a line that starts with `+` brings in accounts from the network. */
const localNames: (file: SourceFile) => ReadonlySet<string> | undefined = memo((file) => {
  if (/^\+/m.test(file.text)) return undefined;
  return new Set(file.text.split('\n').map((line) => line.replace(/:.*$/, '')));
});
