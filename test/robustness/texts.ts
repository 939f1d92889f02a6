// The texts that are cut and mangled: every block of every spec, and one large text made of the documentation's examples.
import * as fs from 'node:fs';
import * as path from 'node:path';
import { catalogue } from '../../server/src/catalogue/catalogue.ts';
import { chaptersOf } from '../spec/markdown.ts';
import { WrittenText } from '../spec/written-text.ts';

const folder = path.join(process.cwd(), 'test/spec');

/** The texts of all `apache` blocks of the specs, shortened to a length that can be tried at every offset. */
export function specTexts(): string[] {
  const files = fs.readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.md'));
  const parts = files
    .flatMap((name) => chaptersOf(fs.readFileSync(path.join(folder, name), 'utf8')))
    .flatMap((chapter) => chapter.parts);
  const texts = parts.flatMap((part) =>
    part.type === 'block' && part.block.language === 'apache' ? [new WrittenText(part.block.body).text] : [],
  );
  return [...new Set(texts.map((text) => text.slice(0, 300)))];
}

/** All examples of the catalogue, one after the other. */
export function largeText(): string {
  const examples = [...catalogue.directives()].flatMap((info) => (info.example ? [info.example] : []));
  return examples.join('\n');
}

/** Pieces that are inserted: what means something to the parser, what should mean nothing, and a very long word. */
export const pieces: readonly string[] = [
  ...JSON.parse(fs.readFileSync(path.join(process.cwd(), 'test/robustness/pieces.json'), 'utf8')),
  'a'.repeat(9_000),
];
