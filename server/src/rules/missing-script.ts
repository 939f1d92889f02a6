// WSGI scripts that are not there.
import type { Visit } from '../configuration/visit.ts';
import type { Configuration } from '../configuration/evaluate.ts';
import { isAbsolute } from '../configuration/paths.ts';
import { isMissingHere } from './here.ts';
import { problemAt, type Rule } from './rule.ts';

export const missingScript: Rule = {
  id: 'missing-script',
  severity: 'warning',
  summary: 'a WSGI script does not exist',
  *visit(visit, configuration) {
    if (visit.info?.key !== 'wsgiscriptalias' || visit.hasUnknownVariable) return;
    const word = visit.words[1];
    const message = word && messageOn(word.text, visit, configuration);
    if (word && message) yield problemAt(missingScript, visit, word.span, message);
  },
};

function messageOn(script: string, visit: Visit, { disk }: Configuration): string | undefined {
  const url = visit.words[0]?.text;
  if (!isAbsolute(script)) return `${script} is relative, and ServerRoot does not complete it: Apache answers requests for ${url} with 404`;
  const path = script.replace(/(?<=.)\/+$/, '');
  return isMissingHere(path, disk) ? `${path} does not exist: Apache answers requests for ${url} with 404` : undefined;
}
