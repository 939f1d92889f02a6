// Look-ups over the data: directives by name, parameters by group, modules by any of their names.
import generated from '../../data/catalogue.generated.json' with { type: 'json' };
import thirdPartyGenerated from '../../data/third-party.generated.json' with { type: 'json' };
import { type DirectiveInfo, directiveInfo, keyOf } from './directive-info.ts';
import { ThirdParty, type ThirdPartyModule } from './third-party.ts';
import type { DirectiveData, ModuleData, ParameterData } from './types.ts';

/** A group of `name=value` parameters; `isExact`: the module compares their names with regard to case. */
export interface ParameterGroup {
  readonly parameters: Readonly<Record<string, ParameterData>>;
  readonly isExact: boolean;
}

/** Everything known about directives: the bundled data and the user's third-party directives. */
export class Catalogue {
  readonly modules: readonly ModuleData[];
  /** What is known of the modules of others. */
  readonly thirdParty: ThirdParty;
  readonly #entries = new Map<string, Entry>();
  readonly #directives = new Map<string, DirectiveInfo>();
  /** The entries by their names in the spellings that were asked for. */
  readonly #spelt = { directive: new Map<string, DirectiveInfo>(), section: new Map<string, DirectiveInfo>() };
  #all: readonly DirectiveInfo[] | undefined;
  readonly #groups = new Map<string, ParameterGroup>();
  readonly #modules = new Map<string, ModuleData>();

  constructor(modules: readonly ModuleData[], thirdParty = new ThirdParty([])) {
    this.modules = modules;
    this.thirdParty = thirdParty;
    for (const module of modules) this.#add(module);
  }

  /** The directive called `name`, ignoring case; a section's name stands in angle brackets or with a leading `<`. */
  directive(name: string): DirectiveInfo | undefined {
    const key = keyOf(name);
    return this.#directives.get(key) ?? this.#make(key);
  }

  /** The entry that a node of the tree stands for. */
  entryOf(node: { readonly kind: 'directive' | 'section'; readonly name: string }): DirectiveInfo | undefined {
    const known = this.#spelt[node.kind].get(node.name);
    if (known) return known;
    const info = this.directive(node.kind === 'section' ? `<${node.name}` : node.name);
    if (info) this.#spelt[node.kind].set(node.name, info);
    return info;
  }

  /** All directives, sections included. */
  directives(): readonly DirectiveInfo[] {
    this.#all ??= [...this.#entries.keys()].flatMap((key) => this.directive(key) ?? []);
    return this.#all;
  }

  /** The `name=value` parameters of a group; empty for an unknown group. */
  group(name: string): ParameterGroup {
    return this.#groups.get(name) ?? { parameters: {}, isExact: true };
  }

  /** A module by `ssl_module`, `mod_ssl.c` or `mod_ssl`. */
  module(name: string): ModuleData | undefined {
    return this.#modules.get(name);
  }

  /** The same catalogue with some directives more. */
  with(module: ModuleData): Catalogue {
    return new Catalogue([...this.modules, module], this.thirdParty);
  }

  #add(module: ModuleData): void {
    for (const key of [module.module, module.source, module.identifier]) if (key) this.#modules.set(key, module);
    for (const [name, group] of Object.entries(module.parameters ?? {})) {
      this.#groups.set(name, { parameters: group, isExact: module['exact-parameters'] === true });
    }
    for (const [name, data] of Object.entries(module.directives)) this.#addDirective(name, data, module);
  }

  #addDirective(name: string, data: DirectiveData, module: ModuleData): void {
    const key = keyOf(name);
    if (!this.#entries.has(key)) this.#entries.set(key, { name, data, module });
  }

  #make(key: string): DirectiveInfo | undefined {
    const entry = this.#entries.get(key);
    if (!entry) return undefined;
    const info = directiveInfo(entry.name, entry.data, entry.module);
    this.#directives.set(key, info);
    return info;
  }
}

/** What a directive is made from when it is first asked for: a check meets a few dozen of a thousand. */
interface Entry {
  readonly name: string;
  readonly data: DirectiveData;
  readonly module: ModuleData;
}

/** The catalogue of the bundled data. */
export const catalogue = new Catalogue(
  generated as unknown as readonly ModuleData[],
  new ThirdParty(thirdPartyGenerated satisfies readonly ThirdPartyModule[]),
);
