// Reads the page of each rule: its reported and fine configurations, and its fixes.
import * as fs from 'node:fs';
import * as path from 'node:path';
import { rules } from '../../server/src/rules/all.ts';
import type { Rule } from '../../server/src/rules/rule.ts';
import { type Block, type Chapter, chaptersOf } from '../spec/markdown.ts';

/** What Apache does: its configuration test refuses, it fails to start, or it starts and says nothing. */
export type Class = 'CT' | 'DIES' | 'SILENT';

/** One configuration of a page, with what the fence says behind `apache`. */
export interface Sample {
  readonly title: string;
  readonly text: string;
  readonly class: Class | undefined;
  /** Part of a complete tree that loads every module. */
  readonly isTree: boolean;
  readonly isHtaccess: boolean;
  /** The .htaccess file stands in a folder for which AllowOverride is None. */
  readonly isUnread: boolean;
  readonly apacheVersion: string | undefined;
  readonly modWsgiVersion: string | undefined;
  /** A module that the tree does not load. */
  readonly without: string | undefined;
  /** Files that the sample includes, by their path below ServerRoot: blocks behind it whose fence names a path. */
  readonly files: Readonly<Record<string, string>>;
}

export interface FixSample {
  /** The title of the fix, as the editor shows it. */
  readonly title: string;
  /** The page says that it is one of the safe fixes. */
  readonly isSafe: boolean;
  readonly before: Sample;
  readonly after: Sample;
}

export interface RulePage {
  readonly rule: Rule;
  readonly markdown: string;
  readonly titles: readonly string[];
  readonly introduction: string;
  readonly reported: readonly Sample[];
  readonly fine: readonly Sample[];
  readonly fixes: readonly FixSample[];
}

/** The pages of all rules, in the order of the rules; fails where one is missing or holds a fence it cannot read. */
export function rulePages(): readonly RulePage[] {
  return rules.map(readPage);
}

function readPage(rule: Rule): RulePage {
  const markdown = fs.readFileSync(path.join(process.cwd(), `server/src/rules/${rule.id}.md`), 'utf8');
  const [, first, ...chapters] = chaptersOf(markdown);
  return {
    rule,
    markdown,
    titles: [first?.title ?? '', ...chapters.map((chapter) => chapter.title)],
    introduction: proseOf(first),
    reported: chapters.filter((chapter) => chapter.title === 'Reported').flatMap(samplesOf),
    fine: chapters.filter((chapter) => chapter.title === 'Fine').flatMap(samplesOf),
    fixes: chapters.filter((chapter) => chapter.title.startsWith('Fix: ')).map(fixOf),
  };
}

function proseOf(chapter: Chapter | undefined): string {
  const lines = (chapter?.parts ?? []).map((part) => (part.type === 'prose' ? part.text : ''));
  return lines.slice(1).join('\n').trim();
}

function samplesOf(chapter: Chapter): Sample[] {
  const samples: Sample[] = [];
  for (const part of chapter.parts) {
    if (part.type !== 'block' || part.block.language !== 'apache') continue;
    const { info, body } = part.block;
    const owner = samples.at(-1);
    if (!isPath(info)) samples.push(sampleOf(part.block, `${chapter.title} ${samples.length + 1}`));
    else if (owner) samples[samples.length - 1] = { ...owner, files: { ...owner.files, [info]: `${body}\n` } };
  }
  return samples;
}

function isPath(info: string): boolean {
  return /^[\w-]+\/[\w.-]+$/.test(info);
}

function fixOf(chapter: Chapter): FixSample {
  const [before, after, ...rest] = samplesOf(chapter);
  if (!before || !after || rest.length > 0) throw new Error(`'${chapter.title}' needs two blocks, before and after`);
  // What the first fence says of the place holds for both.
  const isSafe = chapter.parts.some((part) => part.type === 'prose' && /one of the safe fixes/.test(part.text));
  return { title: chapter.title.slice('Fix: '.length), isSafe, before, after: { ...before, text: after.text } };
}

function sampleOf(block: Block, title: string): Sample {
  const words = block.info.split(' ').filter((word) => word !== '');
  const known = /^(CT|DIES|SILENT|tree|\.htaccess|override=None|(?:apache|mod_wsgi)=[\d.]+|without=\w+)$/;
  const unknown = words.find((word) => !known.test(word));
  if (unknown) throw new Error(`${title}: the fence says '${unknown}', which means nothing`);
  const target = (product: string) => words.find((word) => word.startsWith(`${product}=`))?.slice(product.length + 1);
  return {
    title,
    text: `${block.body}\n`,
    class: (['CT', 'DIES', 'SILENT'] as const).find((name) => words.includes(name)),
    isTree: words.includes('tree'),
    isHtaccess: words.includes('.htaccess'),
    isUnread: words.includes('override=None'),
    apacheVersion: target('apache'),
    modWsgiVersion: target('mod_wsgi'),
    without: target('without'),
    files: {},
  };
}
