// Takes a Markdown file apart into headings, prose and fenced blocks, and puts it together again unchanged.

/** A fenced block, without its fence. */
export interface Block {
  readonly language: string;
  /** What follows the language in the opening fence. */
  readonly info: string;
  readonly body: string;
}

/** A stretch of prose, or a block with the last line of prose above it. */
export type Part =
  | { readonly type: 'prose'; readonly text: string }
  | { readonly type: 'block'; readonly block: Block; readonly introduction: string };

/** A heading with all that stands below it, up to the next heading. */
export interface Chapter {
  readonly title: string;
  readonly line: number;
  readonly parts: readonly Part[];
}

/** The chapters of a Markdown text; what stands above the first heading is a chapter without a title. */
export function chaptersOf(markdown: string): Chapter[] {
  const chapters: { title: string; line: number; parts: Part[] }[] = [{ title: '', line: 1, parts: [] }];
  const lines = markdown.split('\n');
  let introduction = '';
  for (let at = 0; at < lines.length; ) {
    const line = lines[at] ?? '';
    const heading = /^#+ (.*)$/.exec(line)?.[1];
    if (heading !== undefined) chapters.push({ title: heading, line: at + 1, parts: [] });
    const fenced = blockAt(lines, at);
    const part: Part = fenced ? { type: 'block', block: fenced.block, introduction } : { type: 'prose', text: line };
    chapters.at(-1)?.parts.push(part);
    if (fenced || heading !== undefined) introduction = '';
    else if (line.trim() !== '') introduction = line.trim();
    at = fenced ? fenced.next : at + 1;
  }
  return chapters;
}

/** The block whose fence opens in line `at`, and the line behind it. */
function blockAt(lines: readonly string[], at: number): { block: Block; next: number } | undefined {
  const fence = /^(`{3,})(\S*) ?(.*)$/.exec(lines[at] ?? '');
  if (!fence) return undefined;
  const end = lines.indexOf(fence[1] ?? '', at + 1);
  if (end < 0) throw new Error(`line ${at + 1}: this block is not closed`);
  const block = { language: fence[2] ?? '', info: fence[3] ?? '', body: lines.slice(at + 1, end).join('\n') };
  return { block, next: end + 1 };
}

/** The Markdown text of chapters: what `chaptersOf` read, character by character. */
export function markdownOf(chapters: readonly Chapter[]): string {
  return chapters.flatMap((chapter) => chapter.parts.map(partText)).join('\n');
}

function partText(part: Part): string {
  if (part.type === 'prose') return part.text;
  const { language, info, body } = part.block;
  const inner = [...body.matchAll(/^`{3,}/gm)].map((match) => match[0].length);
  const fence = '`'.repeat(Math.max(2, ...inner) + 1);
  return `${fence}${language}${info ? ` ${info}` : ''}\n${body === '' ? '' : `${body}\n`}${fence}`;
}
