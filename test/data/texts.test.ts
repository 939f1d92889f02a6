// Proves that the catalogue's texts are complete and keep the form in which hover and completion show them.
import * as assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { directiveInfo } from '../../server/src/catalogue/directive-info.ts';
import { allDirectives, allParameters, dataFiles, isDocumentedInFull } from './data-files.ts';

const directives = allDirectives();

describe('the documentation', () => {
  test('of WSGI, SSL, Proxy and Balancer directives has all parts', () => {
    const missing = directives
      .filter((directive) => isDocumentedInFull(directive) && !directive.data.absent)
      .flatMap(({ name, data }) =>
        (['notes', 'example', 'pitfalls'] as const).filter((part) => !data[part]).map((part) => `${name}: ${part}`),
      );
    assert.deepEqual(missing, []);
  });

  test('has summaries of one sentence', () => {
    const summaries = [
      ...directives.map(({ name, data }) => ({ name, text: data.summary })),
      ...dataFiles().map(({ name, module }) => ({ name, text: module.summary })),
    ];
    assert.deepEqual(
      summaries.filter(({ text }) => hasSeveralSentences(text)),
      [],
    );
  });

  test('gives parameters summaries that start with a capital and end with a full stop', () => {
    assert.deepEqual(
      allParameters().filter(({ data }) => !/^[A-Z`][\s\S]*\.$/.test(data.summary)),
      [],
    );
  });

  test('uses no filler', () => {
    const filler =
      /(?:^|[.!?]\s+)This (?:directive|parameter|option)\b|\b(?:allows? (?:you|one) to|can be used to|is used to|in order to|please)\b/im;
    assert.deepEqual(
      texts().filter(({ text }) => filler.test(text)),
      [],
    );
  });

  test('links to absolute https addresses', () => {
    const links = texts().flatMap(({ text }) => [...text.matchAll(/\]\(([^)]*)\)/g)].map((match) => match[1] ?? ''));
    const urls = directives.map(({ name, data, module }) => directiveInfo(name, data, module).url);
    assert.deepEqual(
      [...links, ...urls].filter((link) => !/^https:\/\/[a-z0-9.-]+\/[^\s{}]*$/.test(link)),
      [],
    );
  });

  test('closes its code spans and fences', () => {
    assert.deepEqual(
      texts().filter(({ text }) => (text.match(/`/g)?.length ?? 0) % 2 === 1),
      [],
    );
  });
});

interface Text {
  readonly owner: string;
  readonly text: string;
}

/** Every text that is shown, except examples. */
function texts(): Text[] {
  const entries = [...directives, ...allParameters()];
  return entries.flatMap(({ name, data }) => {
    const own = [data.summary, data.express, ...Object.values(data.values ?? {})];
    const more = 'arity' in data ? [data.notes, data.deprecated, ...(data.pitfalls ?? [])] : [];
    return [...own, ...more].flatMap((text) => (text === undefined ? [] : [{ owner: name, text }]));
  });
}

/** A full stop, then a blank and a capital, outside of code spans and brackets. */
function hasSeveralSentences(text: string): boolean {
  return /[.!?]\s+[A-Z]/.test(text.replace(/`[^`]*`/g, '').replace(/\([^)]*\)/g, ''));
}
