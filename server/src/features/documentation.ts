// The documentation of directives, parameters and values as Markdown, for hover and completion.

import type { DirectiveInfo } from '../catalogue/directive-info.ts';
import { parseSyntaxLine } from '../catalogue/syntax-line.ts';
import type { Context, ParameterData } from '../catalogue/types.ts';
import { slotUsage, usageOf } from '../catalogue/usage.ts';

/** Everything about a directive: what it does, how it is written, what to know, an example, what goes wrong, the official page. */
export function directiveMarkdown(info: DirectiveInfo): string {
  const parts = [
    fence(usageOf(info)),
    info.summary,
    deprecation(info),
    info.notes && notesMarkdown(info.notes),
    info.example ? `**Example**\n${fence(info.example.trimEnd())}` : undefined,
    info.pitfalls?.length
      ? `**What goes wrong**\n${info.pitfalls.map((text) => `- ${text.trim()}`).join('\n')}`
      : undefined,
    facts(info).join('  \n'),
    officialLink(info),
  ];
  return parts.filter((part) => part).join('\n\n');
}

/** A `name=value` parameter. */
export function parameterMarkdown(name: string, data: ParameterData, info: DirectiveInfo): string {
  const rows = [
    data.default === undefined || data.default === '' ? undefined : `Default: \`${data.default}\``,
    data.since ? `Since ${productOf(info)} ${data.since}` : undefined,
    data.removed ? `Removed in ${productOf(info)} ${data.removed}` : undefined,
    data.express ? `mod_wsgi-express: ${data.express}` : undefined,
  ].filter((row) => row);
  const values = Object.entries(data.values ?? {}).map(([value, text]) => `- \`${value}\`: ${text}`);
  return [
    fence(`${name}=${parseSyntaxLine(data.value).map(slotUsage).join(' ')}`),
    data.summary,
    values.join('\n'),
    rows.join('  \n'),
    officialLink(info),
  ]
    .filter((part) => part)
    .join('\n\n');
}

export function fence(text: string): string {
  return `\`\`\`apacheconf\n${text}\n\`\`\``;
}

/** Notes hold one sentence per line; several are easier to scan as a list. */
function notesMarkdown(notes: string): string {
  const lines = notes.trim().split('\n');
  const isPlain = lines.length > 2 && lines.every((line) => /^[\w`"'(<]/.test(line));
  return isPlain ? lines.map((line) => `- ${line}`).join('\n') : lines.join('\n');
}

/** The official page; a directive from the user's settings has none. */
export function officialLink(info: DirectiveInfo): string | undefined {
  return info.url === '' ? undefined : `[${info.module.module}: ${info.name}](${info.url})`;
}

function deprecation(info: DirectiveInfo): string | undefined {
  return info.deprecated ? `**Deprecated:** ${info.deprecated}` : undefined;
}

const contextNames: Readonly<Record<Context, string>> = {
  server: 'server',
  vhost: '`<VirtualHost>`',
  directory: '`<Directory>`',
  location: '`<Location>`',
  files: '`<Files>`',
  if: '`<If>`',
  proxy: '`<Proxy>`',
  limit: '`<Limit>`',
};

function facts(info: DirectiveInfo): string[] {
  const contexts = info.contexts.filter((context) => context !== 'limit').map((context) => contextNames[context]);
  const htaccess = info.overrides
    ? `, .htaccess with \`AllowOverride ${info.overrides.length > 4 ? 'All' : info.overrides.join('` or `')}\``
    : '';
  const rows = [
    contexts.length > 0 ? `Allowed in: ${contexts.join(', ')}${htaccess}` : undefined,
    info.default === undefined || info.default === '' ? undefined : `Default: \`${info.default}\``,
    info.express ? `mod_wsgi-express: ${info.express}` : undefined,
    info.since ? `Since ${productOf(info)} ${info.since}` : undefined,
    info.removed ? `Removed in ${productOf(info)} ${info.removed}` : undefined,
    info.absent ? 'Not part of Apache 2.4 on Unix' : undefined,
  ];
  return rows.filter((row) => row !== undefined);
}

function productOf(info: DirectiveInfo): string {
  return info.module.module === 'mod_wsgi' ? 'mod_wsgi' : 'Apache';
}
