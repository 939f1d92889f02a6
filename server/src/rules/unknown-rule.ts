// Comments that want to silence a rule that does not exist, so that they silence nothing.
import { nearest } from '../text/nearest.ts';
import type { SourceFile } from '../text/source-file.ts';
import type { Problem } from './problem.ts';
import { type Rule, replaceFix } from './rule.ts';
import { type Name, suppressionsIn, suppressionVerbs } from './suppression.ts';

/** The rule, for comments that may name the rules with these `ids`, and this very rule. */
export function unknownRule(ids: readonly string[]): Rule {
  const rule: Rule = {
    id: 'unknown-rule',
    severity: 'warning',
    summary: 'a comment ignores a rule that does not exist',
    *part({ part, text, comments }) {
      if (comments.length === 0) return;
      const known = [...ids, rule.id];
      const place = { rule, file: part.file };
      for (const { verb, rules } of suppressionsIn(part.file)) {
        if (verb.span.start < part.start || verb.span.start >= part.start + text.length) continue;
        yield* misspelt([verb], suppressionVerbs, 'is nothing that a comment can ask for', place);
        yield* misspelt(rules, known, 'is not the id of a rule', place);
        if (rules.length === 0)
          yield { ...problemAt(verb, place), message: `${verb.text} ignores nothing without the id of a rule` };
      }
    },
  };
  return rule;
}

interface Place {
  readonly rule: Rule;
  readonly file: SourceFile;
}

function* misspelt(names: readonly Name[], known: readonly string[], why: string, place: Place): Generator<Problem> {
  for (const name of names) {
    if (known.includes(name.text)) continue;
    const near = nearest(name.text, known);
    const message = `${name.text} ${why}${near ? `; did you mean ${near}?` : ''}`;
    const fixes = near ? [replaceFix(`Change to ${near}`, place.file, name.span, near)] : [];
    yield { ...problemAt(name, place), message, fixes };
  }
}

function problemAt({ span }: Name, { rule: { id, severity }, file }: Place) {
  return { rule: id, severity, file, span };
}
