// Finds out whether a private key could end up in Git, and adds the line that prevents it.
import * as fs from 'node:fs/promises';
import * as path from 'node:path';

/** A line to add to a .gitignore file, which may not exist yet. */
export interface IgnoreLine {
  readonly file: string;
  readonly line: string;
}

type Verdict = 'ignored' | 'kept' | undefined;

/**
 * The line that keeps `keyFile` (an absolute path in a folder that exists) out of Git, or null where it is in no work tree or a .gitignore
 * above it covers it already. Reads files only; runs no Git. In doubt the key counts as not covered.
 */
export async function missingIgnoreLine(keyFile: string): Promise<IgnoreLine | null> {
  // Git knows a file by its real place, not by a link on the way to it.
  const folder = await fs.realpath(path.dirname(keyFile));
  const root = await workTreeOf(folder);
  if (root === null) return null;
  const inside = slashed(path.relative(root, path.join(folder, path.basename(keyFile))));
  if (await isIgnored(root, inside.split('/'))) return null;
  return { file: path.join(root, '.gitignore'), line: escaped(`/${inside}`) };
}

/** Appends the line, in the line endings that the file has, and only if it is not there. */
export async function addIgnoreLine({ file, line }: IgnoreLine): Promise<void> {
  const text = (await readIfThere(file)) ?? '';
  if (text.split(/\r?\n/).includes(line)) return;
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const missing = text === '' || text.endsWith('\n') ? '' : newline;
  await fs.appendFile(file, `${missing}${line}${newline}`);
}

/** `.git` is a folder in a clone and a file in a linked work tree or a submodule. */
async function workTreeOf(folder: string): Promise<string | null> {
  const found = await fs.stat(path.join(folder, '.git')).catch(() => undefined);
  if (found !== undefined) return folder;
  const parent = path.dirname(folder);
  return parent === folder ? null : workTreeOf(parent);
}

/** As in gitignore(5): within a file the last match decides, files nearer to the key come later. */
async function isIgnored(root: string, segments: readonly string[]): Promise<boolean> {
  let verdict: Verdict;
  for (let depth = 0; depth < segments.length; depth += 1) {
    const text = await readIfThere(path.join(root, ...segments.slice(0, depth), '.gitignore'));
    verdict = verdictOf(text ?? '', segments.slice(depth)) ?? verdict;
  }
  return verdict === 'ignored';
}

function verdictOf(text: string, segments: readonly string[]): Verdict {
  let verdict: Verdict;
  for (const line of text.split(/\r?\n/)) verdict = verdictOfLine(line, segments) ?? verdict;
  return verdict;
}

function verdictOfLine(line: string, segments: readonly string[]): Verdict {
  const pattern = line.replace(/(?<!\\) +$/, '');
  if (pattern === '' || pattern.startsWith('#')) return undefined;
  // An exception is taken at its word whatever it names: asking once too often does no harm.
  if (pattern.startsWith('!')) return 'kept';
  return matches(pattern, segments) ? 'ignored' : undefined;
}

/** Understands names, `*`, `?`, a leading and a trailing slash; a pattern with more in it counts as no match. */
function matches(pattern: string, segments: readonly string[]): boolean {
  if (/[[\]\\]|\*\*/.test(pattern)) return pattern === escaped(`/${segments.join('/')}`);
  const isFolder = pattern.endsWith('/');
  const body = isFolder ? pattern.slice(0, -1) : pattern;
  const isAnchored = body.includes('/');
  const wanted = body.replace(/^\//, '').split('/').map(segmentPattern);
  const paths = segments.map((_, end) => segments.slice(0, end + 1)).slice(0, isFolder ? -1 : undefined);
  return paths.some((one) => {
    const tested = isAnchored ? one : one.slice(-1);
    return tested.length === wanted.length && wanted.every((part, index) => part.test(tested[index] ?? ''));
  });
}

function segmentPattern(text: string): RegExp {
  const source = text
    .replace(/[.+^${}()|]/g, '\\$&')
    .replaceAll('*', '.*')
    .replaceAll('?', '.');
  return new RegExp(`^${source}$`, 's');
}

/** A path as a pattern that means only itself. */
function escaped(file: string): string {
  return file.replace(/[\\*?[\]]/g, '\\$&').replace(/ $/, '\\ ');
}

function slashed(file: string): string {
  return path.sep === '\\' ? file.replaceAll('\\', '/') : file;
}

async function readIfThere(file: string): Promise<string | undefined> {
  try {
    return await fs.readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}
