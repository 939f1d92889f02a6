// Proves that long work gives way: to messages, and to newer work.
import * as assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate as immediate } from 'node:timers/promises';
import { Background } from '../../server/src/lsp/background.ts';

const unexpected = (error: unknown) => assert.fail(String(error));

test('work begins after what is waiting, and is done in slices', async () => {
  const background = new Background(unexpected);
  let steps = 0;
  function* job() {
    for (; steps < 20; steps++) yield spend(1);
  }
  background.begin(job());
  await immediate();
  assert.equal(steps, 0);
  await until(() => steps > 0);
  assert.ok(steps < 20, `${steps} steps were done in one slice`);
  await until(() => steps === 20);
});

test('newer work takes the place of older work, wherever that is', async () => {
  const background = new Background(unexpected);
  const done: string[] = [];
  function* job(name: string) {
    for (let step = 0; step < 20; step++) {
      done.push(name);
      yield spend(1);
    }
  }
  background.begin(job('first'));
  await until(() => done.length > 0);
  background.begin(job('second'));
  background.begin(job('third'));
  await until(() => done.filter((name) => name === 'third').length === 20);
  assert.ok(done.filter((name) => name === 'first').length < 20);
  assert.ok(!done.includes('second'));
});

test('a failure ends the work, and the next begins as if nothing had been', async () => {
  const failures: unknown[] = [];
  const background = new Background((error) => failures.push(error));
  let isDone = false;
  // biome-ignore lint/correctness/useYield: the job fails before it comes to that.
  function* failing(): Generator<void> {
    throw new Error('broken');
  }
  function* working() {
    yield;
    isDone = true;
  }
  background.begin(failing());
  await until(() => failures.length === 1);
  background.begin(working());
  await until(() => isDone);
  assert.equal(failures.length, 1);
});

function spend(milliseconds: number): void {
  for (const end = performance.now() + milliseconds; performance.now() < end; );
}

async function until(isTrue: () => boolean): Promise<void> {
  for (const end = performance.now() + 5_000; !isTrue(); await immediate()) assert.ok(performance.now() < end);
}
