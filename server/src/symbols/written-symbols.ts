// The names in one part of a file as it is written: made once for as long as the part does not change, whatever happens to others.
import type { Catalogue } from '../catalogue/catalogue.ts';
import { scopeContextOf } from '../configuration/scopes.ts';
import type { Node, PartTree, Section } from '../syntax/tree.ts';
import { memo } from '../text/memo.ts';
import { macroParameters } from './macro-parameters.ts';
import { mentionsOf } from './mentions.ts';
import { occurrencesAt } from './occurrence.ts';
import { WrittenReading } from './reading.ts';
import type { Surroundings } from './survey.ts';
import type { Occurrence } from './symbol.ts';
import { SymbolList } from './symbol-list.ts';
import { hasVariable, variableMentions } from './text-mentions.ts';

export interface WrittenSymbols {
  /** The names of all lines that Apache reads as they are written, and those of variables and macro parameters. */
  readonly list: SymbolList;
  /** What the other lines name where Apache does not read them. */
  readonly unread: ReadonlyMap<Node, readonly Occurrence[]>;
}

/** The names in `tree` where `around` surrounds it; lines in skipped sections and in macros count too. */
export function writtenSymbols(tree: PartTree, around: Surroundings, catalogue: Catalogue): WrittenSymbols {
  const { host, isInLocation } = around;
  const main = known(catalogue, tree);
  const place = isInLocation ? 'inLocation' : 'elsewhere';
  const readings = host ? readingsIn(main, host) : main;
  const symbols = readings[place] ?? new Reader(catalogue).read(tree, { host, isInLocation, parameters: [] });
  readings[place] = symbols;
  return symbols;
}

/** What is known of a part in one host or in the main server. Most parts have one reading: this must not take much room. */
interface Readings {
  inLocation?: WrittenSymbols;
  elsewhere?: WrittenSymbols;
}

interface MainReadings extends Readings {
  hosts?: WeakMap<Node, Readings>;
}

const readingsOf = memo((_catalogue: Catalogue) => new WeakMap<PartTree, MainReadings>());

function known(catalogue: Catalogue, tree: PartTree): MainReadings {
  const readings = readingsOf(catalogue).get(tree) ?? {};
  readingsOf(catalogue).set(tree, readings);
  return readings;
}

function readingsIn(main: MainReadings, host: Node): Readings {
  main.hosts ??= new WeakMap();
  const readings = main.hosts.get(host) ?? {};
  main.hosts.set(host, readings);
  return readings;
}

interface Around extends Surroundings {
  readonly parameters: readonly string[];
}

class Reader {
  readonly #catalogue: Catalogue;
  readonly #occurrences: Occurrence[] = [];
  #unread: Map<Node, readonly Occurrence[]> | undefined;

  constructor(catalogue: Catalogue) {
    this.#catalogue = catalogue;
  }

  read(tree: PartTree, around: Around): WrittenSymbols {
    this.#readNodes(tree.nodes, around);
    return { list: new SymbolList(this.#occurrences), unread: this.#unread ?? nothing };
  }

  #readNodes(nodes: readonly Node[], around: Around): void {
    for (const node of nodes) {
      this.#readLine(node, around);
      if (node.kind === 'section') this.#readSection(node, around);
    }
  }

  #readLine(node: Node, { host, isInLocation, parameters }: Around): void {
    const mentions = mentionsOf(new WrittenReading(node, this.#catalogue.entryOf(node), isInLocation), this.#catalogue);
    const spot = { node, owner: host, parameters };
    const occurrences = mentions.length > 0 ? occurrencesAt(spot, mentions) : [];
    if (!hasVariable(node.line)) {
      if (occurrences.length > 0) this.#occurrences.push(...occurrences);
      return;
    }
    this.#unread ??= new Map();
    this.#unread.set(node, occurrences);
    this.#occurrences.push(...occurrencesAt(spot, [...variableMentions(node.line)]));
  }

  #readSection(section: Section, around: Around): void {
    const name = section.name.toLowerCase();
    if (name === 'macro') this.#occurrences.push(...macroParameters(section));
    this.#readNodes(section.children, inside(section, name, around));
  }
}

const nothing: ReadonlyMap<Node, readonly Occurrence[]> = new Map();

function inside(section: Section, name: string, around: Around): Around {
  if (name === 'macro') return { ...around, parameters: [...around.parameters, ...textsBehindName(section)] };
  const context = scopeContextOf(name);
  if (context === 'vhost') return { ...around, host: section };
  return context === 'location' || context === 'proxy' ? { ...around, isInLocation: true } : around;
}

function textsBehindName(macro: Section): string[] {
  return macro.words.slice(1).flatMap(({ text }) => (text === '' ? [] : [text]));
}
