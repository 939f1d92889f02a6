// The layouts of this folder: how distributions and installers lay out a server, each as a tree of files.
import * as fs from 'node:fs';
import * as path from 'node:path';
import type { Disk } from '../../server/src/configuration/disk.ts';
import { folderOf, isWithin, pathOf, resolvePath, uriOf } from '../../server/src/configuration/paths.ts';
import { NodeDisk } from '../../server/src/host/node-disk.ts';
import { SourceFile } from '../../server/src/text/source-file.ts';

/** What `layout.json` says; every path is relative to the layout's folder `root`. */
export interface Layout {
  readonly name: string;
  /** What `root` stands for on such a machine. */
  readonly at: string;
  readonly main: string;
  /** The folder that people copy into a workspace. */
  readonly folder: string;
  /** Every loaded module is known, so that a module that is missing can be told. */
  readonly isComplete: boolean;
  /** Symbolic links with their targets, which not every file system can keep. */
  readonly links: Readonly<Record<string, string>>;
  /** Configuration files that the main file does not reach. */
  readonly notReached: readonly string[];
  /** `FILE:LINE RULE` of what is wrong in the folder `planted`, whose files take the place of those in `root`. */
  readonly planted: readonly string[];
}

const home = path.join(process.cwd(), 'test/layouts');

export const layouts: readonly Layout[] = fs
  .readdirSync(home, { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => ({ name, ...JSON.parse(fs.readFileSync(path.join(home, name, 'layout.json'), 'utf8')) }));

/** The layout of that name; fails where there is none. */
export function layoutOf(name: string): Layout {
  const layout = layouts.find((candidate) => candidate.name === name);
  if (!layout) throw new Error(`there is no layout ${name}`);
  return layout;
}

/** The configuration files of the layout and the links to such files, in order. */
export function filesOf({ name, links }: Layout): string[] {
  const names = fs.readdirSync(path.join(home, name, 'root'), { recursive: true, encoding: 'utf8' });
  return [...names, ...Object.keys(links)].filter((file) => /\.(?:conf|load)$/.test(file)).sort();
}

/** Copies all of `layout`, links included, into `target`; of `parts` the later one wins. */
export function copyLayout(layout: Layout, target: string, parts: readonly ('root' | 'planted')[] = ['root']): void {
  for (const part of parts) fs.cpSync(path.join(home, layout.name, part), target, { recursive: true });
  for (const [link, to] of Object.entries(layout.links)) {
    fs.mkdirSync(path.dirname(path.join(target, link)), { recursive: true });
    fs.symlinkSync(to, path.join(target, link));
  }
}

/** A disk on which `root`, a copy of the layout, is where the layout belongs; what lies in folders that it lacks was not looked at. */
export function diskAt(layout: Layout, root: string): Disk {
  const disk = new NodeDisk();
  const there = (name: string) => `${root}/${name.slice(layout.at.length)}`.replace(/\/+/g, '/');
  const isLaidOut = (name: string) =>
    disk.state(there(name)) !== 'missing' && isWithin(disk.realPath(there(name)), root) && name.startsWith(layout.at);
  const known = (name: string) => isLaidOut(name) || isLaidOut(folderOf(name));
  return {
    generation: 0,
    read: (name) => (known(name) ? renamed(disk.read(there(name)), name) : 'unknown'),
    state: (name) => (known(name) ? disk.state(there(name)) : 'unknown'),
    list: (name) => (known(name) ? disk.list(there(name)) : 'unknown'),
    isClosed: () => false,
    realPath: (name) => (known(name) ? disk.realPath(there(name)).replace(root, layout.at).replace('//', '/') : name),
    pem: () => 'unknown',
  };
}

function renamed(file: SourceFile | 'missing' | 'unknown', name: string): SourceFile | 'missing' | 'unknown' {
  return typeof file === 'string' ? file : new SourceFile(uriOf(name), file.text);
}

/** The path of `name`, a file of the layout, where the layout belongs. */
export function placeOf(layout: Layout, name: string): string {
  return pathOf(uriOf(resolvePath(layout.at, name))) ?? '';
}
