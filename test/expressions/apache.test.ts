// Asks a real Apache about random expressions and regular expressions: it must refuse what is refused here and take the rest.
import assert from 'node:assert/strict';
import { after, suite, test } from 'node:test';
import { diagnose } from '../../server/src/expressions/diagnose.ts';
import { regexProblem } from '../../server/src/expressions/regex.ts';
import type { Mode } from '../../server/src/expressions/token.ts';
import { createSandbox, type Sandbox } from '../support/apache.ts';
import { needs } from '../support/programs.ts';
import { createRandom, type Random } from './random.ts';
import { randomExpression } from './random-expression.ts';
import { randomRegex } from './random-regex.ts';

/** EXPRESSION_SEED asks about others. */
const seed = Number(process.env.EXPRESSION_SEED ?? 1);
const count = Number(process.env.EXPRESSION_COUNT ?? 150);

interface Case {
  readonly text: string;
  readonly lines: string;
  readonly isRefused: boolean;
}

suite(`a real Apache agrees (EXPRESSION_SEED=${seed})`, needs('apache2'), () => {
  let sandbox: Sandbox | undefined;
  const open = async () => {
    sandbox ??= await createSandbox();
    return sandbox;
  };
  after(() => sandbox?.remove());

  for (const mode of ['condition', 'string'] as const) {
    test(`on every ${mode}`, async () =>
      compare(
        await open(),
        sample((random) => expressionCase(mode, random)),
        true,
      ));
  }
  test('that no good regular expression is refused', async () => compare(await open(), sample(regexCase), false));
});

function sample(create: (random: Random) => Case): Case[] {
  const random = createRandom(seed);
  return Array.from({ length: count }, () => create(random));
}

function expressionCase(mode: Mode, random: Random): Case {
  const text = randomExpression(mode, random).trim();
  const word = quoted(text);
  // An empty argument would be missing, and a few words have a meaning of their own.
  const lines = mode === 'string' ? `SetHandler ${quoted(`x${text}`)}\n` : `SetEnvIfExpr ${word} X\n`;
  const isRefused = diagnose(mode === 'string' ? `x${text}` : text, mode).length > 0;
  return { text, lines, isRefused: isRefused || (mode === 'condition' && text === '') };
}

function regexCase(random: Random): Case {
  const text = randomRegex(random).trim();
  return { text, lines: `AliasMatch ${quoted(`/${text}`)} /x\n`, isRefused: regexProblem(`/${text}`) !== undefined };
}

function quoted(text: string): string {
  return `"${text.replace(/["\\]/g, '\\$&')}"`;
}

/** What is accepted here goes into one file with others, since Apache stops at its first error; `isExact`: nothing may be missed. */
async function compare(sandbox: Sandbox, cases: readonly Case[], isExact: boolean): Promise<void> {
  assert.ok(cases.some(({ isRefused }) => isRefused) && cases.some(({ isRefused }) => !isRefused));
  const refused = cases.filter(({ isRefused }) => isRefused);
  const verdicts = await Promise.all(refused.map(({ lines }) => sandbox.check(lines)));
  const falseErrors = refused.filter((_, index) => verdicts[index]?.ok).map(({ text }) => text);
  assert.deepEqual(falseErrors, [], 'refused here, accepted by Apache');
  if (!isExact) return;
  const accepted = cases.filter(({ isRefused }) => !isRefused);
  const { ok, message } = await sandbox.check(accepted.map(({ lines }) => lines).join(''));
  assert.ok(ok, `accepted here, refused by Apache: ${message}`);
}
