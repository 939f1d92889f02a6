// Names in URLs: balancers and hosts.
import type { LogicalLine } from '../syntax/logical-line.ts';
import { type Mention, mentionAt } from './mention.ts';
import type { Reading } from './reading.ts';

/** The names of balancers and hosts in the URLs of `reading`. */
export function* urlMentions(reading: Reading): Generator<Mention> {
  const { line, info } = reading;
  if (/balancer:/i.test(line.text)) yield* balancerMentions(reading);
  if (info?.key === 'servername') return;
  for (const match of line.text.matchAll(/\b(?:https?|wss?|h2c?|ajp):\/\/([\w-]+(?:\.[\w-]+)*)(?![\w.$%*?[{-])/gi))
    for (const mention of mentionAt(line, match, 'host', 'use')) yield { ...mention, isGuess: true };
}

/** A name may be put together from groups and variables; what stands behind `*` alone are all balancers. */
function* balancerMentions({ line, info }: Reading): Generator<Mention> {
  for (const match of line.text.matchAll(/balancer:\/\/((?:[$%]\{[^}]*\}|[^\s"'/?#>;])+)/gi)) {
    if (match[1] === '*') continue;
    const before = line.text.slice(0, match.index).trimEnd();
    const isFirst = /^(?:<Proxy|BalancerMember)\s*["']?$/i.test(before);
    const isDeclared = isFirst && (info?.key === '<proxy' || info?.key === 'balancermember');
    const isInPattern = isPattern(line, match.index, info?.key);
    for (const mention of mentionAt(line, match, 'balancer', isDeclared ? 'declaration' : 'use'))
      yield { ...mention, isInPattern };
  }
}

/** The pattern of `Header edit` and that of <ProxyMatch>, and whatever begins with a circumflex. */
function isPattern({ text }: LogicalLine, at: number, key: string | undefined): boolean {
  if (key === '<proxymatch' || text[at - 1] === '^') return true;
  return (key === 'header' || key === 'requestheader') && /\sedit\*?\s/i.test(text.slice(0, at));
}
