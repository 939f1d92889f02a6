// Draws changed configuration lines, and whole configurations, and compares our verdict with Apache's: npm run test:parity [count [seed [wholes]]].
import * as path from 'node:path';
import { createSandbox, type Sandbox } from '../support/apache.ts';
import { readLines } from './cases.ts';
import { mutate, randomNumbers } from './mutations.ts';
import { errorsOf } from './our-verdict.ts';
import { differenceInWhole } from './whole.ts';

interface Outcome {
  readonly text: string;
  readonly difference: 'false error' | 'missed' | 'no verdict' | undefined;
  readonly message: string;
}

/** Prints each difference and the sums; gives the number of false errors. */
async function run(count: number, seed: number): Promise<number> {
  const lines = readLines(path.resolve('test/parity'));
  const random = randomNumbers(seed);
  const texts = Array.from({ length: count }, () => drawn(lines, random));
  const sandbox = await createSandbox();
  const outcomes = await Promise.all(texts.map((text) => compare(text, sandbox)));
  sandbox.remove();
  for (const { difference, text, message } of outcomes)
    if (difference) console.log(`${difference}: ${message}\n${text}`);
  const sum = (sort: Outcome['difference']) => outcomes.filter(({ difference }) => difference === sort).length;
  console.log(`${count} cases with seed ${seed}: ${sum('false error')} false errors, ${sum('missed')} missed`);
  return sum('false error');
}

function drawn(lines: readonly { readonly line: string; readonly context: string }[], random: () => number): string {
  const chosen = lines[Math.floor(random() * lines.length)];
  if (!chosen) throw new RangeError('there are no lines to change');
  return mutate(chosen.line, chosen.context, random);
}

async function compare(text: string, sandbox: Sandbox): Promise<Outcome> {
  const verdict = await sandbox.check(text).catch(() => undefined);
  // Some texts crash Apache, or make it wait for ever, so that it says neither yes nor no.
  if (!verdict) return { text, difference: 'no verdict', message: 'Apache did not come to an end' };
  const { ok, message } = verdict;
  const [error] = errorsOf(text, sandbox.folder);
  if (ok && error) return { text, difference: 'false error', message: error.message };
  return { text, difference: ok || error ? undefined : 'missed', message };
}

/** The same for `count` whole configurations, the first of which has the seed `seed`. */
async function runWhole(count: number, seed: number): Promise<number> {
  const sandbox = await createSandbox();
  const seeds = Array.from({ length: count }, (_, index) => seed * 100_000 + index);
  const sums = { 'false error': 0, missed: 0 };
  await Promise.all(
    seeds.map(async (each) => {
      const difference = await differenceInWhole(each, sandbox);
      if (!difference) return;
      sums[difference.sort]++;
      console.log(`${difference.sort} in whole ${each}: ${difference.message}`);
      for (const [name, text] of difference.files)
        if (process.env.SHOW && name.endsWith('.conf')) console.log(`=== ${name}\n${text}`);
    }),
  );
  sandbox.remove();
  console.log(`${count} wholes from seed ${seed}: ${sums['false error']} false errors, ${sums.missed} missed`);
  return sums['false error'];
}

async function runAll(count: number, seed: number, wholes: number): Promise<number> {
  return (count > 0 ? await run(count, seed) : 0) + (wholes > 0 ? await runWhole(wholes, seed) : 0);
}

const [count = '200', seed = '1', wholes = '100'] = process.argv.slice(2);
runAll(Number(count), Number(seed), Number(wholes)).then(
  (falseErrors) => {
    process.exitCode = falseErrors > 0 ? 1 : 0;
  },
  (error: unknown) => {
    console.error(error);
    process.exitCode = 2;
  },
);
