// Remembers lines in which nothing was wrong as far as a line alone can tell: most lines of a tree are seen again.
import type { Configuration } from '../configuration/evaluate.ts';
import type { Settings } from '../configuration/settings.ts';
import type { Stamp } from '../configuration/state.ts';
import { PlainVisit, type Scope, type Visit } from '../configuration/visit.ts';
import { memo, passingMemo } from '../text/memo.ts';

/** Lines that are seen again are seen again soon. */
const mostLines = 20_000;

/** The right lines, by what may be known of their place without looking around. */
export class RightLines {
  readonly #byPlace = new Map<string, Set<string>>();
  #count = 0;

  has(visit: Visit): boolean {
    return visit instanceof PlainVisit && this.#byPlace.get(placeKey(visit))?.has(visit.line.text) === true;
  }

  /** A line with variables is none, and what is right about a section may depend on its content. All are forgotten when they become too many. */
  add(visit: Visit): void {
    if (!(visit instanceof PlainVisit) || visit.node.kind === 'section') return;
    if (++this.#count > mostLines) this.#forget();
    const key = placeKey(visit);
    const known = this.#byPlace.get(key);
    if (known) known.add(visit.line.text);
    else this.#byPlace.set(key, new Set([visit.line.text]));
  }

  #forget(): void {
    this.#byPlace.clear();
    this.#count = 1;
  }
}

/** The right lines among those of all configurations with these settings, modules and variables. */
export function rightLinesOf({ settings, last }: Configuration): RightLines {
  const latest = latestOf(settings);
  if (latest.stamp !== last) {
    latest.stamp = last;
    latest.lines = new RightLines();
  }
  return latest.lines;
}

interface Latest {
  stamp: Stamp | undefined;
  lines: RightLines;
}

const latestOf: (settings: Settings) => Latest = memo(() => ({ stamp: undefined, lines: new RightLines() }));

function placeKey({ scope, container }: Visit): string {
  const key = scopeKey(scope);
  return container ? `${key}${container.info?.key ?? ''}` : key;
}

/** The contexts; of sections that give their argument to what stands in them, that argument, and of unusual ones the name. */
const scopeKey: (scope: Scope) => string = passingMemo((scope) => {
  const outer = scope.parent ? scopeKey(scope.parent) : '';
  return `${scope.context}${ownText(scope)}/${outer}`;
});

function ownText({ context, section }: Scope): string {
  if (context === 'opaque') return section?.node.name ?? '';
  return context === 'proxy' || context === 'location' ? (section?.line.text ?? '') : '';
}
