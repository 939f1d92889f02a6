// Marks what the grammar cannot know: unknown names, and directives that are deprecated or removed.
import { parse } from '../syntax/parse.ts';
import { walk } from '../syntax/tree.ts';
import type { Span } from '../text/span.ts';
import type { Place } from './cursor.ts';

/** `unknownDirective` is mapped to a colour by the extension's manifest. */
export const semanticTokenTypes = ['keyword', 'unknownDirective'] as const;

export interface SemanticToken {
  readonly span: Span;
  readonly type: (typeof semanticTokenTypes)[number];
  readonly isDeprecated: boolean;
}

/** The tokens of a file in order. */
export function semanticTokens({ file, configuration }: Place): SemanticToken[] {
  const tokens: SemanticToken[] = [];
  for (const node of walk(parse(file).nodes)) {
    if (node.name.includes('$')) continue;
    const info = configuration.settings.catalogue.entryOf(node);
    if (!info) tokens.push({ span: node.nameSpan, type: 'unknownDirective', isDeprecated: false });
    else if (info.deprecated) tokens.push({ span: node.nameSpan, type: 'keyword', isDeprecated: true });
  }
  return tokens;
}
