// Reads how a line begins: the name of a directive, the tag that opens or closes a section.
import { isSpace, type LogicalLine } from './logical-line.ts';
import { wordsOf } from './words.ts';

/** The name of the directive in `line`, without quotes. */
export function directiveName(line: LogicalLine): string {
  const word = isQuoted(line.text) ? wordsOf(line)[0] : undefined;
  return word ? word.text : line.text.slice(0, firstWordEnd(line.text));
}

/** The index into the text of `line` behind the directive's name. */
export function directiveNameEnd(line: LogicalLine): number {
  const word = isQuoted(line.text) ? wordsOf(line)[0] : undefined;
  return word ? line.indexOf(word.span.end) : firstWordEnd(line.text);
}

/** What opens a section: indexes into the line's text around its arguments, and whether it has its bracket. */
export interface OpeningTag {
  readonly nameEnd: number;
  readonly from: number;
  readonly to: number;
  readonly hasBracket: boolean;
}

/**
 * httpd takes the last `>` of the line as the end of the tag and ignores what follows it. One right behind the name goes
 * with the name, and does not count where something follows (ap_build_config_sub in server/config.c). `<IfVersion>`
 * takes words, the last of two must end in it (start_ifversion in modules/metadata/mod_version.c).
 */
export function openingTag({ text }: LogicalLine): OpeningTag {
  const wordEnd = firstWordEnd(text);
  const bracket = text.lastIndexOf('>');
  const nameEnd = text[wordEnd - 1] === '>' ? wordEnd - 1 : wordEnd;
  const to = bracket >= nameEnd ? bracket : text.length;
  const from = wordEnd === text.length ? nameEnd : wordEnd;
  const isStrict = text.slice(1, nameEnd).toLowerCase() === 'ifversion';
  const hasBracket = isStrict
    ? endsVersion(text)
    : bracket >= wordEnd || (bracket === wordEnd - 1 && wordEnd === text.length);
  return { nameEnd, from, to, hasBracket };
}

/** With three words the last may be anything. */
export function endsVersion(text: string): boolean {
  return text.endsWith('>') || /^\S+\s+\S+\s+\S+\s+\S+$/.test(text);
}

/** The index behind the name in a line that begins with `</`. */
export function closingNameEnd({ text }: LogicalLine): number {
  const end = firstWordEnd(text);
  return text[end - 1] === '>' ? end - 1 : end;
}

/** The index behind the first word, as far as white space goes. */
export function firstWordEnd(text: string): number {
  let at = 0;
  while (at < text.length && !isSpace(text.charCodeAt(at))) at++;
  return at;
}

function isQuoted(text: string): boolean {
  return text[0] === '"' || text[0] === "'";
}
