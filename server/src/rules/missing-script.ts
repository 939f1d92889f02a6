// WSGI scripts that are not there.
import type { Configuration } from '../configuration/evaluate.ts';
import { isAbsolute, withoutEndSlashes } from '../configuration/paths.ts';
import { type Mount, mountsOf } from '../configuration/wsgi.ts';
import { isMissingHere } from './here.ts';
import { problemAt, type Rule } from './rule.ts';

export const missingScript: Rule = {
  id: 'missing-script',
  severity: 'warning',
  summary: 'a WSGI script does not exist',
  *host(host, configuration) {
    for (const mount of mountsOf(host)) {
      const message = messageOn(mount, configuration);
      if (message) yield problemAt(missingScript, mount.visit, mount.script.span, message);
    }
  },
};

function messageOn(mount: Mount, { disk }: Configuration): string | undefined {
  const script = mount.script.text;
  const url = mount.path.text;
  if (!isAbsolute(script))
    return `${script} is relative, and ServerRoot does not complete it: Apache answers requests for ${url} with 403 or 404`;
  const path = withoutEndSlashes(script);
  return isMissingHere(path, disk) ? `${path} does not exist: Apache answers requests for ${url} with 404` : undefined;
}
