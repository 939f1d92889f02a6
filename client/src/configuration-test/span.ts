// Finds the words of a line that a message of Apache speaks of.

/** Zero-based columns in a physical line. */
export interface Columns {
  readonly start: number;
  readonly end: number;
}

/**
 * Where in `text` the mistake is: a word that the message quotes, else the arguments of the directive that it names,
 * else all that is not indentation. A quoted word counts only where it stands in the line.
 */
export function columnsOf(text: string, message: string): Columns {
  const whole = { start: text.length - text.trimStart().length, end: text.trimEnd().length };
  for (const quoted of message.matchAll(/['"`<]\/?([^'"`<>]+)['">]/g)) {
    const at = wordIn(text, quoted[1] ?? '');
    if (at) return at;
  }
  const name = /^\s*<?\/?([^\s>]+)/.exec(text)?.[1] ?? '';
  const isAboutPlace = /cannot occur|not allowed|without matching|was not closed/.test(message);
  const nameAt = wordIn(text, name);
  if (isAboutPlace && nameAt) return nameAt;
  const rest = nameAt ? text.slice(nameAt.end) : '';
  const start = nameAt ? nameAt.end + (rest.length - rest.trimStart().length) : whole.start;
  return start < whole.end ? { start, end: whole.end } : whole;
}

function wordIn(text: string, word: string): Columns | undefined {
  const start = word === '' ? -1 : text.toLowerCase().indexOf(word.toLowerCase());
  return start < 0 ? undefined : { start, end: start + word.length };
}
