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
  #latest: Place | undefined;

  has(visit: Visit): boolean {
    return isOfLine(visit) && this.#placeOf(visit).lines.has(visit.line.text);
  }

  /** All are forgotten when they become too many. */
  add(visit: Visit): void {
    if (!isOfLine(visit)) return;
    if (++this.#count > mostLines) this.#forget();
    this.#placeOf(visit).lines.add(visit.line.text);
  }

  /** Lines of the same place follow each other. */
  #placeOf(visit: Visit): Place {
    const { scope, container } = visit;
    if (this.#latest?.scope !== scope || this.#latest.container !== container)
      this.#latest = { scope, container, lines: this.#linesAt(placeKey(visit)) };
    return this.#latest;
  }

  #linesAt(key: string): Set<string> {
    const known = this.#byPlace.get(key);
    if (known) return known;
    const lines = new Set<string>();
    this.#byPlace.set(key, lines);
    return lines;
  }

  #forget(): void {
    this.#byPlace.clear();
    this.#latest = undefined;
    this.#count = 1;
  }
}

/** A line with variables may be right at one time only, and what is right about a section may depend on its content. */
function isOfLine(visit: Visit): boolean {
  return visit instanceof PlainVisit && visit.node.kind === 'directive';
}

/** Where a line stands, with the right lines of such places. */
interface Place {
  readonly scope: Scope;
  readonly container: Visit | undefined;
  readonly lines: Set<string>;
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
