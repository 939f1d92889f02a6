// Proves that each rule reports what its page says it reports, is silent where it should be, and mends as shown.
import * as assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { safeEdits } from '../../server/src/features/fix-all.ts';
import { ignoreFixes } from '../../server/src/features/ignore-fixes.ts';
import type { Problem } from '../../server/src/rules/problem.ts';
import { rulePages, type Sample } from './rule-pages.ts';
import { problemsOf, textAfter } from './sample-problems.ts';

for (const { rule, titles, introduction, reported, fine, fixes } of rulePages()) {
  const own = (sample: Sample) => problemsOf(sample).filter((problem) => problem.rule === rule.id);

  describe(rule.id, () => {
    test('has a page in the common form', () => {
      assert.equal(titles[0], rule.id);
      assert.deepEqual(
        titles.slice(1).filter((title) => !/^(Reported|Fine|Fix: .+)$/.test(title)),
        [],
      );
      const sentences = introduction.match(/[.!?](?=\s|$)/g)?.length ?? 0;
      assert.ok(sentences >= 2 && sentences <= 6, `the introduction has ${sentences} sentences`);
      assert.ok(reported.length > 0 && fine.length > 0);
    });

    for (const sample of reported) {
      test(sample.title, () => {
        const problems = own(sample);
        assert.ok(problems.length > 0, `nothing is reported in\n${sample.text}`);
        assert.deepEqual(new Set(problems.map(isError)), new Set([sample.class !== 'SILENT']));
        assert.ok(sample.class, 'the fence says CT, DIES or SILENT');
      });
    }

    test('its problems go when a comment ignores them', () => {
      for (const sample of reported) {
        for (const problem of own(sample)) {
          for (const fix of ignoreFixes(problem)) {
            const left = own({ ...sample, text: textAfter(fix, sample) }).map(told);
            assert.ok(left.length < own(sample).length, `${fix.title} leaves ${left.join('\n')} in\n${sample.text}`);
          }
        }
      }
    });

    test('safe fixes leave nothing to be fixed, and no new error', () => {
      for (const sample of [...reported, ...fixes.map(({ before }) => before)]) {
        const problems = problemsOf(sample);
        const edits = safeEdits(problems, problems[0]?.file.uri ?? '');
        const mended = problemsOf({ ...sample, text: textAfter({ edits }, sample) });
        assert.deepEqual(safeEdits(mended, mended[0]?.file.uri ?? ''), []);
        assert.ok(mended.filter(isError).length <= problems.filter(isError).length - Math.sign(edits.length));
      }
    });

    for (const sample of fine) {
      test(sample.title, () => {
        assert.deepEqual(own(sample).map(told), []);
        assert.deepEqual(problemsOf(sample).filter(isError).map(told), []);
      });
    }

    for (const { title, isSafe, before, after } of fixes) {
      test(`Fix: ${title}`, () => {
        const offered = own(before).flatMap((problem) => problem.fixes ?? []);
        const fix = offered.find((candidate) => candidate.title === title);
        assert.ok(fix, `offered: ${offered.map((candidate) => candidate.title).join(', ') || 'nothing'}`);
        assert.equal(textAfter(fix, before), after.text);
        assert.equal(fix.isSafe === true, isSafe, 'the page says which fixes are safe');
        assert.deepEqual(own(after).map(told), []);
      });
    }
  });
}

function isError(problem: Problem): boolean {
  return problem.severity === 'error';
}

function told(problem: Problem): string {
  return `${problem.file.positionAt(problem.span.start).line + 1}: ${problem.message} [${problem.rule}]`;
}
