// Puts the values of a Use into the lines of a macro.
import type { LogicalLine } from '../syntax/logical-line.ts';

/** httpd replaces the longest parameter name first, anywhere in the line. */
export function withParameters(line: LogicalLine, parameters: ReadonlyMap<string, string>): LogicalLine {
  const names = [...parameters.keys()].sort((a, b) => b.length - a.length).filter((name) => name !== '');
  return line.replaced(names, (name) => substitute(name, parameters.get(name) ?? ''));
}

/** What replaces a parameter that begins with @ is put into quotes (substitute in modules/core/mod_macro.c). */
function substitute(name: string, value: string): string {
  return name.startsWith('@') ? `"${value.replace(/["\\]/g, '\\$&')}"` : value;
}
