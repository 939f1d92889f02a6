// The modules that others publish, as far as names go: which directives and which LoadModule lines are theirs.

/** One entry of server/data/third-party; the head of that file says what each field means. */
export interface ThirdPartyModule {
  readonly module: string;
  readonly identifiers: readonly string[];
  readonly sources?: readonly string[];
  readonly directives: readonly string[];
}

/** Look-ups by the names of modules and directives. */
export class ThirdParty {
  readonly #byModuleName = new Map<string, ThirdPartyModule>();
  readonly #byDirective = new Map<string, ThirdPartyModule>();
  readonly #byBeginning: [string, ThirdPartyModule][] = [];

  constructor(modules: readonly ThirdPartyModule[]) {
    for (const module of modules) this.#add(module);
  }

  /** The module that LoadModule or `<IfModule>` calls `name`: php_module, mod_php.c. */
  module(name: string): ThirdPartyModule | undefined {
    return this.#byModuleName.get(name);
  }

  /** The module whose directive `name` is, ignoring case; a section's name stands in angle brackets. */
  ownerOf(name: string): ThirdPartyModule | undefined {
    const key = name.toLowerCase();
    return this.#byDirective.get(key) ?? this.#byBeginning.find(([beginning]) => key.startsWith(beginning))?.[1];
  }

  #add(module: ThirdPartyModule): void {
    const natural = module.identifiers.map((identifier) => `mod_${identifier.replace(/_module$/, '')}.c`);
    for (const name of [...module.identifiers, ...(module.sources ?? natural)]) this.#byModuleName.set(name, module);
    for (const name of module.directives) {
      const key = name.toLowerCase();
      if (key.endsWith('*')) this.#byBeginning.push([key.slice(0, -1), module]);
      else this.#byDirective.set(key, module);
    }
  }
}
