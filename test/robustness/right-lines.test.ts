// Proves that what is remembered of lines that were right never changes an answer: every text of the specs, the rule pages and the comparisons with Apache is checked twice,
// the second time with all that was remembered of the others.
import assert from 'node:assert/strict';
import * as fs from 'node:fs';
import * as path from 'node:path';
import { test } from 'node:test';
import { catalogue } from '../../server/src/catalogue/catalogue.ts';
import { unknownDisk } from '../../server/src/configuration/disk.ts';
import { evaluate, type Start } from '../../server/src/configuration/evaluate.ts';
import type { Settings } from '../../server/src/configuration/settings.ts';
import { check } from '../../server/src/rules/check.ts';
import { SourceFile } from '../../server/src/text/source-file.ts';
import { chaptersOf } from '../spec/markdown.ts';
import { WrittenText } from '../spec/written-text.ts';

interface Place extends Omit<Start, 'file'> {
  /** The sections around the text. */
  readonly sections: readonly string[];
}

const main = { isMain: true, context: 'server' } as const;
const places: readonly Place[] = [
  { ...main, sections: [] },
  { ...main, sections: ['VirtualHost *:80', 'Location /a'] },
  { ...main, sections: ['Location http://b'] },
  { ...main, sections: ['Proxy balancer://c'] },
  { ...main, sections: ['Directory /d'] },
  { ...main, sections: ['Directory http://e', 'RequireAll'] },
  { ...main, sections: ['IfModule unknown.c', 'Files *.html'] },
  { isMain: false, context: 'unknown', sections: [] },
  { isMain: false, context: 'htaccess', sections: [] },
];

test('what was right elsewhere is judged again wherever its place matters', () => {
  const texts = [...textsIn('test/parity'), ...textsIn('test/spec'), ...textsIn('server/src/rules')];
  assert.ok(texts.length > 1_500, `${texts.length} texts`);
  const shared = newSettings();
  for (const [index, text] of texts.entries()) {
    // Each place comes before and behind each other one.
    const order = [...places.slice(index % places.length), ...places.slice(0, index % places.length)];
    for (const place of order)
      assert.deepEqual(problemsOf(text, place, shared), problemsOf(text, place, newSettings()), text);
  }
});

function textsIn(folder: string): string[] {
  const names = fs.readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.md'));
  const parts = names
    .flatMap((name) => chaptersOf(fs.readFileSync(path.join(folder, name), 'utf8')))
    .flatMap((chapter) => chapter.parts);
  return parts.flatMap((part) =>
    part.type === 'block' && part.block.language === 'apache' ? [new WrittenText(part.block.body).text] : [],
  );
}

function newSettings(): Settings {
  return { catalogue, defines: [], environment: {} };
}

function problemsOf(text: string, { sections, ...start }: Place, settings: Settings): string[] {
  const opening = sections.map((section) => `<${section}>\n`).join('');
  const closing = sections.toReversed().map((section) => `\n</${section.replace(/ .*/, '')}>`);
  const file = new SourceFile('file:///etc/apache2/some.conf', opening + text + closing.join(''));
  const problems = check(evaluate({ file, ...start }, settings, unknownDisk));
  return problems.map(({ rule, span, message }) => `${span.start}-${span.end} ${rule}: ${message}`);
}
