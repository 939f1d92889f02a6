// Compares our verdicts with those of a real Apache on cases made from the data, thousands of them.
import * as assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { createSandbox, type Sandbox } from '../support/apache.ts';
import { needs } from '../support/programs.ts';
import { generatedCases } from './generated.ts';
import { errorsOf } from './our-verdict.ts';

const families = generatedCases();

test('the table is large', () => {
  const count = [...families.values()].reduce((sum, cases) => sum + cases.length, 0);
  assert.ok(count >= 1500, `${count} cases`);
});

describe('apache-ls agrees with Apache on the arguments and places of', needs('apache2', 'openssl'), () => {
  let sandbox: Sandbox;
  before(async () => {
    sandbox = await createSandbox();
  });
  after(() => sandbox.remove());

  for (const [family, cases] of families) {
    test(family, async () => {
      const differences = await Promise.all(cases.map((text) => differenceOn(text, sandbox)));
      assert.deepEqual(
        differences.filter((difference) => difference !== undefined),
        [],
      );
    });
  }
});

async function differenceOn(text: string, sandbox: Sandbox): Promise<string | undefined> {
  const { ok, message } = await sandbox.check(text);
  const errors = errorsOf(text, sandbox.folder);
  if (ok && errors[0]) return `false error: ${errors[0].message}\n${text}`;
  return ok || errors.length > 0 ? undefined : `missed: ${message}\n${text}`;
}
