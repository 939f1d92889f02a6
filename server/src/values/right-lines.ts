// Remembers lines whose arguments are right wherever they stand alike: most lines of a tree are seen again at every keystroke.
import type { Configuration } from '../configuration/evaluate.ts';
import type { Settings } from '../configuration/settings.ts';
import type { Scope, Visit } from '../configuration/visit.ts';
import { memo, passingMemo } from '../text/memo.ts';
import type { ValueContext } from './kind.ts';

/** Lines that are seen again are seen again soon. */
const mostLines = 20_000;

/** The right lines under some settings, by what a check may know of their place without looking around. */
export class RightLines {
  readonly #byPlace = new Map<string, Set<string>>();
  #count = 0;

  has(visit: Visit): boolean {
    return this.#byPlace.get(placeKey(visit))?.has(visit.line.text) === true;
  }

  /** All are forgotten when they become too many. */
  add(visit: Visit): void {
    if (++this.#count > mostLines) this.#byPlace.clear();
    if (this.#count > mostLines) this.#count = 1;
    const key = placeKey(visit);
    const known = this.#byPlace.get(key);
    if (known) known.add(visit.line.text);
    else this.#byPlace.set(key, new Set([visit.line.text]));
  }
}

/** The right lines under `settings`. */
export const rightLinesOf: (settings: Settings) => RightLines = memo(() => new RightLines());

/** A context that notices when a check looks at other directives, at files, or at what surrounds the line. */
export class WatchedContext implements ValueContext {
  hasLookedAround = false;
  readonly #visit: Visit;
  readonly #configuration: Configuration;

  constructor(visit: Visit, configuration: Configuration) {
    this.#visit = visit;
    this.#configuration = configuration;
  }

  get catalogue() {
    return this.#configuration.settings.catalogue;
  }

  get line() {
    return this.#visit.line;
  }

  get visit(): Visit {
    this.hasLookedAround = true;
    return this.#visit;
  }

  get configuration(): Configuration {
    this.hasLookedAround = true;
    return this.#configuration;
  }
}

function placeKey({ scope, container }: Visit): string {
  const key = scopeKey(scope);
  return container ? `${key}${container.info?.key ?? ''}` : key;
}

/** The contexts, and for sections that give their argument to what stands in them, that argument. */
const scopeKey: (scope: Scope) => string = passingMemo((scope) => {
  const outer = scope.parent ? scopeKey(scope.parent) : '';
  const givesArgument = scope.context === 'proxy' || scope.context === 'location';
  return `${scope.context}${givesArgument ? scope.section?.line.text : ''}/${outer}`;
});
