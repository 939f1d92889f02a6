// Reads the extension's snippets and lays out on disk what the configurations they expand to need.
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Sandbox } from './apache.ts';
import { expandSnippet } from './snippet.ts';

interface Snippet {
  readonly completion: string;
  readonly description: string;
  readonly body: readonly string[];
}

export interface ExpandedSnippet extends Snippet {
  readonly name: string;
  /** The configuration that stands in the editor when every placeholder keeps its default. */
  readonly text: string;
}

/** All snippets, in the order of their file. */
export function readSnippets(): readonly ExpandedSnippet[] {
  const file = path.join(process.cwd(), 'snippets/apacheconf.json');
  const snippets = JSON.parse(fs.readFileSync(file, 'utf8')) as Record<string, Snippet>;
  return Object.entries(snippets).map(([name, snippet]) => ({
    ...snippet,
    name,
    text: `${expandSnippet(snippet.body.join('\n'))}\n`,
  }));
}

/** The text of the snippet that `completion` names; throws where there is none. */
export function snippetText(completion: string): string {
  const found = readSnippets().find((snippet) => snippet.completion === completion);
  if (found === undefined) throw new Error(`There is no snippet ${completion}.`);
  return found.text;
}

/** Moves /srv and /home of `text` into `root`, and makes the virtual environments, scripts and static files it names. */
export function layOutApplications(text: string, root: string): string {
  const moved = text.replace(/(?<=[\s=])\/(srv|home)\//g, `${root}/$1/`);
  // A macro's parameter stands for the user that its Use line names.
  const real = moved.replaceAll('$user', 'www-data');
  for (const home of matches(real, /python-home=(\S+)/g)) makeVirtualEnvironment(home);
  for (const script of matches(real, /WSGIScriptAlias \S+ (\S+)/g)) {
    fs.mkdirSync(path.dirname(script), { recursive: true });
    fs.copyFileSync(path.join(process.cwd(), 'test/snippets/app.wsgi'), script);
  }
  for (const folder of matches(real, /Alias \/\S+\/ (\S+\/)/g)) writeStaticFile(folder);
  return moved;
}

/** Expands the snippet that `completion` names into `sandbox`, ready to be started. */
export function prepare(completion: string, sandbox: Sandbox): string {
  return sandbox.materialise(
    layOutApplications(snippetText(completion), path.join(sandbox.folder, 'work', completion)),
  );
}

function matches(text: string, pattern: RegExp): readonly string[] {
  return [...text.matchAll(pattern)].flatMap((match) => match[1] ?? []);
}

/** What `python3 -m venv` leaves, as far as the interpreter looks at it. */
function makeVirtualEnvironment(folder: string): void {
  if (fs.existsSync(folder)) return;
  fs.mkdirSync(path.join(folder, 'bin'), { recursive: true });
  fs.symlinkSync('/usr/bin/python3', path.join(folder, 'bin/python3'));
  fs.symlinkSync('/usr/bin/python3', path.join(folder, 'bin/python'));
  fs.writeFileSync(path.join(folder, 'pyvenv.cfg'), 'home = /usr/bin\n');
}

function writeStaticFile(folder: string): void {
  fs.mkdirSync(folder, { recursive: true });
  fs.writeFileSync(path.join(folder, 'site.css'), 'body {}\n');
}
