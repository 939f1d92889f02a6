// Mutex: kinds of locks, and what they are for.
import type { Visit } from '../configuration/visit.ts';
import { type Finding, refused, type ValueContext, type ValueKind } from './kind.ts';
import { missing, stateOf } from './paths.ts';

/** `mechanism[:path]` */
export const mutex: ValueKind = {
  *check(value, context) {
    const mechanism = value.text.split(':')[0] ?? '';
    const folder = value.text.slice(mechanism.length + 1);
    // Only locks that are files need the folder, but an absolute one is looked at for all kinds.
    const isLookedAt = folder.startsWith('/') || (folder !== '' && /^(?:fcntl|flock|file)$/i.test(mechanism));
    const state = isLookedAt ? stateOf(folder, context) : 'unknown';
    if (state !== 'directory' && state !== 'unknown')
      yield missing(`there is no folder ${folder}: Apache refuses to start`);
    if (!/^(?:none|no|default|yes|fcntl|flock|file|posixsem|sysvsem|sem|pthread)$/i.test(mechanism))
      yield refused(`there is no kind of mutex '${mechanism}'`);
  },
  *complete() {
    for (const label of ['default', 'fcntl:', 'flock:', 'file:', 'posixsem', 'sysvsem', 'pthread'])
      yield { label, kind: 'keyword' };
  },
};

const names = [
  'ssl-cache',
  'ssl-stapling',
  'ssl-stapling-refresh',
  'rewrite-map',
  'ldap-cache',
  'authdigest-client',
  'authdigest-opaque',
  'authn-socache',
  'cache-socache',
  'proxy',
  'proxy-balancer-shm',
  'watchdog-callback',
  'lua-ivm-shm',
  'mpm-accept',
];

/** What the mutex is for, with regard to case; other modules may bring further names. */
export const mutexName: ValueKind = {
  *check(value, { configuration }) {
    const near = names.find((name) => name === value.text.toLowerCase());
    const isForOthers = value.text === 'mpm-accept' && configuration.modules.has('mpm_event_module');
    if (!configuration.isComplete || (near === value.text && !isForOthers)) return;
    yield refused(
      isForOthers ? 'the event MPM has no accept mutex' : `no module has a mutex '${value.text}'`,
      near !== undefined && near !== value.text ? { replacements: [near] } : {},
    );
  },
  *complete() {
    for (const label of names) yield { label, kind: 'keyword' };
  },
};

/** No module of Apache does without its mutex. */
export function* neededMutex(visit: Visit, { configuration }: ValueContext): Generator<Finding> {
  const [mechanism, ...rest] = visit.words;
  const purposes = rest.map((word) => word.text).filter((text) => text.toLowerCase() !== 'omitpid');
  const isKnown = purposes.every((purpose) => purpose === 'default' || names.includes(purpose));
  if (mechanism && /^no(?:ne)?$/i.test(mechanism.text) && (isKnown || configuration.isComplete))
    yield refused(`'${mechanism.text}' is not allowed for ${purposes[0] ?? 'all mutexes at once'}`, {
      span: mechanism.span,
    });
}
