// Tells which section a line opens, and whether the text closes it.

/** The closing line for the section that `lines[index]` opens, indented like it; undefined where nothing is to be closed. */
export function closingLineFor(lines: readonly string[], index: number): string | undefined {
  const [, indent = '', name = ''] = /^([ \t]*)<([A-Za-z]\w*)(?:\s.*)?>\s*$/.exec(lines[index] ?? '') ?? [];
  return name !== '' && isUnclosed(lines, name) ? `${indent}</${name}>` : undefined;
}

/** Names ignore case, as in Apache. */
function isUnclosed(lines: readonly string[], name: string): boolean {
  const count = (pattern: RegExp) => lines.filter((line) => pattern.test(line)).length;
  return count(new RegExp(`^\\s*<${name}(?=[\\s>])`, 'i')) > count(new RegExp(`^\\s*</${name}\\s*>`, 'i'));
}
