// ProxyPass to an HTTP back end without a ProxyPassReverse for its redirects.
import type { Configuration } from '../configuration/evaluate.ts';
import { allDirectivesOf, type Host, mainOf } from '../configuration/hosts.ts';
import { mappingsOf, type ProxyMapping } from '../configuration/proxies.ts';
import { counting, firstWordOf } from '../configuration/sure.ts';
import type { Fix } from './problem.ts';
import { problemAt, type Rule } from './rule.ts';
import { insertAfter } from './whole-lines.ts';

export const missingProxyPassReverse: Rule = {
  id: 'missing-proxy-pass-reverse',
  severity: 'information',
  summary: 'ProxyPass without a ProxyPassReverse',
  *host(host, configuration) {
    if (!configuration.isWholeTree) return;
    if (mappingsOf(host).length === 0 || keepsHost(host, configuration) || hasReverse(host, configuration)) return;
    const mapping = mappingsOf(host).find(isPlain);
    if (!mapping) return;
    const message = `no ProxyPassReverse: redirects of the back end reach the browser with the address ${mapping.target.text}`;
    yield problemAt(missingProxyPassReverse, mapping.visit, mapping.target.span, message, {
      fixes: fixesOf(mapping),
    });
  },
};

/** The back end sees the name that the browser used, and redirects to it. */
function keepsHost(host: Host, configuration: Configuration): boolean {
  const preserve = counting(host, 'ProxyPreserveHost', configuration);
  const hasSome = [host, mainOf(configuration)].some((each) => allDirectivesOf(each, 'ProxyPreserveHost').length > 0);
  return preserve === 'unknown' || firstWordOf(preserve) === 'on' || (hasSome && preserve === 'none');
}

/** Some redirect is looked after: by ProxyPassReverse, or by hand. */
function hasReverse(host: Host, configuration: Configuration): boolean {
  return [host, mainOf(configuration)].some(
    (each) =>
      allDirectivesOf(each, 'ProxyPassReverse').length > 0 ||
      allDirectivesOf(each, 'Header').some(({ words }) => words.some((word) => /^location$/i.test(word.text))) ||
      allDirectivesOf(each, 'RequestHeader').some(({ words }) => words.some((word) => /^host$/i.test(word.text))),
  );
}

/** Only HTTP back ends redirect with an address of their own. */
function isPlain({ visit, target, isPattern, path }: ProxyMapping): boolean {
  return (
    visit.certainty === 'certain' &&
    !isPattern &&
    !path.text.includes('$') &&
    /^(?:https?|h2c?):\/\//i.test(target.text)
  );
}

function fixesOf({ visit, path, target, location }: ProxyMapping): Fix[] {
  if (visit.use || /\s/.test(path.text)) return [];
  const text = `ProxyPassReverse ${location ? '' : `${path.text} `}${target.text}`;
  return [{ title: 'Add ProxyPassReverse', isPreferred: true, edits: [insertAfter(visit, text)] }];
}
