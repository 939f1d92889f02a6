// Compares our verdicts with those of a real Apache, both ways: an error of ours if and only if Apache refuses.
import * as assert from 'node:assert/strict';
import * as path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { createSandbox, type Sandbox } from '../support/apache.ts';
import { needs } from '../support/programs.ts';
import { readCases } from './cases.ts';
import { errorsOf, isAt } from './our-verdict.ts';

describe('apache-ls agrees with Apache on', needs('apache2', 'openssl'), () => {
  let sandbox: Sandbox;
  before(async () => {
    sandbox = await createSandbox();
  });
  after(() => sandbox.remove());

  for (const [file, cases] of readCases(path.resolve('test/parity'))) {
    describe(file, { concurrency: 2 }, () => {
      for (const text of cases) {
        test(text, async () => {
          const { ok, message, line } = await sandbox.check(text);
          const errors = errorsOf(text, sandbox.folder);
          const ours = errors.map((problem) => `${problem.rule}: ${problem.message}`).join('\n');
          if (ok) assert.equal(ours, '', 'Apache accepts it');
          else
            assert.ok(
              errors.some(isAt(line === undefined ? undefined : line + 1)),
              `Apache refuses line ${line}: ${message}\n${ours}`,
            );
        });
      }
    });
  }
});
