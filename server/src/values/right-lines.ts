// Remembers lines whose arguments are right wherever they stand alike: most lines of a tree are seen again at every keystroke.
import type { Configuration } from '../configuration/evaluate.ts';
import type { Settings } from '../configuration/settings.ts';
import type { Scope, Visit } from '../configuration/visit.ts';
import { memo } from '../text/memo.ts';
import type { ValueContext } from './kind.ts';

/** Lines that are seen again are seen again soon. */
const mostLines = 20_000;

/** The right lines under some settings; all are forgotten when they become too many. */
export function rightLinesOf(settings: Settings): Set<string> {
  const lines = rightLines(settings);
  if (lines.size > mostLines) lines.clear();
  return lines;
}

/** The line with all that a check may know of its place without looking around. */
export function lineKey(visit: Visit): string {
  return `${visit.line.text}\n${scopeKey(visit.scope)}${visit.container?.info?.key ?? ''}`;
}

/** A context that notices when a check looks at other directives, at files, or at what surrounds the line. */
export function watchedContext(visit: Visit, configuration: Configuration) {
  let hasLooked = false;
  const looked = <Seen>(seen: Seen): Seen => {
    hasLooked = true;
    return seen;
  };
  const context: ValueContext = {
    catalogue: configuration.settings.catalogue,
    get visit() {
      return looked(visit);
    },
    get configuration() {
      return looked(configuration);
    },
  };
  return { context, hasLookedAround: () => hasLooked };
}

const rightLines: (settings: Settings) => Set<string> = memo(() => new Set<string>());

/** The contexts, and for sections that give their argument to what stands in them, that argument. */
const scopeKey: (scope: Scope) => string = memo((scope) => {
  const outer = scope.parent ? scopeKey(scope.parent) : '';
  const givesArgument = scope.context === 'proxy' || scope.context === 'location';
  return `${scope.context}${givesArgument ? scope.section?.line.text : ''}/${outer}`;
});
