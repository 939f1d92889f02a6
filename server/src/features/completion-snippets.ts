// Completion of whole hosts and other usual blocks, where their directives may stand.
import snippets from '../../../snippets/apacheconf.json' with { type: 'json' };
import type { Catalogue } from '../catalogue/catalogue.ts';
import { contextsOf, refusingContext } from '../configuration/contexts.ts';
import type { Span } from '../text/span.ts';
import type { CompletionItem } from './completion.ts';
import { type Place, scopeAt } from './cursor.ts';
import { fence } from './documentation.ts';

/** The snippets that the context of the cursor allows; `span` is what they replace. */
export function snippetCompletions(place: Place, offset: number, span: Span): CompletionItem[] {
  const { catalogue } = place.configuration.settings;
  const contexts = contextsOf(scopeAt(place, offset));
  return offers
    .filter(({ directives }) => directives.every((name) => isAllowed(name, contexts, catalogue)))
    .map(({ item }) => ({ ...item, span }));
}

function isAllowed(name: string, contexts: ReturnType<typeof contextsOf>, catalogue: Catalogue): boolean {
  const info = catalogue.directive(name);
  return info !== undefined && refusingContext(info, contexts) === undefined;
}

interface Offer {
  /** The directives and sections that would stand at the cursor, and hosts wherever they are: a macro may hold some. */
  readonly directives: readonly string[];
  readonly item: Omit<CompletionItem, 'span'>;
}

/** Behind the directives that are used most, and in the order of their file, the plain ones first. */
const firstRank = 100;

const offers: readonly Offer[] = Object.entries(snippets).map(([name, { completion, description, body }], index) => ({
  directives: body.flatMap((line) => /^(?:<?[A-Za-z]\w*|\s+<VirtualHost)/.exec(line)?.[0].trim() ?? []),
  item: {
    label: completion,
    kind: 'snippet',
    text: body.join('\n'),
    isSnippet: true,
    detail: name,
    origin: name,
    documentation: `${description}\n\n${fence(preview(body.join('\n')))}`,
    rank: firstRank + index,
  },
}));

/** The text with the defaults of its placeholders; a choice shows its first value. */
function preview(body: string): string {
  const defaults = new Map<string, string>();
  const keep = (_: string, number: string, text: string) => {
    defaults.set(number, text);
    return `$${number}`;
  };
  const numbered = body.replace(/\$\{(\d+)\|([^,|]*)[^|]*\|\}/g, keep).replace(/\$\{(\d+):([^{}]*)\}/g, keep);
  return fill(numbered, defaults).replace(/\\([$\\])/g, '$1');
}

/** A default may hold other placeholders. */
function fill(text: string, defaults: ReadonlyMap<string, string>): string {
  return text.replace(/(?<!\\)\$(\d+)/g, (_, number: string) => fill(defaults.get(number) ?? '', defaults));
}
