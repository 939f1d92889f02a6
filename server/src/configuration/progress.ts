// How far reading has come.
import type { Effect, Stamp, State } from './state.ts';

export class Progress {
  readonly #begin: () => State;
  /** As of the stamp, or of another one that reading came to before. */
  #state: State;
  #stamp: Stamp;

  /** `begin` gives the state in which reading begins. */
  constructor(begin: () => State) {
    this.#begin = begin;
    this.#state = begin();
    this.#stamp = this.#state.stamp;
  }

  /** All that reading has done by now. */
  get stamp(): Stamp {
    return this.#stamp;
  }

  /** The same in detail; what was taken over from an earlier reading is done when it is asked for. */
  get state(): State {
    if (this.#state.proceedTo(this.#stamp)) return this.#state;
    this.#state = this.#begin();
    this.#state.proceedTo(this.#stamp);
    return this.#state;
  }

  perform(effect: Effect): void {
    const { state } = this;
    state.perform(effect);
    this.#stamp = state.stamp;
  }

  /** Goes to where this or an earlier reading has come, or back there. */
  moveTo(stamp: Stamp): void {
    this.#stamp = stamp;
  }
}
