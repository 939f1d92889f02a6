// The form of the code: layers, file heads, sizes, and constructs that the project does without.
import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { test } from 'node:test';
import { catalogue } from '../../server/src/catalogue/catalogue.ts';
import { parseSyntaxLine, type Slot } from '../../server/src/catalogue/syntax-line.ts';
import { rules } from '../../server/src/rules/all.ts';
import { kinds } from '../../server/src/values/kinds.ts';
import { type Source, sourcesIn } from './sources.ts';

/** From the bottom to the top: a folder of server/src uses only what stands in a line above it here, and its own files. */
const layers = [
  ['text'],
  ['syntax', 'catalogue', 'expressions'],
  ['configuration'],
  ['values'],
  ['symbols'],
  ['symbols'],
  ['rules'],
  ['express'],
  ['features'],
  ['host'],
  ['lsp', 'cli'],
  ['main.ts', 'browser.ts'],
];

/** The folders that may know the disk and the process. */
const withNode = /^server\/src\/(?:lsp|cli|host)\/|^server\/src\/main\.ts$/;
const withProtocol = /^server\/src\/lsp\/|^server\/src\/(?:main|browser)\.ts$/;

const server = sourcesIn('server/src');
const all = [...server, ...sourcesIn('client/src', 'test')];

test('there are sources', () => assert.ok(server.length > 50 && all.length > 100));

test('each layer uses only those below it', () => {
  assert.deepEqual(server.flatMap(wrongImports), []);
});

test('every folder of the server has a layer', () => {
  const known = new Set(layers.flat());
  assert.deepEqual(
    [...new Set(server.map(layerOf))].filter((layer) => !known.has(layer)),
    [],
  );
});

test('only lsp, cli, host and main know Node, only lsp and main know the protocol', () => {
  const strangers = server.flatMap(({ name, imports }) => [
    ...imports
      .filter((target) => target.startsWith('node:') && !withNode.test(name))
      .map((target) => `${name}: ${target}`),
    ...imports
      .filter((target) => target.startsWith('vscode-languageserver') && !withProtocol.test(name))
      .map((target) => `${name}: ${target}`),
  ]);
  assert.deepEqual(strangers, []);
});

test('client and server share no code', () => {
  const shared = all.filter(({ name, imports }) => {
    const other = name.startsWith('client/') ? 'server/src/' : 'client/src/';
    return !name.startsWith('test/') && imports.some((target) => target.startsWith(other));
  });
  assert.deepEqual(
    shared.map(({ name }) => name),
    [],
  );
});

test('every file opens with a sentence that says what it is for', () => {
  const silent = all.filter(({ text }) => !/^\S.*[.?]$/.test(headOf(text)));
  assert.deepEqual(
    silent.map(({ name }) => name),
    [],
  );
});

test('no file is long', (t) => {
  const long = all
    .map(({ name, text }) => ({ name, lines: text.split('\n').length - 1 }))
    .filter(({ lines }) => lines > 250);
  for (const { name, lines } of long) t.diagnostic(`${name} has ${lines} lines; 250 are the aim`);
  assert.deepEqual(
    long.filter(({ lines }) => lines > 300),
    [],
  );
});

test('constructs that the project does without', () => {
  assert.deepEqual(all.flatMap(unwanted), []);
});

test('every rule is registered once and has its page', () => {
  const ids = rules.map((rule) => rule.id);
  const declared = server
    .filter(({ name }) => name.startsWith('server/src/rules/'))
    .flatMap(({ text }) => [...text.matchAll(/: Rule = \{\n\s+id: '([^']+)'/g)].map((match) => match[1] ?? ''));
  assert.deepEqual([...ids].sort(), declared.sort());
  assert.equal(new Set(ids).size, ids.length);
  const pages = fs.readdirSync(path.join(process.cwd(), 'server/src/rules')).filter((name) => name.endsWith('.md'));
  assert.deepEqual(pages.map((name) => name.replace('.md', '')).sort(), [...ids].sort());
});

test('every kind that a syntax line names exists', () => {
  const slots: Slot[] = [...catalogue.directives()].flatMap((info) => [...info.slots(), ...info.slots(true)]);
  const parameters = catalogue.modules.flatMap((module) =>
    Object.values(module.parameters ?? {}).flatMap((group) => Object.values(group)),
  );
  const terms = [...slots, ...parameters.flatMap(({ value }) => parseSyntaxLine(value))].flatMap(
    (slot) => slot.alternatives,
  );
  const named = terms
    .flatMap((term) => (term.type === 'option' ? term.value : [term]))
    .flatMap((term) => (term.type === 'kind' ? [term.kind] : []));
  assert.ok(named.length > 500);
  assert.deepEqual([...new Set(named)].filter((kind) => !Object.hasOwn(kinds, kind)).sort(), []);
});

/** The comment at the top of a file, on one line. */
function headOf(text: string): string {
  const lines = /^(?:\/\/.*\n)*/.exec(text)?.[0] ?? '';
  return lines
    .replace(/^\/\/ ?/gm, '')
    .trim()
    .replace(/\n/g, ' ');
}

function layerOf({ name }: Source): string {
  return name.split('/')[2] ?? '';
}

function wrongImports(source: Source): string[] {
  const own = layers.findIndex((folders) => folders.includes(layerOf(source)));
  return source.imports
    .filter((target) => target.startsWith('server/src/'))
    .filter((target) => {
      const folder = target.split('/')[2] ?? '';
      const level = layers.findIndex((folders) => folders.includes(folder));
      return folder !== layerOf(source) && level >= own;
    })
    .map((target) => `${source.name} uses ${target}`);
}

const unwantedConstructs: Readonly<Record<string, RegExp>> = {
  any: /(?:[:<|,]|\bas)\s*any\b/,
  'an enum': /^\s*(?:export )?(?:declare )?(?:const )?enum /m,
  'a non-null assertion': /[\w)\]]!(?=[.;,)\]\s[])(?!\s*=)/,
  'a default export': /^export default /m,
  'a namespace': /^\s*(?:export )?namespace /m,
};

function unwanted({ name, text, code }: Source): string[] {
  const found = Object.entries(unwantedConstructs)
    .filter(([, pattern]) => pattern.test(code))
    .map(([construct]) => construct);
  // The words are put together here, so that this file does not find itself.
  if (new RegExp(`\\b(?:TO${'DO'}|FIX${'ME'}|X${'XX'})\\b`).test(text)) found.push('an open end');
  return found.map((construct) => `${name}: ${construct}`);
}
