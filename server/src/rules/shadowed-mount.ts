// Mounts that no request reaches, because an earlier mount of the same host takes their URLs.
import { isReadWith } from '../configuration/certainty.ts';
import type { Host } from '../configuration/hosts.ts';
import { coveringPaths, withSingleSlashes } from '../configuration/url-paths.ts';
import { type Mount, mountsOf } from '../configuration/wsgi.ts';
import type { Fix, Problem } from './problem.ts';
import { problemAt, type Rule } from './rule.ts';
import { moveBefore } from './whole-lines.ts';

export const shadowedMount: Rule = {
  id: 'shadowed-mount',
  severity: 'warning',
  summary: 'an earlier WSGIScriptAlias takes all requests for this one',
  *host(host) {
    if (mountsOf(host).length > 1) yield* problemsIn(host);
  },
};

function* problemsIn(host: Host): Generator<Problem> {
  const earlier = new Map<string, Mount>();
  for (const mount of mountsOf(host)) {
    const path = withSingleSlashes(mount.path.text);
    const covers = coveringPaths(path).flatMap((prefix) => earlier.get(prefix) ?? []);
    const cover = covers.find(
      (candidate) => candidate.visit.node !== mount.visit.node && isReadWith(candidate.visit, mount.visit),
    );
    if (cover) yield problemOf(mount, cover);
    if (!earlier.has(path)) earlier.set(path, mount);
  }
}

function problemOf(mount: Mount, cover: Mount): Problem {
  const { visit, path } = mount;
  const message = `${path.text} is never reached: ${cover.path.text} is mounted before it, and mod_wsgi takes the first mount that matches`;
  const related = [
    { file: cover.visit.file, span: cover.visit.node.span, message: `${cover.path.text} takes its requests` },
  ];
  return problemAt(shadowedMount, visit, path.span, message, { related, fixes: fixesOf(mount, cover) });
}

function fixesOf(mount: Mount, cover: Mount): Fix[] {
  const edits = mount.path.text === cover.path.text ? [] : moveBefore(mount.visit, cover.visit);
  return edits.length > 0 ? [{ title: `Move it before ${cover.path.text}`, edits, isPreferred: true }] : [];
}
