// A virtual host on a port on which Apache does not listen.

import type { Configuration } from '../configuration/evaluate.ts';
import { everywhere } from '../configuration/hosts.ts';
import type { Visit } from '../configuration/visit.ts';
import type { Word } from '../syntax/words.ts';
import { memo } from '../text/memo.ts';
import type { Problem } from './problem.ts';
import { problemAt, type Rule } from './rule.ts';
import { insertBefore } from './whole-lines.ts';

export const portWithoutListen: Rule = {
  id: 'port-without-listen',
  severity: 'warning',
  summary: 'a virtual host is on a port without a Listen',
  *host({ section }, configuration) {
    const ports = section && configuration.isWholeTree ? listeningOn(configuration) : undefined;
    if (section && ports) yield* problemsOf(section, ports);
  },
};

function* problemsOf(section: Visit, ports: ReadonlySet<string>): Generator<Problem> {
  if (section.hasUnknownVariable || section.certainty !== 'certain') return;
  for (const word of section.words) {
    const port = portOf(word);
    if (!port || ports.has(port)) continue;
    const message = `no Listen opens port ${port}: Apache starts, and nobody reaches this host there`;
    const line = `Listen ${port}`;
    const fixes = section.use
      ? []
      : [{ title: `Add ${line}`, isPreferred: false, edits: [insertBefore(section, line)] }];
    yield problemAt(portWithoutListen, section, word.span, message, { fixes });
  }
}

function portOf(word: Word): string | undefined {
  return /:(\d+)$/.exec(word.text.replace(/^\[.*\](?!:)/, ''))?.[1];
}

/** The ports of all Listen directives, also of those that may not be read; undefined where one is not known. */
const listeningOn: (configuration: Configuration) => ReadonlySet<string> | undefined = memo((configuration) => {
  const visits = everywhere(configuration, 'Listen');
  const ports = visits.map(({ words, hasUnknownVariable }) =>
    hasUnknownVariable ? undefined : /(\d+)$/.exec(words[0]?.text ?? '')?.[1],
  );
  if (ports.length === 0 || ports.includes(undefined)) return undefined;
  return new Set(ports.flatMap((port) => port ?? []));
});
