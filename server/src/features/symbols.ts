// The outline: sections with their content, hosts named by ServerName.
import { parse } from '../syntax/parse.ts';
import type { Directive, Node, Section } from '../syntax/tree.ts';
import type { SourceFile } from '../text/source-file.ts';
import type { Span } from '../text/span.ts';

export interface OutlineItem {
  readonly name: string;
  readonly detail: string;
  readonly kind: 'host' | 'section' | 'condition' | 'directive' | 'definition';
  readonly span: Span;
  readonly nameSpan: Span;
  readonly children: readonly OutlineItem[];
}

/** Sections, and the directives that define something others refer to. */
export function outline(file: SourceFile): OutlineItem[] {
  return itemsOf(parse(file).nodes);
}

const definitions =
  /^(?:wsgidaemonprocess|wsgiscriptalias(?:match)?|define|listen|use|include(?:optional)?|loadmodule|proxypass(?:match)?|balancermember|alias|logformat|servername|serveralias|documentroot|rewritemap|proxyhctemplate)$/i;

function itemsOf(nodes: readonly Node[]): OutlineItem[] {
  return nodes.flatMap((node) => {
    if (node.kind === 'section') return [sectionItem(node)];
    return definitions.test(node.name) ? [directiveItem(node)] : [];
  });
}

function sectionItem(section: Section): OutlineItem {
  const written = section.words.map((word) => word.text).join(' ');
  const isHost = section.name.toLowerCase() === 'virtualhost';
  const serverName = isHost ? firstWordOf('servername', section) : undefined;
  return {
    // The list of symbols shows no detail, and the hosts of ports 80 and 443 share their ServerName.
    name: `${serverName || (isHost ? 'VirtualHost' : section.name)} ${written}`.trim() || '<>',
    detail: '',
    kind: isHost ? 'host' : /^if/i.test(section.name) ? 'condition' : 'section',
    span: section.fullSpan,
    nameSpan: section.nameSpan,
    children: itemsOf(section.children),
  };
}

function directiveItem(directive: Directive): OutlineItem {
  return {
    name: directive.name || 'directive',
    detail: directive.words.map((word) => word.text).join(' '),
    kind: /^(?:define|wsgidaemonprocess|rewritemap|logformat|proxyhctemplate)$/i.test(directive.name)
      ? 'definition'
      : 'directive',
    span: directive.span,
    nameSpan: directive.nameSpan,
    children: [],
  };
}

const conditions = /^if(?:module|define|version|file|directive|section)$/i;

/** The first argument of the first directive called so, also inside of conditions. */
function firstWordOf(name: string, section: Section): string | undefined {
  for (const child of section.children) {
    if (child.kind === 'section' && !conditions.test(child.name)) continue;
    const word = child.kind === 'section' ? firstWordOf(name, child) : wordIfNamed(name, child);
    if (word !== undefined) return word;
  }
  return undefined;
}

function wordIfNamed(name: string, directive: Directive): string | undefined {
  return directive.name.toLowerCase() === name ? directive.words[0]?.text : undefined;
}
