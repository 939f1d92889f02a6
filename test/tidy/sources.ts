// The source files of the product and its tests, for the checks of their form.
import * as fs from 'node:fs';
import * as path from 'node:path';

export interface Source {
  /** As seen from the repository, with forward slashes. */
  readonly name: string;
  readonly text: string;
  /** The text without comments and without the content of strings. */
  readonly code: string;
  /** What it imports: names of modules, and files as seen from the repository. */
  readonly imports: readonly string[];
}

/** The TypeScript files below the given folders, sorted. */
export function sourcesIn(...folders: string[]): Source[] {
  return folders.flatMap((folder) =>
    fs
      .readdirSync(path.join(process.cwd(), folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts') && !name.includes('node_modules'))
      .map((name) => sourceOf(path.posix.join(folder, name.split(path.sep).join('/'))))
      .sort((a, b) => (a.name < b.name ? -1 : 1)),
  );
}

function sourceOf(name: string): Source {
  const text = fs.readFileSync(path.join(process.cwd(), name), 'utf8');
  const imports = [
    ...text.matchAll(/^(?:import|export)\b[^'"]*?\bfrom '([^']+)'|^import '([^']+)'|\bimport\('([^']+)'\)/gm),
  ];
  const targets = imports.map((match) => match[1] ?? match[2] ?? match[3] ?? '');
  return { name, text, code: codeOf(text), imports: targets.map((target) => resolved(name, target)) };
}

function resolved(name: string, target: string): string {
  return target.startsWith('.') ? path.posix.join(path.posix.dirname(name), target) : target;
}

/** Blanks out comments, strings and regular expressions, so that only code is looked at. */
function codeOf(text: string): string {
  const pattern =
    /\/\*[\s\S]*?\*\/|\/\/.*|'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`|(?<=[=(,:?&|!\s])\/(?![*/ ])(?:\\.|\[(?:\\.|[^\]\n])*\]|[^/\\\n])+\/[a-z]*/g;
  return text.replace(pattern, (found) => (found.startsWith('/') && !/^\/[*/]/.test(found) ? '/-/' : "''"));
}
