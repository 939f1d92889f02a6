// RewriteRules of a server that lead to a WSGI mount without PT, so that the mount is never asked.
import { directivesOf, type Host } from '../configuration/hosts.ts';
import { coveringPaths } from '../configuration/url-paths.ts';
import type { Visit } from '../configuration/visit.ts';
import { type Mount, mountsOf } from '../configuration/wsgi.ts';
import type { Fix, Problem } from './problem.ts';
import { problemAt, type Rule, replaceFix } from './rule.ts';

export const rewritePastMount: Rule = {
  id: 'rewrite-past-mount',
  severity: 'warning',
  summary: 'a RewriteRule leads to a WSGIScriptAlias without the flag PT',
  *host(host) {
    const mounts = mountsOf(host).filter((mount) => mount.path.text !== '/' && !isSystemFolder(mount.path.text));
    if (mounts.length > 0 && isRewriting(host)) yield* problemsIn(host, mounts);
  },
};

function isRewriting(host: Host): boolean {
  return directivesOf(host, 'RewriteEngine').at(-1)?.words[0]?.text.toLowerCase() === 'on';
}

/** A target below such a folder may be meant as a file. */
function isSystemFolder(path: string): boolean {
  return /^\/(?:srv|var|home|usr|opt|etc|tmp|mnt|data|www|Users|Library|Volumes)(?:\/|$)/.test(path);
}

function* problemsIn(host: Host, mounts: readonly Mount[]): Generator<Problem> {
  const byPath = new Map(mounts.map((mount) => [mount.path.text.replace(/\/$/, ''), mount]));
  let isPassedOn = false;
  for (const rule of directivesOf(host, 'RewriteRule').toReversed()) {
    const flags = flagsOf(rule);
    const target = rule.words[1]?.text ?? '';
    const mount = coveringPaths(fixedPart(target))
      .map((path) => byPath.get(path))
      .find((found) => found !== undefined);
    const endsHere = flags.some((flag) => /^(?:l|last|end)$/.test(flag));
    if (mount && target.startsWith('/') && !flags.some(leavesMapping) && (endsHere || !isPassedOn))
      yield problemOf(rule, mount);
    isPassedOn ||= flags.some((flag) => /^(?:pt|passthrough)$/.test(flag));
  }
}

/** The whole segments of the target before its first variable. */
function fixedPart(target: string): string {
  const path = target.replace(/\?.*$/s, '');
  const variable = path.search(/[$%]/);
  return variable < 0 ? path : path.slice(0, path.lastIndexOf('/', variable) + 1);
}

function flagsOf(rule: Visit): string[] {
  const written = rule.words[2]?.text.replace(/^\[|\]$/g, '') ?? '';
  return written.split(',').map((flag) => flag.trim().toLowerCase());
}

function leavesMapping(flag: string): boolean {
  return /^(?:pt|passthrough|p|proxy|f|forbidden|g|gone|h=.*|handler=.*)$|^(?:r|redirect)(?:=|$)/.test(flag);
}

function problemOf(rule: Visit, mount: Mount): Problem {
  const word = rule.words[1];
  const message = `Apache takes ${word?.text} for a file here and never asks the application at ${mount.path.text}: the flag PT is missing`;
  const related = [
    { file: mount.visit.file, span: mount.visit.node.span, message: `${mount.path.text} is mounted here` },
  ];
  return problemAt(rewritePastMount, rule, word?.span ?? rule.node.nameSpan, message, {
    related,
    fixes: fixesOf(rule),
  });
}

function fixesOf(rule: Visit): Fix[] {
  if (rule.use) return [];
  const flags = rule.words[2];
  const at = flags ? flags.inner.start + 1 : rule.node.line.end;
  return [replaceFix('Add the flag PT', rule.file, { start: at, end: at }, flags ? 'PT,' : ' [PT]')];
}
