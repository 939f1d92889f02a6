// Rewrite maps that a rule asks and its host does not have.
import { isReadWhole } from '../configuration/certainty.ts';
import type { Configuration } from '../configuration/evaluate.ts';
import { allDirectivesOf, directivesOf, everywhere, type Host, mainOf } from '../configuration/hosts.ts';
import { scopesOf, type Visit } from '../configuration/visit.ts';
import { nearest } from '../text/nearest.ts';
import type { Fix, Problem } from './problem.ts';
import { problemAt, type Rule, replaceFix } from './rule.ts';
import { insertBefore } from './whole-lines.ts';

export const undefinedRewriteMap: Rule = {
  id: 'undefined-rewrite-map',
  severity: 'warning',
  summary: 'a rewrite rule asks a map that its host does not have',
  *host(host, configuration) {
    const users = ['RewriteRule', 'RewriteCond'].flatMap((name) => allDirectivesOf(host, name));
    const asking = users.filter(({ line }) => line.text.includes('${'));
    const maps = asking.length > 0 ? everywhere(configuration, 'RewriteMap') : [];
    if (asking.length === 0 || !isReadWhole(configuration) || maps.some((visit) => visit.hasUnknownVariable)) return;
    yield* problemsIn(host, asking, configuration);
  },
};

/** `${name:key}`; without a colon it is a variable, and behind a backslash it is text. */
const lookup = /(?<!\\)\$\{([^:}$%{\s]+):/g;

function* problemsIn(host: Host, asking: readonly Visit[], configuration: Configuration): Generator<Problem> {
  const known = mapsInReach(host, configuration);
  for (const visit of asking) {
    for (const match of visit.line.text.matchAll(lookup)) {
      const name = match[1] ?? '';
      if (!known.has(name)) yield problemOf(visit, name, match.index + 2, known, configuration);
    }
  }
}

/** A host has the maps of the main server only where it inherits its rules (config_server_merge in mod_rewrite.c). */
function mapsInReach(host: Host, configuration: Configuration): Map<string, Visit> {
  const main = mainOf(configuration);
  // What stands in a folder of the main server is asked in any host.
  if (!host.section) return byName(everywhere(configuration, 'RewriteMap'));
  const [own, above] = [host, main].map((each) => allDirectivesOf(each, 'RewriteOptions').map(({ line }) => line.text));
  // A variable may hold any option.
  const isIgnoring =
    own?.some((text) => /\sIgnoreInherit\b/i.test(text)) && !own.some((text) => /\sInherit|\$/i.test(text));
  const mayInherit = !isIgnoring && [...(own ?? []), ...(above ?? [])].some((text) => /inherit|\$/i.test(text));
  return byName([...(mayInherit ? directivesOf(main, 'RewriteMap') : []), ...directivesOf(host, 'RewriteMap')]);
}

function byName(maps: readonly Visit[]): Map<string, Visit> {
  return new Map(maps.map((visit) => [visit.words[0]?.text ?? '', visit]));
}

function problemOf(
  visit: Visit,
  name: string,
  start: number,
  known: ReadonlyMap<string, Visit>,
  configuration: Configuration,
): Problem {
  const span = visit.line.spanOf(start, start + name.length);
  const elsewhere = byName(everywhere(configuration, 'RewriteMap')).get(name);
  const near = elsewhere ? undefined : nearest(name, known.keys());
  const why = elsewhere ? `the map '${name}' belongs to another server` : `no RewriteMap is called '${name}'`;
  const message = `${why}: Apache puts nothing in the place of \${${name}:…}${near ? `; did you mean ${near}?` : ''}`;
  const related = elsewhere ? [{ file: elsewhere.file, span: elsewhere.node.span, message: 'out of reach here' }] : [];
  const fixes = near && !visit.use ? [replaceFix(`Change to ${near}`, visit.file, span, near)] : [];
  return problemAt(undefinedRewriteMap, visit, span, message, {
    related,
    fixes: elsewhere ? fixesFor(elsewhere, visit) : fixes,
  });
}

/** The host gets a map of its own; a program of its own is another matter. */
function fixesFor({ node, words, use }: Visit, visit: Visit): Fix[] {
  let place = visit;
  for (const { context, section } of scopesOf(visit)) if (section && context !== 'vhost') place = section;
  if (use || place.use || !place.scope.parent || /^prg:/i.test(words[1]?.text ?? '')) return [];
  const line = node.line.text.trim();
  return [{ title: `Add ${line}`, isPreferred: true, edits: [insertBefore(place, line)] }];
}
