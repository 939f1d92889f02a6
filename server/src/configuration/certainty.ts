// Says how much of a configuration is known, and of two directives whether the one is read wherever the other is.
import type { Node, Section } from '../syntax/tree.ts';
import { memo } from '../text/memo.ts';
import type { Configuration } from './evaluate.ts';
import { everywhere } from './hosts.ts';
import type { Visit } from './visit.ts';

/** Says whether all that Apache reads was read: what an Include did not find here may be on the machine of the server. */
export const isReadWhole: (configuration: Configuration) => boolean = memo(
  ({ isWholeTree, includes }) => isWholeTree && includes.every((link) => link.failure !== 'missing'),
);

/** Says whether the directives that were read may be continued by an Include or a macro that was not. */
export function hasUnseenParts(configuration: Configuration): boolean {
  if (isReadWhole(configuration)) return false;
  return ['Include', 'IncludeOptional', 'Use'].some((name) => everywhere(configuration, name).length > 0);
}

/** Says whether `visit` is read for sure, or at least whenever `other` is: both stand in the same undecided section. */
export function isReadWith(visit: Visit, other: Visit): boolean {
  if (visit.certainty === 'certain') return true;
  if (visit.file !== other.file || visit.use !== other.use) return false;
  const around = new Set(sectionsAround(other.node));
  return sectionsAround(visit.node).every((section) => around.has(section) || !conditional.test(section.name));
}

const conditional = /^if(?:module|define|version|file|directive|section)$/i;

function sectionsAround(node: Node): Section[] {
  const sections: Section[] = [];
  for (let section = node.parent; section; section = section.parent) sections.push(section);
  return sections;
}
