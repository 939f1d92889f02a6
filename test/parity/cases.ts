// Reads the cases of the Markdown files: whole configurations, or lines that are put into a context.
import * as fs from 'node:fs';
import * as path from 'node:path';

/** What stands before and behind a line in a context. */
export const contexts: Readonly<Record<string, readonly [string, string]>> = {
  server: ['', ''],
  vhost: ['<VirtualHost *:8080>\n', '\n</VirtualHost>'],
  directory: ['<Directory "/var/www/">\n', '\n</Directory>'],
  location: ['<Location "/x">\n', '\n</Location>'],
  files: ['<Files "x">\n', '\n</Files>'],
  if: ['<If "true">\n', '\n</If>'],
  proxy: ['<Proxy "*">\n', '\n</Proxy>'],
  limit: ['<Directory "/var/www/">\n<Limit POST>\n', '\n</Limit>\n</Directory>'],
};

/** `line` in `context`; throws for an unknown context. */
export function inContext(line: string, context: string): string {
  const around = contexts[context];
  if (!around) throw new Error(`unknown context: ${context}`);
  return `${around[0]}${line}${around[1]}\n`;
}

/** The cases of each Markdown file in `folder`, duplicates left out. */
export function readCases(folder: string): [string, readonly string[]][] {
  const files = fs.readdirSync(folder).filter((name) => name.endsWith('.md'));
  return files.sort().map((name) => [name, [...new Set(casesIn(fs.readFileSync(path.join(folder, name), 'utf8')))]]);
}

/** The single lines of all Markdown files in `folder`, each with its context. */
export function readLines(folder: string): { readonly line: string; readonly context: string }[] {
  const files = fs.readdirSync(folder).filter((name) => name.endsWith('.md'));
  return files.sort().flatMap((name) => blocksIn(fs.readFileSync(path.join(folder, name), 'utf8')).flatMap(linesOf));
}

interface Block {
  readonly context: string;
  readonly sort: string;
  readonly body: string;
}

function casesIn(markdown: string): string[] {
  return blocksIn(markdown).flatMap((block) => {
    return block.sort === 'whole'
      ? [`${block.body}\n`]
      : linesOf(block).map(({ line, context }) => inContext(line, context));
  });
}

function linesOf({ sort, body, context }: Block): { line: string; context: string }[] {
  return sort === 'lines' ? body.split('\n').map((line) => ({ line, context })) : [];
}

function blocksIn(markdown: string): Block[] {
  const blocks: Block[] = [];
  let context = 'server';
  for (const [, heading, sort, body = ''] of markdown.matchAll(
    /^## (\w+)$|^```apache (lines|whole)\n([\s\S]*?)\n```$/gm,
  )) {
    if (heading) context = heading;
    else if (sort) blocks.push({ context, sort, body });
  }
  return blocks;
}
