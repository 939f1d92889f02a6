// Long work in short slices, between which the messages of the client are read.

/** How long a slice takes at most, a single step aside, in milliseconds: an answer waits no longer than that. */
const sliceTime = 4;

/** Does one job at a time; a new job takes the place of the one before, done or not. */
export class Background {
  readonly #onFailure: (error: unknown) => void;
  #job: Iterator<unknown> | undefined;
  #isNew = false;
  #isScheduled = false;

  constructor(onFailure: (error: unknown) => void) {
    this.#onFailure = onFailure;
  }

  /** Begins `job` once the messages that are waiting have been read; it may be left at any of its yields. */
  begin(job: Iterator<unknown>): void {
    this.#job = job;
    this.#isNew = true;
    this.#schedule();
  }

  #schedule(): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    setImmediate(() => {
      this.#isScheduled = false;
      this.#proceed();
    });
  }

  /** A waiting message is read after the first immediate, so the job begins with the second: no stale version is checked. */
  #proceed(): void {
    if (this.#isNew) {
      this.#isNew = false;
      this.#schedule();
      return;
    }
    try {
      if (this.#isDoneIn(sliceTime)) this.#job = undefined;
      else this.#schedule();
    } catch (error) {
      this.#job = undefined;
      this.#onFailure(error);
    }
  }

  #isDoneIn(time: number): boolean {
    const end = performance.now() + time;
    while (performance.now() < end) if (this.#job?.next().done !== false) return true;
    return false;
  }
}
