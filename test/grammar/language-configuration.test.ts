// Proves that the patterns of the language configuration take the words and lines they are meant for.
import * as assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { test } from 'node:test';

interface EnterRule {
  readonly beforeText: string;
  readonly afterText?: string;
  readonly previousLineText?: string;
  readonly action: { readonly indent: string };
}

interface LanguageConfiguration {
  readonly wordPattern: { readonly pattern: string; readonly flags: string };
  readonly onEnterRules: readonly EnterRule[];
  readonly indentationRules: { readonly increaseIndentPattern: string; readonly decreaseIndentPattern: string };
}

const file = path.join(process.cwd(), 'syntaxes/language-configuration.json');
const configuration = JSON.parse(fs.readFileSync(file, 'utf8')) as LanguageConfiguration;

const WORDS: readonly (readonly [string, readonly string[]])[] = [
  ['WSGIScriptAlias / process-group=app', ['WSGIScriptAlias', 'process-group', 'app']],
  ['application-group=%{GLOBAL}', ['application-group', '%{GLOBAL}']],
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is Apache's variable.
  ['ErrorLog ${LOG}/a.log', ['ErrorLog', '${LOG}', 'a.log']],
  ['SSLProtocol +TLSv1.2', ['SSLProtocol', 'TLSv1.2']],
  ['</VirtualHost>', ['VirtualHost']],
  ['# Größe, und Ende.', ['Größe', 'und', 'Ende']],
  ['python-', ['python-']],
  ['Listen 127.0.0.1:8080', ['Listen', '127.0.0.1', '8080']],
];

for (const [line, expected] of WORDS) {
  test(`words of ${line}`, () => {
    const { pattern, flags } = configuration.wordPattern;
    assert.deepEqual(line.match(new RegExp(pattern, `g${flags}`)), expected);
  });
}

const ENTERS: readonly (readonly [previous: string, before: string, after: string, indent: string])[] = [
  ['', '<VirtualHost *:80>', '', 'indent'],
  ['', '\t<If "%{TIME_HOUR} > 9">', '', 'indent'],
  ['', '<Directory /srv>', '</Directory>', 'indentOutdent'],
  ['', 'WSGIDaemonProcess app \\', '', 'indent'],
  ['WSGIDaemonProcess app \\', '\tthreads=15 \\', '', 'as it is'],
  ['\tthreads=15 \\', '\tprocesses=2', '', 'outdent'],
  ['# a comment \\', 'that goes on', '', 'as it is'],
  ['', '# a comment', '', 'as it is'],
  ['', '</VirtualHost>', '', 'as it is'],
  ['', 'ServerName localhost', '', 'as it is'],
];

for (const [previous, before, after, indent] of ENTERS) {
  test(`enter after ${[previous, before].join(' ⏎ ')}`, () => {
    const rule = configuration.onEnterRules.find(
      ({ previousLineText = '', beforeText, afterText = '' }) =>
        new RegExp(previousLineText).test(previous) &&
        new RegExp(beforeText).test(before) &&
        new RegExp(afterText).test(after),
    );
    assert.equal(rule?.action.indent ?? 'as it is', indent);
  });
}

test('sections indent what they hold', () => {
  const { increaseIndentPattern, decreaseIndentPattern } = configuration.indentationRules;
  assert.match('<VirtualHost *:80>', new RegExp(increaseIndentPattern));
  assert.doesNotMatch('</VirtualHost>', new RegExp(increaseIndentPattern));
  assert.match('  </VirtualHost>', new RegExp(decreaseIndentPattern));
});
