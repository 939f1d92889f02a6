// Back ends over TLS on the internet whose certificate Apache does not check.
import type { Configuration } from '../configuration/evaluate.ts';
import { allDirectivesOf, type Host, mainOf } from '../configuration/hosts.ts';
import { type BackEnd, backEndsOf } from '../configuration/proxies.ts';
import type { Visit } from '../configuration/visit.ts';
import { isPublicName } from './public-name.ts';
import { problemAt, type Rule } from './rule.ts';

export const unverifiedBackEnd: Rule = {
  id: 'unverified-back-end',
  severity: 'hint',
  summary: 'the certificate of a back end on the internet is not checked',
  *host(host, configuration) {
    const backEnd = configuration.isWholeTree ? backEndsOf(host).find(isOnInternet) : undefined;
    if (!backEnd) return;
    const choices = choicesFor(host, configuration);
    const [refusal] = choices.filter(isNone);
    const effect = `Apache takes any certificate with the name of ${nameOf(backEnd)}, whoever signed it, so that somebody on the way can read and change what is sent`;
    if (refusal && choices.every(isNone))
      yield problemAt(unverifiedBackEnd, refusal, refusal.node.span, effect, { severity: 'information' });
    else if (choices.length === 0)
      yield problemAt(unverifiedBackEnd, backEnd.visit, backEnd.span, `SSLProxyVerify is none by default: ${effect}`);
  },
};

function isOnInternet(backEnd: BackEnd): boolean {
  const isSure = backEnd.visit.certainty === 'certain' && !backEnd.visit.hasUnknownVariable;
  return isSure && /^(?:https|wss|h2)$/.test(backEnd.scheme) && isPublicName(nameOf(backEnd));
}

function nameOf({ rest }: BackEnd): string {
  return /^[^/:?#]*/.exec(rest)?.[0].toLowerCase() ?? '';
}

/** What is said about it anywhere in the host, in `<Proxy>` too; else by the main server. */
function choicesFor(host: Host, configuration: Configuration): readonly Visit[] {
  const own = allDirectivesOf(host, 'SSLProxyVerify');
  return own.length > 0 ? own : allDirectivesOf(mainOf(configuration), 'SSLProxyVerify');
}

function isNone({ words, certainty, hasUnknownVariable }: Visit): boolean {
  return certainty === 'certain' && !hasUnknownVariable && words[0]?.text.toLowerCase() === 'none';
}
