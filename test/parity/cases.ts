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

function casesIn(markdown: string): string[] {
  const cases: string[] = [];
  let context = 'server';
  for (const [, heading, sort, body = ''] of markdown.matchAll(/^## (\w+)$|^```apache (lines|whole)\n([\s\S]*?)\n```$/gm)) {
    if (heading) context = heading;
    else if (sort === 'whole') cases.push(`${body}\n`);
    else cases.push(...body.split('\n').map((line) => inContext(line, context)));
  }
  return cases;
}
