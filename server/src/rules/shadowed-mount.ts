// Mounts that no request reaches, because an earlier mount of the same host takes their URLs.
import { isReadWith } from '../configuration/certainty.ts';
import { pathAround, pathTakenBy } from '../configuration/mount-patterns.ts';
import { coveringPaths, withSingleSlashes } from '../configuration/url-paths.ts';
import { allMountsOf, isPattern, type Mount } from '../configuration/wsgi.ts';
import type { Fix, Problem } from './problem.ts';
import { problemAt, type Rule } from './rule.ts';
import { moveBefore } from './whole-lines.ts';

export const shadowedMount: Rule = {
  id: 'shadowed-mount',
  severity: 'warning',
  summary: 'an earlier WSGIScriptAlias takes all requests for this one',
  *host(host) {
    const mounts = allMountsOf(host);
    if (mounts.length > 1) yield* problemsIn(mounts);
  },
};

function* problemsIn(mounts: readonly Mount[]): Generator<Problem> {
  const earlier = new Map<string, Mount>();
  for (const mount of mounts) {
    const covers = keysAround(mount).flatMap((key) => earlier.get(key) ?? []);
    const cover = covers.find(
      (candidate) => candidate.visit.node !== mount.visit.node && isReadWith(candidate.visit, mount.visit),
    );
    if (cover) yield problemOf(mount, cover);
    for (const key of keysTakenBy(mount)) if (!earlier.has(key)) earlier.set(key, mount);
  }
}

/** The paths at which an earlier mount would take everything; of a pattern, what is the same as it too. */
function keysAround(mount: Mount): string[] {
  const { text } = mount.path;
  return isPattern(mount) ? [...coveringPaths(pathAround(text)), `~ ${text}`] : coveringPaths(text);
}

function keysTakenBy(mount: Mount): string[] {
  const { text } = mount.path;
  if (!isPattern(mount)) return [withSingleSlashes(text)];
  const path = pathTakenBy(text);
  return path === undefined ? [`~ ${text}`] : [withSingleSlashes(path), `~ ${text}`];
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
