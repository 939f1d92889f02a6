// Proves that every syntax line can be read, and that what it refers to exists and is documented.
import * as assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { parseSyntaxLine, type Slot, type Term } from '../../server/src/catalogue/syntax-line.ts';
import { kinds } from '../../server/src/values/kinds.ts';
import { allDirectives, allParameters, dataFiles, isDocumentedInFull, type NamedDirective } from './data-files.ts';

interface Line {
  readonly owner: string;
  readonly text: string;
  readonly values: Readonly<Record<string, string>>;
}

const directiveLines = allDirectives().flatMap(linesOf);
const parameterLines = allParameters().map(({ name, data }) => lineOf(name, data.value, data.values));
const lines = [...directiveLines, ...parameterLines];

describe('syntax lines', () => {
  test('can be read', () => {
    const unreadable = lines.flatMap((line) => {
      const slots = parseSyntaxLine(line.text);
      const written = line.text.replace(/\s+/g, '');
      return writtenAgain(slots) === written.replace(/\[(?!\+\|-\])|(?<!\[\+\|-)\]/g, '') ? [] : [line];
    });
    assert.deepEqual(unreadable, []);
  });

  test('use kinds that exist', () => {
    const missing = lines.flatMap(({ owner, text }) =>
      termsOf(text).flatMap((term) =>
        term.type === 'kind' && !Object.hasOwn(kinds, term.kind) ? `${term.kind} (${owner})` : [],
      ),
    );
    assert.deepEqual(missing.sort(), []);
  });

  test('use every kind there is', () => {
    const used = new Set(
      lines.flatMap(({ text }) => termsOf(text).map((term) => (term.type === 'kind' ? term.kind : ''))),
    );
    assert.deepEqual(
      Object.keys(kinds).filter((kind) => !used.has(kind)),
      [],
    );
  });

  test('refer to parameter groups that exist, and every group is referred to', () => {
    const groups = dataFiles().flatMap(({ module }) => Object.keys(module.parameters ?? {}));
    const used = lines.flatMap(({ text }) =>
      termsOf(text).flatMap((term) => (term.type === 'group' ? [term.group] : [])),
    );
    assert.deepEqual([...new Set(used)].sort(), [...new Set(groups)].sort());
    assert.equal(groups.length, new Set(groups).size);
  });

  test('give ranges from low to high', () => {
    const wrong = lines.filter(({ text }) =>
      termsOf(text).some((term) => term.type === 'kind' && (term.minimum ?? -Infinity) > (term.maximum ?? Infinity)),
    );
    assert.deepEqual(wrong, []);
  });

  test('name an option once in each place', () => {
    const wrong = lines.filter(({ text }) =>
      parseSyntaxLine(text).some(({ alternatives }) => {
        const names = alternatives.flatMap((term) => (term.type === 'option' ? [term.name] : []));
        return names.length > new Set(names).size;
      }),
    );
    assert.deepEqual(wrong, []);
  });

  test('hold one value for a parameter', () => {
    assert.deepEqual(
      parameterLines.filter(({ text }) => parseSyntaxLine(text).length !== 1),
      [],
    );
  });
});

describe('the documentation of values', () => {
  const inFull = [...allDirectives().filter(isDocumentedInFull).flatMap(linesOf), ...parameterLines];

  test('has a line for each literal and option of WSGI, SSL, Proxy and Balancer directives', () => {
    const missing = inFull.flatMap(({ owner, text, values }) =>
      namesIn(text)
        .filter((name) => !values[name])
        .map((name) => `${owner}: ${name}`),
    );
    assert.deepEqual(missing, []);
  });

  test('names only what the syntax line or a value kind offers', () => {
    const unknown = lines.flatMap(({ owner, text, values }) => {
      const offered = new Set(namesIn(text));
      const hasKind = termsOf(text).some((term) => term.type === 'kind');
      return hasKind
        ? []
        : Object.keys(values)
            .filter((name) => !offered.has(name))
            .map((name) => `${owner}: ${name}`);
    });
    assert.deepEqual(unknown, []);
  });
});

/** A directive's syntax lines; what both document is the same. */
function linesOf({ name, data }: NamedDirective): Line[] {
  const own = lineOf(name, data.syntax, data.values);
  const inLocation = data['location-syntax'];
  return inLocation === undefined ? [own] : [own, lineOf(`${name} in a location`, inLocation, data.values)];
}

function lineOf(owner: string, text: string, values: Line['values'] = {}): Line {
  return { owner, text, values };
}

function termsOf(text: string): Term[] {
  return parseSyntaxLine(text)
    .flatMap((slot) => slot.alternatives)
    .flatMap((term) => (term.type === 'option' ? [term, ...term.value] : [term]));
}

function namesIn(text: string): string[] {
  return termsOf(text).flatMap((term) =>
    term.type === 'literal' ? [term.text] : term.type === 'option' ? [term.name] : [],
  );
}

/** The slots as one text without spaces and brackets, to see that reading loses nothing. */
function writtenAgain(slots: readonly Slot[]): string {
  return slots.map((slot) => slot.text.replace(/\s+/g, '') + (slot.repeats ? '...' : '')).join('');
}
