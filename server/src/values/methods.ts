// HTTP methods: those that Apache registers, and those that a configuration adds.
import type { Configuration } from '../configuration/evaluate.ts';
import { everywhere } from '../configuration/hosts.ts';
import { refused, type ValueKind } from './kind.ts';

const registered = [
  ...[
    'GET',
    'PUT',
    'POST',
    'DELETE',
    'CONNECT',
    'OPTIONS',
    'TRACE',
    'PATCH',
    'PROPFIND',
    'PROPPATCH',
    'MKCOL',
    'COPY',
    'MOVE',
    'LOCK',
    'UNLOCK',
  ],
  ...[
    'VERSION-CONTROL',
    'CHECKOUT',
    'UNCHECKOUT',
    'CHECKIN',
    'UPDATE',
    'LABEL',
    'REPORT',
    'MKWORKSPACE',
    'MKACTIVITY',
    'BASELINE-CONTROL',
    'MERGE',
  ],
];
const known: ReadonlySet<string> = new Set([...registered, 'HEAD']);

/** Why Apache refuses a method; nothing where a module or RegisterHttpMethod may have added it. */
export function methodProblem(name: string, configuration: Configuration): string | undefined {
  if (known.has(name)) return undefined;
  const upper = name.toUpperCase();
  if (known.has(upper)) return `methods are written in capital letters: ${upper}`;
  if (!/^[A-Za-z]/.test(name)) return `'${name}' is no HTTP method`;
  const mayBeAdded = everywhere(configuration, 'RegisterHttpMethod').length > 0;
  return configuration.isComplete && !mayBeAdded ? `'${name}' is no method that Apache knows` : undefined;
}

/** Says whether `<Limit>` of a .htaccess file may name the method: it must be registered by then. */
export function isLimitable(name: string, tree: Configuration): boolean {
  if (known.has(name) || !tree.isComplete) return true;
  const adding = tree.visits.filter(({ info }) => /^(?:registerhttpmethod|<limit|<limitexcept)$/.test(info?.key ?? ''));
  return adding.some(({ words }) => words.some((word) => word.text === name));
}

export const method: ValueKind = {
  fits: (text) => /^[\w-]+$/.test(text),
  *complete() {
    for (const label of registered) yield { label, kind: 'keyword' };
  },
};

/** A method that must be registered. */
export const registeredMethod: ValueKind = {
  ...method,
  *check(value, { configuration }) {
    const message = methodProblem(value.text, configuration);
    if (message) yield refused(message);
  },
};
