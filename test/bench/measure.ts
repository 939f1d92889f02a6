// Measures how long something takes: with a warm-up, as median and 99th percentile.

export interface Times {
  readonly median: number;
  readonly p99: number;
}

/** The times in milliseconds of `rounds` runs of `work`, after a fifth as many that do not count. */
export function timesOf(rounds: number, work: (round: number) => void): Times {
  const times: number[] = [];
  const warmUp = Math.ceil(rounds / 5);
  for (let round = 0; round < warmUp + rounds; round++) {
    const start = process.hrtime.bigint();
    work(round);
    if (round >= warmUp) times.push(Number(process.hrtime.bigint() - start) / 1e6);
  }
  return summaryOf(times);
}

/** The same for work that has an end to wait for. */
export async function timesOfAsync(rounds: number, work: () => Promise<number>): Promise<Times> {
  await work();
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) times.push(await work());
  return summaryOf(times);
}

/** Median and 99th percentile of times that were measured elsewhere. */
export function summaryOf(times: readonly number[]): Times {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { median: at(0.5), p99: at(0.99) };
}
