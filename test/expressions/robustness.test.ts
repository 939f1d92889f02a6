// Whatever is being typed, nothing throws, every mark lies in the text, and no text takes long.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { diagnose } from '../../server/src/expressions/diagnose.ts';
import { explain } from '../../server/src/expressions/explain.ts';
import { regexProblem } from '../../server/src/expressions/regex.ts';
import { suggest } from '../../server/src/expressions/suggest.ts';
import type { Mode } from '../../server/src/expressions/token.ts';
import { createRandom } from './random.ts';
import { randomExpression } from './random-expression.ts';
import { randomRegex } from './random-regex.ts';

const modes: readonly Mode[] = ['condition', 'string'];

test('every prefix of random expressions and patterns', () => {
  const random = createRandom(7);
  for (let count = 0; count < 200; count++) {
    for (const text of [...modes.map((mode) => randomExpression(mode, random)), randomRegex(random)]) {
      for (let end = 0; end <= text.length; end++) examine(text.slice(0, end));
    }
  }
});

test('suggestions and explanations at every place', () => {
  const random = createRandom(8);
  for (let count = 0; count < 50; count++) {
    for (const mode of modes) {
      const text = randomExpression(mode, random);
      for (let at = 0; at <= text.length; at++) {
        const { start, end } = suggest(text, mode, at);
        assert.ok(start <= at && at <= end && end <= text.length, `${text} at ${at}`);
        explain(text, mode, at);
      }
    }
  }
});

test('long and deep texts', () => {
  const pieces = [
    '(',
    '!',
    '%{f:',
    '[',
    '[[:',
    '(?<',
    '{',
    "'",
    '\\',
    '/',
    '|',
    'a*',
    '$1',
    'true || ',
    '(?:a|',
    '(?=',
  ];
  for (const piece of pieces) examine(piece.repeat(20_000));
});

function examine(text: string): void {
  const marks = modes.flatMap((mode) => diagnose(text, mode));
  const regex = regexProblem(text);
  for (const { start, end } of regex ? [...marks, regex] : marks) {
    assert.ok(0 <= start && start <= end && end <= text.length, `${start}-${end} in ${text.slice(0, 200)}`);
  }
}
