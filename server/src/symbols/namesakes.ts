// All occurrences of one name, and which of them mean the same.
import type { Node } from '../syntax/tree.ts';
import { matchings, type Occurrence } from './symbol.ts';

/** Whose declaration counts: a host or macro, the main server, or a spelling that nothing declares. */
type Owner = Node | 'main' | `exactly ${string}`;

export class Namesakes {
  readonly all: readonly Occurrence[];
  readonly isDeclared: boolean;
  readonly #declaring: ReadonlySet<Owner>;
  readonly #spellings: ReadonlySet<string>;

  /** `all` are of one kind, and their names are the same to Apache; guesses count only where something is declared. */
  constructor(all: readonly Occurrence[]) {
    const declarations = all.filter(({ role }) => role === 'declaration');
    this.isDeclared = declarations.length > 0;
    this.all = this.isDeclared ? all : all.filter(({ isGuess }) => !isGuess);
    this.#declaring = new Set(declarations.map(({ owner }) => owner ?? 'main'));
    this.#spellings = new Set(declarations.map(({ name }) => name));
  }

  /** Those that mean the same as `occurrence`, which is one of them. */
  sameAs(occurrence: Occurrence): readonly Occurrence[] {
    const owners = new Set(this.#ownersOf(occurrence));
    return this.all.filter((other) => this.#ownersOf(other).some((owner) => owners.has(owner)));
  }

  #ownersOf({ kind, name, owner, isExact }: Occurrence): readonly Owner[] {
    if (isExact && !this.#spellings.has(name)) return [`exactly ${name}`];
    const { scope } = matchings[kind];
    if (scope === 'everywhere') return ['main'];
    const isOfMain = this.#declaring.has('main');
    if (owner === undefined)
      return scope === 'inherited' && !isOfMain && this.isDeclared ? [...this.#declaring] : ['main'];
    if (scope === 'shared') return [isOfMain ? 'main' : owner];
    return [scope === 'inherited' && isOfMain && !this.#declaring.has(owner) ? 'main' : owner];
  }
}
