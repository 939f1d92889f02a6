// Expressions and regular expressions with the verdict of a real Apache 2.4.71, and what is said about the wrong ones.
import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { suite, test } from 'node:test';
import { diagnose } from '../../server/src/expressions/diagnose.ts';
import { regexProblem } from '../../server/src/expressions/regex.ts';
import type { Mode } from '../../server/src/expressions/token.ts';

interface ExpressionCase {
  readonly mode: Mode;
  readonly text: string;
  /** What is marked, and the message; absent where Apache takes the expression. */
  readonly problems?: readonly (readonly [marked: string, message: string])[];
}

interface RegexCase {
  readonly pattern: string;
  readonly problem?: readonly [marked: string, message: string];
}

suite('expressions', () => {
  for (const { mode, text, problems = [] } of read<ExpressionCase>('expressions.json')) {
    test(`${mode} ${text}`, () => {
      const found = diagnose(text, mode).map(({ start, end, message }) => [text.slice(start, end), message]);
      assert.deepEqual(found, problems);
    });
  }
});

suite('regular expressions', () => {
  for (const { pattern, problem } of read<RegexCase>('regexes.json')) {
    test(pattern, () => {
      const found = regexProblem(pattern);
      assert.deepEqual(found && [pattern.slice(found.start, found.end), found.message], problem);
    });
  }
});

function read<Case>(name: string): Case[] {
  return JSON.parse(fs.readFileSync(path.join(process.cwd(), 'test/expressions', name), 'utf8'));
}
