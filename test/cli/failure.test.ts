// Proves that a rule which fails costs its own problems and no others.
import * as assert from 'node:assert/strict';
import * as path from 'node:path';
import { test } from 'node:test';
import { runCheck } from '../../server/src/cli/check.ts';
import { parseCheckOptions } from '../../server/src/cli/options.ts';
import type { Rule } from '../../server/src/rules/rule.ts';
import { unknownDirective } from '../../server/src/rules/unknown-directive.ts';
import { samples } from './run.ts';

test('a rule that fails is named, the others tell their problems, and the status is that of a check without a verdict', async (context) => {
  context.mock.method(unknownDirective as Required<Rule>, 'line', () => {
    throw new Error('broken on purpose');
  });
  let output = '';
  const complaints: string[] = [];
  const options = parseCheckOptions(['--format', 'json', path.join(samples, 'errors.conf')]);
  const status = await runCheck(options, {
    write: (text) => {
      output += text;
    },
    warn: (message) => complaints.push(message),
  });
  assert.equal(status, 2);
  assert.equal(complaints.length, 1);
  assert.match(complaints[0] ?? '', /unknown-directive.*broken on purpose/s);
  assert.match(output, /"code": "invalid-value"/);
});
