// What a check of arguments looks at, watched: most find what they find by the line alone.
import type { Configuration } from '../configuration/evaluate.ts';
import type { Visit } from '../configuration/visit.ts';
import type { ValueContext } from './kind.ts';

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
