// The Mutex line that stands for SSLMutex.
import type { Visit } from '../configuration/visit.ts';
import type { Fix } from './problem.ts';
import { replaceFix } from './rule.ts';

/**
 * Puts Mutex in the place of the SSLMutex `visit`; nothing where no Mutex says the same: Apache 2.4 does not do without
 * a lock for the session cache, as `none` had it.
 */
export function mutexFixes({ info, node, file, use, words, scope }: Visit): Fix[] {
  const [word, ...others] = words;
  if (info?.key !== 'sslmutex' || use || scope.context !== 'server' || !word || others.length > 0) return [];
  const mechanism = mechanismOf(file.text.slice(word.inner.start, word.inner.end));
  if (mechanism === undefined) return [];
  const line = `Mutex ${mechanism} ssl-cache`;
  return [replaceFix(`Change to ${line}`, file, { start: node.nameSpan.start, end: word.span.end }, line)];
}

/** SSLMutex named the file of the lock, Mutex names its folder; a relative one is a place of its own in 2.4. */
function mechanismOf(written: string): string | undefined {
  const [, name, path] = /^([a-z]+)(?::([^"\s]+))?$/i.exec(written) ?? [];
  if (!name || !/^(?:default|yes|fcntl|flock|file|posixsem|sysvsem|sem|pthread)$/i.test(name)) return undefined;
  const folder = /^(?:fcntl|flock|file)$/i.test(name) ? /^(\/.+|\$\{\w+\}.*)\/[^/]+$/.exec(path ?? '')?.[1] : undefined;
  return folder ? `${name}:${folder}` : name;
}
